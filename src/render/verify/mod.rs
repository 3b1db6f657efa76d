//! What became of test files, in each format.

mod command;
mod details;
mod human;
mod json;
mod junit;

pub use command::Command;
pub use human::human;
pub use json::json;
pub use junit::junit;

use crate::diag::Place;
use crate::render::trace::Places;
use crate::simulate::Simulation;
use crate::source::{Position, Source};
use crate::verify::{Promise, Report};

/// A test file, with what became of it.
#[derive(Debug)]
pub struct Tested<'a> {
    /// The test file.
    pub test: &'a Source,
    /// What became of it.
    pub report: Report<'a>,
    /// What was asked.
    pub simulation: &'a Simulation,
    /// Where the parts of the template stand.
    pub places: Places<'a>,
    /// How a request of it is asked again.
    pub command: Command,
}

impl Tested<'_> {
    /// The name of the test file.
    fn file(&self) -> &str {
        &self.test.document.name
    }

    /// Where a case stands in the test file.
    fn position(&self, promise: &Promise) -> Position {
        let span = self.test.span(&Place::Value(promise.at.clone()));
        let start = span.map_or(0, |span| span.start);
        self.test.document.position(start)
    }
}
