//! Answers of the simulator, in each format.

mod because;
mod end;
mod human;
mod json;
mod places;

pub(super) use because::because;
pub(super) use end::{End, end};
pub(super) use human::asked;
pub use human::human;
pub(super) use json::{Hop, hop};
pub use json::{error, json};
pub use places::Places;
