//! A behavior that answers over http.

use crate::check::parts::{Behavior, Distribution, Origin};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::simulate::{AnsweredBy, Outcome, Question, Reason};

pub(super) const RULE: Rule = Rule {
    code: "plain-http",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("plain_http.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            if behavior.text("ViewerProtocolPolicy").as_deref() != Some("allow-all") {
                continue;
            }
            if bucket_refuses(deployed, distribution, behavior) {
                continue;
            }
            let message = format!(
                "{} answers over plain http too, so that anybody on the way can read and change what it sends and gets",
                behavior.name()
            );
            let finding = findings.at(behavior.at("ViewerProtocolPolicy"), message);
            findings.add(if behavior.lets_bodies_through() {
                finding
                    .help("write `https-only` for an API, which is not to be redirected: its first request has told everything")
                    .help("or `redirect-to-https` where browsers open pages there")
            } else {
                finding.help("write `redirect-to-https`")
            });
        }
    }
}

/// Whether the bucket denies what comes by http, so that viewers get an error and nothing else.
fn bucket_refuses(deployed: &Deployed, distribution: &Distribution, behavior: &Behavior) -> bool {
    let mut origins = distribution.origins_of(behavior);
    if !origins.next().is_some_and(Origin::is_bucket) {
        return false;
    }
    let path = match (&behavior.pattern, behavior.position) {
        (Some(pattern), _) => pattern.absolute().replace(['*', '?'], "x"),
        (None, None) => "/x".to_owned(),
        (None, Some(_)) => return false,
    };
    let question = Question {
        url: Some(format!("http://{}{path}", distribution.resource.id)),
        ..Question::default()
    };
    match deployed.world.ask(&question).map(|answer| answer.outcome) {
        Ok(Outcome::Response(response)) => {
            response.answered_by == AnsweredBy::S3 && response.reason == Reason::ExplicitDeny
        }
        Ok(Outcome::Decision(_) | Outcome::Unknown(_)) | Err(_) => false,
    }
}
