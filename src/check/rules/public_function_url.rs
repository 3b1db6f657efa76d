//! A function URL that takes requests of everybody.

use crate::check::parts::AuthType;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::{Outcome, Question, Reason};
use crate::template::Resource;

pub(super) const RULE: Rule = Rule {
    code: "public-function-url",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("public_function_url.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html#urls-auth-none>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for (id, url) in deployed.of_kind("AWS::Lambda::Url") {
        if AuthType::of(url) != Some(AuthType::None) {
            continue;
        }
        let origins = deployed
            .distributions
            .iter()
            .flat_map(|distribution| &distribution.origins);
        let origin = origins
            .into_iter()
            .find(|origin| origin.function_url() == Some(id));
        let at = url
            .properties
            .get("AuthType")
            .map_or(&url.at, |term| &term.at);
        // A header that CloudFront adds may be what the function goes by; and what lets nobody in is no danger yet.
        if lets_nobody_in(deployed, url) {
            continue;
        }
        if origin.is_some_and(|origin| origin.term.get("OriginCustomHeaders").is_some()) {
            continue;
        }
        let finding = match origin {
            Some(origin) => findings
                .at(at, "the function URL takes requests of everybody who has its address, past CloudFront and what stands there: web ACL, https-only, signed URLs, logs")
                .also(Place::Template(origin.term.at.clone()), "CloudFront's way to it"),
            None => findings.at(
                at,
                "the function URL takes requests of everybody who has its address, so that the function itself must check who calls",
            ),
        };
        findings.add(
            finding
                .help("let the function check a token in each request")
                .help("let CloudFront add a secret header by `OriginCustomHeaders`, and the function refuse what lacks it")
                .help("where no request has a body, set `AuthType` to AWS_IAM and sign by an origin access control of type lambda"),
        );
    }
}

/// Whether a permission that everybody would need is missing, so that nobody gets to the function.
fn lets_nobody_in(deployed: &Deployed, url: &Resource) -> bool {
    let question = Question {
        url: Some(format!("https://{}/", url.id)),
        ..Question::default()
    };
    match deployed.world.ask(&question).map(|answer| answer.outcome) {
        Ok(Outcome::Response(response)) => matches!(
            response.reason,
            Reason::NoInvokeFunction | Reason::NoInvokeFunctionUrl
        ),
        Ok(Outcome::Decision(_) | Outcome::Unknown(_)) | Err(_) => false,
    }
}
