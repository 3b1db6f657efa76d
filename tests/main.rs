//! One binary for all tests; a file per subject.
#![expect(
    clippy::disallowed_methods,
    reason = "a test reads the files it judges, and its helpers are no door of the program"
)]
#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

mod cases;
mod check;
mod cli;
mod docs;
mod docs_trace;
mod edge;
mod house;
mod laws;
mod proofs;
mod readme;
mod refusals;
mod rules;
mod stacks;
mod support;
mod verify;
