//! The parts of a deployed template that several rules look at, with each value where the template writes it.

mod behavior;
mod bucket;
mod certain;
mod code;
mod custom;
mod decided;
mod distribution;
mod document;
mod function;
mod grants;
mod logs;
mod origin;
mod statement;
mod stores;

pub use behavior::{Behavior, Caching, Forwarding};
pub use bucket::{Blocks, Bucket};
pub use certain::{AtLeast, pieces};
pub use code::InlineCode;
pub use distribution::Distribution;
pub use document::{Document, Of};
pub use function::Function;
pub use grants::{Grants, is_of_service, is_surely_of};
pub use logs::PREFIX as LOG_GROUP_PREFIX;
pub use origin::Origin;
pub use statement::{Named, Statement};
pub use stores::Store;
