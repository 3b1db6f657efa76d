//! Findings about a user's file, in each format.

mod human;

pub use human::human;
