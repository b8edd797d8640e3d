//! Random programs, run here and on real OTPs, and what is left of them when they come out differently.

pub mod coverage;
pub mod generate;
pub mod harness;
pub mod random;
pub mod shrink;
pub mod tree;
