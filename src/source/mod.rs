//! A YAML or JSON text as a tree whose every key and value has a place.

#[cfg(test)]
mod arbitrary;
mod deserialize;
mod document;
mod duration;
mod files;
mod mistakes;
mod node;
mod number;
mod overlay;
mod read;
mod short_forms;
pub mod word;

pub use document::{Document, Position, Source};
pub use duration::Duration;
pub use files::{Files, Unreadable};
pub use mistakes::parse;
pub use node::{Entry, Node, Span, Value};
pub use number::Number;
pub use overlay::lay;
pub use read::{Kept, attempt, attempt_keeping, read};
