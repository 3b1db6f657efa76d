//! The parts of a deployed template that several rules look at, with each value where the template writes it.

mod behavior;
mod bucket;
mod distribution;
mod document;
mod function;
mod grammar;
mod idle;
mod open;
mod origin;
mod paths;
mod principal;
mod reading;
mod signer;
mod statement;

pub use behavior::{Behavior, Caching, Forwarding};
pub use bucket::{Blocks, Bucket};
pub use distribution::Distribution;
pub use document::{Document, Of};
pub use function::Function;
pub use grammar::{Malformed, wrong_sids};
pub use idle::{For, Idle};
pub use open::Open;
pub use origin::Origin;
pub use paths::{is_path, paths_of};
pub use principal::WrongPrincipal;
pub use reading::{Readable, keys_of};
pub use signer::Signer;
pub use statement::{Named, Statement};
