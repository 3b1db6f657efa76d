//! What an answer says in each of the fields that may be expected.

use super::field::{Field, Value};
use crate::simulate::{Answer, Cache, Decision, Did, Outcome, ResourceId, Response, Simulation};
use crate::template::Fact;

/// The value of a field in an answer.
pub(super) fn seen(field: Field, answer: &Answer, simulation: &Simulation) -> Value {
    match &answer.outcome {
        Outcome::Response(response) => of_response(field, response, answer, simulation),
        Outcome::Decision(decision) => of_decision(field, decision, simulation),
        Outcome::Unknown(unknown) => match field {
            Field::Kind => Value::Text("unknown".to_owned()),
            Field::Reason => Value::Text(unknown.reason().code().to_owned()),
            Field::Unknown => Value::texts(unknown.missing.iter().map(Fact::as_str)),
            // The way up to where it is not known any more.
            Field::Behavior => behavior(answer),
            Field::Status
            | Field::By
            | Field::Resource
            | Field::Key
            | Field::Decision
            | Field::Code
            | Field::Location
            | Field::OriginUri
            | Field::SignedAs
            | Field::Cached
            | Field::EdgeTtl
            | Field::BrowserTtl
            | Field::ErrorTtl
            | Field::CacheKey
            | Field::IfMissing => Value::NotKnown,
        },
    }
}

fn of_response(
    field: Field,
    response: &Response,
    answer: &Answer,
    simulation: &Simulation,
) -> Value {
    let cache = response.cache.as_ref();
    // What is kept of an answer may be unknown while the answer is not; without a distribution nothing is kept.
    let or_else = if behavior(answer) == Value::Nothing {
        Value::Nothing
    } else {
        Value::NotKnown
    };
    let kept = |of: fn(&Cache) -> Value| cache.map_or(or_else, of);
    match field {
        Field::Kind => Value::Text("response".to_owned()),
        Field::Status => Value::status(response.status),
        Field::By => Value::Text(response.answered_by.as_str().to_owned()),
        Field::Resource => name(response.resource, simulation),
        Field::Key => Value::text(response.key.clone()),
        Field::Decision => Value::Nothing,
        Field::Reason => Value::Text(response.reason.code().to_owned()),
        Field::Code => Value::text(response.code),
        Field::Location => Value::text(response.location.clone()),
        Field::OriginUri => Value::text(response.origin_uri.clone()),
        Field::Behavior => behavior(answer),
        Field::SignedAs => signed_as(answer),
        Field::Cached => kept(|cache| Value::Is(cache.cached)),
        Field::EdgeTtl => kept(|cache| Value::seconds(cache.edge_ttl_s)),
        Field::BrowserTtl => kept(|cache| Value::seconds(cache.browser_ttl_s)),
        Field::ErrorTtl => kept(|cache| Value::seconds(cache.error_ttl_s)),
        Field::CacheKey => kept(|cache| Value::texts(&cache.key)),
        Field::IfMissing => Value::status(answer.if_missing.map(|(status, _)| status)),
        Field::Unknown => Value::Texts(Vec::new()),
    }
}

fn of_decision(field: Field, decision: &Decision, simulation: &Simulation) -> Value {
    match field {
        Field::Kind => Value::Text("decision".to_owned()),
        Field::By => Value::Text("iam".to_owned()),
        Field::Resource => name(decision.resource, simulation),
        Field::Decision => Value::Text(decision.verdict.as_str().to_owned()),
        Field::Reason => Value::Text(decision.reason.code().to_owned()),
        Field::Unknown => Value::Texts(Vec::new()),
        Field::Status
        | Field::Key
        | Field::Code
        | Field::Location
        | Field::OriginUri
        | Field::Behavior
        | Field::SignedAs
        | Field::Cached
        | Field::EdgeTtl
        | Field::BrowserTtl
        | Field::ErrorTtl
        | Field::CacheKey
        | Field::IfMissing => Value::Nothing,
    }
}

fn name(id: Option<ResourceId>, simulation: &Simulation) -> Value {
    Value::text(id.map(|id| simulation.name(id)))
}

/// The behavior that took the request, not that of an error page.
fn behavior(answer: &Answer) -> Value {
    let pattern = answer.hops.iter().find_map(|hop| {
        if let Did::MatchedBehavior { pattern, .. } = &hop.did {
            return Some(pattern.as_deref().unwrap_or("default"));
        }
        None
    });
    Value::text(pattern)
}

/// Who signed the request, not that for an error page.
fn signed_as(answer: &Answer) -> Value {
    let mut ways = answer.hops.iter().map(|hop| &hop.did);
    let way = ways.find(|did| matches!(did, Did::SignedAs { .. } | Did::Unsigned));
    if let Some(Did::SignedAs { principal }) = way {
        return Value::Text(principal.clone());
    }
    Value::Nothing
}
