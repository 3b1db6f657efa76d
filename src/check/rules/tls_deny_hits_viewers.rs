//! A bucket that refuses http, behind a behavior that lets http through.

use crate::check::parts::{Behavior, Distribution, Origin, Readable, Signer};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::{Outcome, Question, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "tls-deny-hits-viewers",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("tls_deny_hits_viewers.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            for behavior in distribution.behaviors_of(origin) {
                if behavior.text("ViewerProtocolPolicy").as_deref() == Some("allow-all") {
                    look_at(deployed, findings, distribution, origin, behavior);
                }
            }
        }
    }
}

fn look_at(
    deployed: &Deployed,
    findings: &mut Findings,
    distribution: &Distribution,
    origin: &Origin,
    behavior: &Behavior,
) {
    // What a custom origin is asked by, its own setting says.
    let bucket = origin.bucket().filter(|_| origin.custom().is_none());
    let Some(bucket) = bucket.and_then(|id| deployed.bucket(id)) else {
        return;
    };
    let signer = Signer::of(deployed.world, origin);
    if matches!(signer, Signer::Service { always: true, .. }) {
        return;
    }
    let Readable::Yes(key) = deployed.readable(distribution, bucket, &signer, "*") else {
        return;
    };
    let name = &bucket.resource.id;
    let question = Question {
        action: Some("s3:GetObject".to_owned()),
        resource: Some(format!("s3://{name}/{key}")),
        http: Some(true),
        ..Question::default()
    };
    let question = signer.asks(deployed.world, distribution, question);
    let answer = question.and_then(|question| deployed.world.ask(&question).ok());
    let is_denied = answer.is_some_and(|answer| match answer.outcome {
        Outcome::Decision(decision) => decision.verdict == Verdict::ExplicitDeny,
        Outcome::Response(_) | Outcome::Unknown(_) => false,
    });
    if !is_denied {
        return;
    }
    let message = format!(
        "{} takes http, CloudFront asks `{name}` by the viewer's protocol, and the bucket's policy denies http: viewers who come by http are answered 403",
        behavior.name()
    );
    let mut finding = findings.at(behavior.at("ViewerProtocolPolicy"), message);
    let denying = deployed
        .policies_of(bucket.id)
        .flat_map(|document| &document.statements)
        .filter(|statement| statement.allows == Some(false));
    for statement in denying.filter(|one| one.values_of("aws:SecureTransport").next().is_some()) {
        finding = finding.also(
            Place::Template(statement.term.at.clone()),
            "what denies http",
        );
    }
    findings.add(finding.help("set `ViewerProtocolPolicy: redirect-to-https`"));
}
