//! Answers of the simulator, in each format.

mod because;
mod end;
mod human;
mod json;
mod places;

pub use human::human;
pub use json::{error, json};
pub use places::Places;
