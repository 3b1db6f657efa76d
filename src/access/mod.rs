//! Who may do what with which keys of a bucket, and which of them are served: for all keys, not for samples.
//!
//! Nothing of what AWS decides is written here a second time. A decision about a key depends on it only through patterns
//! that the template writes: those of statements and those of behaviors. So the keys are divided by all these patterns, an
//! example of each part is put to the simulator, and what holds for the example holds for the part. (docs/adr/0013)

mod bucket;
mod division;
mod keys;
mod who;

pub use bucket::{Access, BucketAccess, May, Route, Served};
pub use division::{Division, Part};
pub use keys::{is_plain, usual_keys};
pub use who::Who;
