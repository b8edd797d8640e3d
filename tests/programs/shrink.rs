//! Makes a program that comes out differently as small as it can be.

use super::harness::{self, Difference};
use super::tree::{Edit, Node};

/// How many candidates an OTP gets at once.
const BATCH: usize = 48;
/// How often an OTP is started at the most.
const ROUNDS: usize = 150;

/// The smallest program found that still differs, as a tree; where it can be, in this function.
pub fn shrink(release: u32, program: &Node, function: &str) -> Node {
    let mut best = program.only(function);
    if first_differing(release, std::slice::from_ref(&best)).is_none() {
        best = program.clone();
    }
    let mut edits = best.edits();
    // Where in the edits to go on, and whether one has worked since the last time from the start.
    let (mut from, mut worked) = (0, false);
    for _ in 0..ROUNDS {
        if from >= edits.len() {
            if !worked {
                break;
            }
            (from, worked) = (0, false);
        }
        let batch: Vec<&Edit> = edits[from..].iter().take(BATCH).collect();
        let candidates: Vec<Node> = batch.iter().map(|edit| best.edited(edit)).collect();
        match first_differing(release, &candidates) {
            None => from += batch.len(),
            Some(index) => {
                let gain = batch[index].gain;
                best = candidates[index].clone();
                edits = best.edits();
                from = edits.iter().position(|edit| edit.gain <= gain).unwrap_or(0);
                worked = true;
            }
        }
    }
    best
}

/// The first of the programs that comes out differently.
fn first_differing(release: u32, candidates: &[Node]) -> Option<usize> {
    let sources: Vec<(String, String)> = (0..candidates.len())
        .map(|index| (format!("s{index}"), candidates[index].print(&format!("s{index}"))))
        .collect();
    harness::run(release, &sources).iter().position(|result| !result.differences.is_empty())
}

/// The differences of a program.
pub fn differences(release: u32, program: &Node, name: &str) -> Vec<Difference> {
    let results = harness::run(release, &[(name.to_string(), program.print(name))]);
    results.into_iter().flat_map(|result| result.differences).collect()
}
