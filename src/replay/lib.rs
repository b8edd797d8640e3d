//! Checkpoints, the timeline, recordings and snapshots.
