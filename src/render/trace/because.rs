//! A step of a request in a sentence: what was done, and why.

use crate::diag::ordinal;
use crate::simulate::{By, CacheNotKnown, Did, NotRun, Ran, Reason, Simulation, Verdict};
use crate::template::Fact;

/// What was done, as it follows the name of who did it.
pub(in crate::render) fn because(did: &Did, simulation: &Simulation) -> String {
    match did {
        Did::MatchedBehavior {
            pattern: Some(pattern),
            precedence,
            path,
        } => {
            let place = ordinal(precedence.unwrap_or(0));
            format!("takes `{path}` by its behavior `{pattern}`, the {place} in order")
        }
        Did::MatchedBehavior {
            pattern: None,
            path,
            ..
        } => format!("takes `{path}` by its default behavior: no other matches"),
        Did::Refused { status, reason } => format!("answers {status}: {}", why(*reason)),
        Did::Redirected {
            status,
            location,
            reason,
        } => format!(
            "answers {status} and sends the viewer to {location}: {}",
            why(*reason)
        ),
        Did::UsedDefaultRootObject { object } => {
            format!("asks for its default root object `{object}` instead of `/`")
        }
        Did::RanFunction { event, result } => match result {
            Ran::Unchanged => format!("runs on the {event} and changes nothing that matters here"),
            Ran::Rewrote { uri } => format!("runs on the {event} and makes the path `{uri}`"),
            Ran::Changed => format!("runs on the {event} and changes headers or the query"),
            Ran::Responded { status } => format!("runs on the {event} and answers {status} itself"),
            Ran::Failed { message } => format!("runs on the {event} and fails: {message}"),
        },
        Did::DidNotRun {
            event,
            function,
            why,
        } => match why {
            NotRun::Lambda => {
                format!("would run the Lambda function {function} on the {event}, which is not run here")
            }
            NotRun::Outside => {
                format!("would run the function {function} on the {event}, whose code is not in the template")
            }
            NotRun::NoCode(why) => format!("does not run on the {event}: {why}"),
        },
        Did::SentToOrigin { origin, uri, host } => {
            format!("asks its origin `{origin}` for `{uri}`, under the host {host}")
        }
        Did::CacheNotKnown { why } => match why {
            CacheNotKnown::Settings { missing } => {
                let missing: Vec<&str> = missing.iter().map(Fact::as_str).collect();
                format!("keeps the answer for a time that hinges on {}", missing.join(", "))
            }
            CacheNotKnown::ErrorsUnderZeroTimes => {
                "may keep the error or not: no page says what becomes of errors where all times are 0".to_owned()
            }
            CacheNotKnown::ExpiresWithoutDate => {
                "keeps the answer until a date that is given without the present one".to_owned()
            }
        },
        Did::SignedAs { principal } => format!("signs as {principal}"),
        Did::Unsigned => "does not sign".to_owned(),
        Did::Decided {
            action,
            verdict,
            reason,
            by,
        } => decided(action, *verdict, *reason, by.as_ref(), simulation),
        Did::Answered {
            status,
            reason,
            key,
        } => answered(*status, *reason, key.as_deref()),
        Did::FailedOver { status, to } => {
            format!("takes the {status} for a failure and asks its next origin `{to}`")
        }
        Did::CustomErrorPage {
            status,
            page,
            response,
        } => format!("makes of the {status} a {response} with its error page `{page}`"),
    }
}

fn decided(
    action: &str,
    verdict: Verdict,
    reason: Reason,
    by: Option<&By>,
    simulation: &Simulation,
) -> String {
    let statement = by.map(|by| {
        let holder = by.resource.map(|id| simulation.name(id));
        let sid = by.sid.as_ref().map(|sid| format!(" ({sid})"));
        format!(
            "the {} statement{} of {}",
            ordinal(by.statement),
            sid.unwrap_or_default(),
            holder.unwrap_or("a policy outside the template")
        )
    });
    match (verdict, statement) {
        (Verdict::Allowed, Some(statement)) => format!("{action} is allowed by {statement}"),
        (Verdict::Allowed, None) => format!("{action} is allowed"),
        (Verdict::ExplicitDeny, Some(statement)) => format!("{action} is denied by {statement}"),
        (Verdict::ExplicitDeny | Verdict::ImplicitDeny, _) => {
            format!("{action} is denied: {}", why(reason))
        }
    }
}

fn answered(status: Option<u16>, reason: Reason, key: Option<&str>) -> String {
    let of = key
        .map(|key| format!(" for the key `{key}`"))
        .unwrap_or_default();
    match status {
        Some(status) if reason == Reason::Allowed => format!("answers {status}{of}"),
        Some(status) => format!("answers {status}{of}: {}", why(reason)),
        None => format!("is reached{of} and decides itself"),
    }
}

/// The meaning of a reason, within a sentence.
pub(super) fn why(reason: Reason) -> String {
    let meaning = reason.meaning().trim_end_matches('.');
    let mut letters = meaning.chars();
    match letters.next() {
        // `IAM`, `S3` and `CloudFront` keep their capitals.
        Some(first)
            if !letters.clone().next().is_some_and(char::is_uppercase)
                && !meaning.starts_with("CloudFront") =>
        {
            first.to_lowercase().chain(letters).collect()
        }
        _ => meaning.to_owned(),
    }
}
