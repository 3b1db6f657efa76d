//! What AWS would do with a request, and why: a witness that has seen the template alone.

mod answer;
mod assumption;
mod caller;
mod cloudfront;
mod context;
mod hop;
mod iam;
pub mod javascript;
mod lambda;
mod matching;
mod reason;
mod request;
mod run;
mod s3;
mod world;

pub use answer::{Answer, AnsweredBy, Cache, Decision, Outcome, Response, Unknown, Verdict};
pub use assumption::Assumption;
pub use caller::{Caller, Identity};
pub use hop::{By, CacheNotKnown, Did, Hop, Ran};
pub use reason::Reason;
pub use request::{Body, Facts, Headers, Http, PublicAccessBlock, Request, Target, Values, What};
pub use world::{ResourceId, Resources, World};
