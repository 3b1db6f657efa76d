//! Findings about a user's file, in each format.

mod access;
mod github;
mod human;
mod json;
mod report;
mod sarif;
mod summary;
mod told;

pub use github::github;
pub use human::human;
pub use json::json;
pub use report::report;
pub use sarif::sarif;
pub use summary::summary;
pub use told::{Looked, Told, told};
