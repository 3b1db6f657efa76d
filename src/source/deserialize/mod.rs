//! A serde deserializer over the tree, whose mistakes speak the user's words and know their path.

mod list;
mod map;
mod mistake;
mod one_of;
mod taken;
mod value;

pub(super) use mistake::{Mistake, What};
pub(super) use taken::Taken;
pub(super) use value::Reader;
