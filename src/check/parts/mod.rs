//! The parts of a deployed template that several rules look at, with each value where the template writes it.

mod behavior;
mod bucket;
mod distribution;
mod document;
mod error_page;
mod function;
mod origin;
mod paths;
mod statement;

pub use behavior::{Behavior, Caching, Forwarding};
pub use bucket::{Blocks, Bucket};
pub use distribution::Distribution;
pub use document::{Document, Of};
pub use error_page::ErrorPage;
pub use function::Function;
pub use origin::Origin;
pub use paths::{is_path, paths_of};
pub use statement::{Named, Statement};
