//! What a function is run on: the event, as far as the caller knows it.

use std::collections::BTreeSet;
use std::str::FromStr;

use super::fact::Known;
use super::message::{HttpRequest, HttpResponse};

/// The language that a function is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsRuntime {
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-10.html>
    V1,
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html>
    V2,
}

impl JsRuntime {
    /// The value of a function's property `Runtime`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "cloudfront-js-1.0",
            Self::V2 => "cloudfront-js-2.0",
        }
    }
}

impl FromStr for JsRuntime {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::V1, Self::V2]
            .into_iter()
            .find(|known| known.as_str() == text)
            .ok_or_else(|| format!("`{text}` is no runtime of CloudFront Functions"))
    }
}

/// One run of a function.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html>
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// How the distribution is reached.
    pub address: Address,
    /// When it runs.
    pub stage: Stage,
    /// What the viewer asked.
    pub request: HttpRequest,
    /// Names, in lower case, of headers of the request that `CloudFront` itself adds and whose values nobody has given,
    /// such as `cloudfront-viewer-country`: code that reads one depends on it, and the request that goes on has it only
    /// where the code gave it a value.
    pub unknown_headers: BTreeSet<String>,
    /// What is known of the facts that no template holds.
    pub known: Known,
}

/// Under which name the event's `context` has the domain of the distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address {
    /// `distributionDomainName`: a standard distribution.
    Distribution,
    /// `endpoint`: a multi-tenant distribution, reached through a connection group.
    ConnectionGroup,
}

/// When a function runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// When the request has come.
    ViewerRequest,
    /// Before the answer goes to the viewer. (It is not run where the origin answers 400 or above.)
    ViewerResponse(HttpResponse),
}

impl Stage {
    /// The value of `eventType`.
    pub const fn event_type(&self) -> &'static str {
        match self {
            Self::ViewerRequest => "viewer-request",
            Self::ViewerResponse(_) => "viewer-response",
        }
    }
}
