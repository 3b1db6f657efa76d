//! `CloudFront` Functions, really run: their code as compiled, a request or an answer in, what they make of it out.

mod digest;
mod event;
mod fact;
mod fault;
mod fields;
mod handed;
mod host;
mod message;
mod origin;
mod program;
mod realm;
mod restrictions;
mod returned;
mod syntax;

pub use event::{Address, Event, JsRuntime, Stage};
pub use fact::{Fact, Known};
pub use fault::Fault;
pub use fields::{Field, FieldValue, Fields};
pub use message::{Body, HttpRequest, HttpResponse, Produced};
pub use origin::{OriginAccess, OriginChange, OriginUpdate};
pub use program::{Program, Ran};
pub use syntax::{Feature, Position, Unlisted};

#[cfg(test)]
mod tests;
