//! Findings about a user's file, in each format.

mod human;
mod summary;

pub use human::human;
pub use summary::summary;
