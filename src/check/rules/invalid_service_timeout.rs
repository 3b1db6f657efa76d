//! A time that CloudFormation does not wait for a custom resource.

use crate::aws::limits::cloudformation::SERVICE_TIMEOUT_SECONDS;
use crate::check::parts::Function;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::Known;

pub(super) const RULE: Rule = Rule {
    code: "invalid-service-timeout",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("invalid_service_timeout.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for custom in deployed.custom_resources() {
        let Some(term) = custom.properties.get("ServiceTimeout") else {
            continue;
        };
        let seconds = match term.number() {
            Some(Known::No(_)) => continue,
            Some(Known::Yes(seconds)) => Some(seconds),
            None => None,
        };
        if !seconds.is_some_and(|seconds| SERVICE_TIMEOUT_SECONDS.contains(&seconds)) {
            let said = term.text().unwrap_or_default();
            let message = format!(
                "CloudFormation does not take `{said}` as `ServiceTimeout`: it is a whole number of 1 to 3600 seconds"
            );
            findings.add(findings.at(&term.at, message));
            continue;
        }
        let function = deployed.provider_of(custom);
        let timeout = function.and_then(Function::timeout);
        if let (Some(seconds), Some(function), Some(timeout)) = (seconds, function, timeout)
            && seconds < timeout
        {
            let message = format!(
                "CloudFormation waits {seconds} seconds, and the function `{}` may take {timeout}: what takes longer is done and still fails",
                function.resource.id
            );
            let place = Place::Template(function.at(&["Timeout"]).clone());
            let finding = findings.graded(Severity::Advice, &term.at, message);
            findings.add(
                finding
                    .also(place, "the function's timeout")
                    .help("let CloudFormation wait somewhat longer than the function may take"),
            );
        }
    }
}
