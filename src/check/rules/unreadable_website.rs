//! An origin that is the website endpoint of a bucket which not everybody may read.

use crate::check::parts::{Behavior, Readable, Signer};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Diagnostic, Path, Place, Severity};
use crate::simulate::{Answer, Backend, Did, Outcome, Question, Reason};

pub(super) const RULE: Rule = Rule {
    code: "unreadable-website",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unreadable_website.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let Backend::Bucket(host) = &origin.backend else {
                continue;
            };
            let bucket = host.bucket.filter(|_| host.website);
            let Some(bucket) = bucket.and_then(|id| deployed.bucket(id)) else {
                continue;
            };
            let is_website = bucket.resource.properties.get("WebsiteConfiguration");
            let mut behaviors = distribution.behaviors_of(origin);
            let is_asked = behaviors.any(|behavior: &Behavior| !behavior.is_asked_by_lambda());
            // An object may be public by a list of its own, of which no template tells.
            if is_website.is_none()
                || !is_asked
                || bucket.may_have_public_objects()
                || deployed.has_wrong_principal(bucket.id)
            {
                continue;
            }
            let at = origin.term.get("DomainName").unwrap_or(origin.term);
            let name = &bucket.resource.id;
            let asks = format!("{} asks the website of `{name}`", origin.name());
            let found = match deployed.readable(distribution, bucket, &Signer::Nobody, "*") {
                // Blocks that take a public policy its effect are told of where they stand.
                Readable::No(reasons) if reasons.contains(&Reason::RestrictPublicBuckets) => None,
                Readable::No(_) => Some(with_help(findings.at(
                    &at.at,
                    format!("{asks}, where nobody may read without a signature, and a website takes none: every request is answered 403"),
                ), name)),
                Readable::Yes(key) => denied_by_http(deployed, name, &key).map(|by| {
                    let finding = findings.at(
                        &at.at,
                        format!("{asks}, which speaks plain http alone, and a statement of its policy denies that: every request is answered 403"),
                    );
                    with_help(finding.also(Place::Template(by), "what denies plain http"), name)
                }),
                Readable::Open => None,
            };
            if let Some(finding) = found {
                findings.add(finding);
            }
        }
    }
}

fn with_help(finding: Diagnostic, bucket: &str) -> Diagnostic {
    finding
        .help(format!("ask the bucket itself: `DomainName: !GetAtt {bucket}.RegionalDomainName`, with an origin access control"))
        .help("or let everybody read: `Principal: \"*\"` and `s3:GetObject` in its policy, with `BlockPublicPolicy` and `RestrictPublicBuckets` off")
}

/// The statement that denies a key to whoever asks by plain http.
fn denied_by_http(deployed: &Deployed, bucket: &str, key: &str) -> Option<Path> {
    let question = Question {
        action: Some("s3:GetObject".to_owned()),
        resource: Some(format!("s3://{bucket}/{key}")),
        http: Some(true),
        ..Question::default()
    };
    let answer: Answer = deployed.world.ask(&question).ok()?;
    match &answer.outcome {
        Outcome::Decision(decision) if decision.reason == Reason::ExplicitDeny => {}
        Outcome::Decision(_) | Outcome::Response(_) | Outcome::Unknown(_) => return None,
    }
    answer.hops.iter().rev().find_map(|hop| {
        let Did::Decided { by: Some(by), .. } = &hop.did else {
            return None;
        };
        Some(by.at.clone())
    })
}
