//! A bucket in which CloudFront cannot tell a missing object from a forbidden one.

use crate::check::parts::{Behavior, Distribution, Origin, Readable, Signer};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::simulate::{Outcome, Question, Verdict};
use crate::template::{Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "missing-object-is-403",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("missing_object_is_403.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        // An error page for 403 says that this is known.
        if has_page_for_403(distribution) {
            continue;
        }
        let mut told = Vec::new();
        for origin in &distribution.origins {
            let bucket = origin.bucket().filter(|id| !told.contains(id));
            let Some(bucket) = bucket.and_then(|id| deployed.bucket(id)) else {
                continue;
            };
            // One of a group that asks the next at 403 answers nobody itself.
            let mut behaviors = distribution.behaviors_of(origin);
            if behaviors.all(|behavior| fails_over(distribution, behavior, origin)) {
                continue;
            }
            let signer = Signer::of(deployed.world, origin);
            if !matches!(
                deployed.readable(distribution, bucket, &signer, "*"),
                Readable::Yes(_)
            ) {
                continue;
            }
            let name = &bucket.resource.id;
            let question = Question {
                action: Some("s3:ListBucket".to_owned()),
                resource: Some(format!("s3://{name}")),
                ..Question::default()
            };
            let question = signer.asks(deployed.world, distribution, question);
            let answer = question.and_then(|question| deployed.world.ask(&question).ok());
            let may_not = answer.is_some_and(|answer| match answer.outcome {
                Outcome::Decision(decision) => decision.verdict == Verdict::ImplicitDeny,
                Outcome::Response(_) | Outcome::Unknown(_) => false,
            });
            if !may_not {
                continue;
            }
            told.push(bucket.id);
            let message = format!(
                "`{}` may read `{name}` and may not list it: an object that does not exist is answered 403 instead of 404",
                distribution.resource.id
            );
            let at = origin.term.get("DomainName").unwrap_or(origin.term);
            findings.add(
                findings
                    .at(&at.at, message)
                    .help("leave it so if nobody is to learn which objects there are")
                    .help("for 404, allow `s3:ListBucket` on the bucket to the same principal, and set a `DefaultRootObject`: without one `/` then lists the bucket"),
            );
        }
    }
}

/// Whether a behavior asks another origin where this one answers 403.
fn fails_over(distribution: &Distribution, behavior: &Behavior, origin: &Origin) -> bool {
    let is_first = || {
        let first = distribution.origins_of(behavior).next();
        first.is_some_and(|first| first.term.at == origin.term.at)
    };
    behavior.origins.len() > 1 && is_first() && distribution.fails_over_at(behavior, 403)
}

fn has_page_for_403(distribution: &Distribution) -> bool {
    let pages = distribution
        .config
        .get("CustomErrorResponses")
        .map(Term::items);
    pages.unwrap_or_default().iter().any(|page| {
        let code = page.text_at(&["ErrorCode"]);
        let has_page = page.get("ResponsePagePath").is_some();
        has_page
            && code
                .as_ref()
                .and_then(Text::as_known)
                .is_none_or(|code| code == "403")
    })
}
