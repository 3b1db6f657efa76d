//! How a request ended, as JSON has it.

use serde::Serialize;

use crate::simulate::{Cache, Outcome, ResourceId, Simulation};
use crate::template::Fact;

/// The end of a request.
#[derive(Debug, Default, Serialize)]
pub(in crate::render) struct End<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<&'static str>,
    /// `null` where a function or an origin decides; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Nullable<u16>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resource: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin_uri: Option<&'a str>,
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cache: Option<Kept<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    possible: Option<Vec<End<'a>>>,
}

/// What is written as `null` where there is none, while the field itself may be left out.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Nullable<T>(pub(super) Option<T>);

/// What is kept of an answer.
#[derive(Debug, Serialize)]
struct Kept<'a> {
    cached: bool,
    edge_ttl_s: Option<u64>,
    browser_ttl_s: Option<u64>,
    error_ttl_s: Option<u64>,
    key: &'a [String],
}

impl<'a> From<&'a Cache> for Kept<'a> {
    fn from(cache: &'a Cache) -> Self {
        Self {
            cached: cache.cached,
            edge_ttl_s: cache.edge_ttl_s,
            browser_ttl_s: cache.browser_ttl_s,
            error_ttl_s: cache.error_ttl_s,
            key: &cache.key,
        }
    }
}

/// The end of a request, with the names of its resources.
pub(in crate::render) fn end<'a>(outcome: &'a Outcome, simulation: &'a Simulation) -> End<'a> {
    let name = |id: Option<ResourceId>| id.map(|id| simulation.name(id));
    match outcome {
        Outcome::Response(response) => End {
            kind: "response",
            status: Some(Nullable(response.status)),
            answered_by: Some(response.answered_by.as_str()),
            resource: name(response.resource),
            key: response.key.as_deref(),
            origin_uri: response.origin_uri.as_deref(),
            reason: response.reason.code(),
            code: response.code,
            location: response.location.as_deref(),
            cache: response.cache.as_ref().map(Kept::from),
            ..End::default()
        },
        Outcome::Decision(decision) => End {
            kind: "decision",
            decision: Some(decision.verdict.as_str()),
            answered_by: Some("iam"),
            resource: name(decision.resource),
            reason: decision.reason.code(),
            ..End::default()
        },
        Outcome::Unknown(unknown) => End {
            kind: "unknown",
            reason: unknown.reason().code(),
            missing: Some(unknown.missing.iter().map(Fact::as_str).collect()),
            possible: Some(
                unknown
                    .possible
                    .iter()
                    .map(|one| end(one, simulation))
                    .collect(),
            ),
            ..End::default()
        },
    }
}
