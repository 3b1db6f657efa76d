//! `stackgen test`: expectations about requests in a file of their own, held against what the simulator answers.
#![expect(
    clippy::disallowed_macros,
    reason = "the derive of JsonSchema uses `json!` for defaults"
)]

mod decisive;
mod expand;
mod expect;
mod field;
mod file;
mod objects;
mod run;
mod seen;
mod shared;
mod suite;
#[cfg(test)]
mod tests;
mod words;

pub use decisive::decisive;
pub use expect::Expect;
pub use field::{Field, Value};
pub use file::{Case, Settings, TestFile};
pub use run::{Mismatch, Report, Tried, Verdict, run};
pub use suite::{Promise, Suite, schema};
