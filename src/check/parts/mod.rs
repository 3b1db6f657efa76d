//! The parts of a deployed template that several rules look at, with each value where the template writes it.

mod api;
mod behavior;
mod bucket;
mod control;
mod cors;
mod distribution;
mod document;
mod function;
mod keeping;
mod origin;
mod passed;
mod paths;
mod selected;
mod statement;

pub use behavior::{Behavior, Caching, Forwarding};
pub use bucket::{Blocks, Bucket};
pub use control::{AuthType, Control, Signing};
pub use cors::{Cors, Holder, known_texts};
pub use distribution::Distribution;
pub use document::{Document, Of};
pub use function::Function;
pub use keeping::{Keeping, Times};
pub use origin::Origin;
pub use passed::{Parts, Passed};
pub use paths::{is_path, paths_of};
pub use selected::{Names, Selected};
pub use statement::{Named, Statement};
