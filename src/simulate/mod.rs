//! What AWS would do with a request, and why: a witness that has seen the template alone.

mod action;
mod answer;
mod ask;
mod assumption;
mod caller;
mod cloudfront;
mod context;
#[cfg(test)]
mod deployed;
mod document;
mod front;
mod hop;
mod iam;
pub mod javascript;
mod lambda;
mod matching;
mod reason;
mod request;
mod run;
mod s3;
mod simulation;
mod world;

pub use answer::{Answer, AnsweredBy, Cache, Decision, Outcome, Response, Unknown, Verdict};
pub use ask::{Aliases, Question, Switches};
pub use assumption::Assumption;
pub use caller::{Caller, Identity};
pub use cloudfront::{Backend, BucketHost};
pub use hop::{By, CacheNotKnown, Did, Hop, NotRun, Ran};
pub use iam::{is_condition_operator, meant_condition_key};
pub use reason::Reason;
pub use request::{Body, Facts, Headers, Http, PublicAccessBlock, Request, Target, Values, What};
pub use s3::{Publicity, public_access_switch};
pub use simulation::Simulation;
pub use world::{ResourceId, Resources, World};
