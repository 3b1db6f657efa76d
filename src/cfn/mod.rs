//! CloudFormation as types; field names are CloudFormation's own.
//!
//! What a [`Template`] may contain, and how it is [printed](print()). Nothing is chosen here: a service has a file, a
//! property type a struct, and a property whose value is `None` or empty is left out.

pub mod certificate_manager;
pub mod cloudfront;
pub mod custom;
mod deployable;
pub mod dynamodb;
pub mod iam;
pub mod lambda;
pub mod logs;
pub mod metadata;
pub mod policy;
mod print;
mod property;
mod resource;
pub mod route53;
pub mod s3;
pub mod ssm;
mod tags;
mod template;
mod text;
mod value;

pub use crate::aws::LogicalId;
pub use deployable::deployable;
pub use print::{Layout, compact, print};
pub use resource::{DeletionPolicy, Entry, Properties, Resource, UpdateReplacePolicy};
pub use tags::Tags;
pub use template::{Condition, Declaration, Export, Output, Parameter, ParameterType, Template};
pub use text::{Part, Pseudo, Text};
pub use value::Value;
