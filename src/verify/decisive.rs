//! Which step of an answer to look at where it is not as expected.

use super::field::Field;
use super::run::Mismatch;
use crate::simulate::{Answer, Did, Hop, Ran};

/// What to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Which behavior took the request.
    Behavior,
    /// How long the answer is kept.
    Cache,
    /// What the origin was asked for.
    Origin,
    /// Who signed.
    Signature,
    /// How it ended.
    End,
}

/// The step that decided what is not as expected: the end, where the end is another one; otherwise what led to what is
/// different about it.
pub fn decisive<'a>(mismatches: &[Mismatch], answer: &'a Answer) -> Option<&'a Hop> {
    let steps: Vec<Step> = mismatches.iter().map(|one| step(one.field)).collect();
    let wanted = if steps.contains(&Step::End) {
        Step::End
    } else {
        *steps.first()?
    };
    let hops = || answer.hops.iter();
    let first = |step| hops().find(|hop| is(step, &hop.did));
    let last = |step| hops().rfind(|hop| is(step, &hop.did));
    let found = match wanted {
        Step::Behavior => first(Step::Behavior),
        // A cache policy belongs to a behavior.
        Step::Cache => last(Step::Cache).or_else(|| first(Step::Behavior)),
        Step::Origin | Step::Signature => last(wanted),
        Step::End => last(wanted).map(|end| statement(end, answer).unwrap_or(end)),
    };
    found.or(answer.hops.last())
}

/// What the policies said, where an answer is what it is for that reason: that step names the statement.
fn statement<'a>(end: &Hop, answer: &'a Answer) -> Option<&'a Hop> {
    let Did::Answered { reason: why, .. } = &end.did else {
        return None;
    };
    let says_why = |hop: &&Hop| matches!(&hop.did, Did::Decided { reason, .. } if reason == why);
    answer.hops.iter().rfind(says_why)
}

const fn step(field: Field) -> Step {
    match field {
        Field::Kind
        | Field::Status
        | Field::By
        | Field::Decision
        | Field::Reason
        | Field::Code
        | Field::Location
        | Field::IfMissing
        | Field::Unknown => Step::End,
        Field::Resource | Field::Behavior => Step::Behavior,
        Field::Cached | Field::EdgeTtl | Field::BrowserTtl | Field::ErrorTtl | Field::CacheKey => {
            Step::Cache
        }
        Field::Key | Field::OriginUri => Step::Origin,
        Field::SignedAs => Step::Signature,
    }
}

/// Whether this is a step of that kind.
fn is(wanted: Step, did: &Did) -> bool {
    let kind = match did {
        Did::MatchedBehavior { .. } => Step::Behavior,
        Did::CacheNotKnown { .. } => Step::Cache,
        Did::UsedDefaultRootObject { .. } | Did::SentToOrigin { .. } => Step::Origin,
        Did::SignedAs { .. } | Did::Unsigned => Step::Signature,
        Did::RanFunction { result, .. } => match result {
            Ran::Unchanged | Ran::Rewrote { .. } | Ran::Changed => Step::Origin,
            Ran::Responded { .. } | Ran::Failed { .. } => Step::End,
        },
        Did::Refused { .. }
        | Did::Redirected { .. }
        | Did::DidNotRun { .. }
        | Did::Decided { .. }
        | Did::Answered { .. }
        | Did::FailedOver { .. }
        | Did::CustomErrorPage { .. } => Step::End,
    };
    kind == wanted
}
