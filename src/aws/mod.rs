//! What is true of AWS whether or not stackgen exists.

mod action;
mod arn;
mod arn_shape;
mod attribute;
pub mod bucket_name;
pub mod domain_name;
pub mod environment;
pub mod header;
mod http;
pub mod limits;
mod logical_id;
pub mod managed;
pub mod managed_policy;
mod normalize;
mod path_pattern;
pub mod readable_attributes;
mod region;
pub mod resource_name;
mod runtime;
pub mod service_action;
pub mod user_pool;
mod website_endpoint;
pub mod wildcard;

pub use action::Action;
pub use arn::Arn;
pub use arn_shape::ArnShape;
pub use attribute::{Attribute, Holds};
pub use domain_name::DomainName;
pub use http::{Method, MethodSet};
pub use logical_id::{InvalidLogicalId, LogicalId};
pub use normalize::normalize;
pub use path_pattern::PathPattern;
pub use region::{Partition, Region};
pub use runtime::{Language, Runtime};
pub use website_endpoint::website_endpoint;
