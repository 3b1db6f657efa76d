//! A function that is asked several times for one GET.

use crate::aws::limits;
use crate::check::parts::Origin;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Known, Term};

pub(super) const RULE: Rule = Rule {
    code: "api-retried",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("api_retried.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#origin-connection-attempts>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in distribution
            .origins
            .iter()
            .filter(|origin| origin.is_function_url())
        {
            let setting = origin.term.get("ConnectionAttempts");
            let attempts = match setting.map(Term::number) {
                None => 3,
                Some(Some(Known::Yes(attempts))) => attempts,
                Some(Some(Known::No(_)) | None) => continue,
            };
            if attempts <= 1 || is_always_in_time(deployed, origin) {
                continue;
            }
            let said = match setting {
                Some(_) => format!("has `ConnectionAttempts` {attempts}"),
                None => "has no `ConnectionAttempts`, which means 3".to_owned(),
            };
            let finding = findings.at(
                &setting.unwrap_or(origin.term).at,
                format!(
                    "{} is a function URL and {said}, so that a GET that takes longer than the read timeout runs up to {attempts} times",
                    origin.name()
                ),
            );
            findings.add(finding.help("set `ConnectionAttempts` to 1"));
        }
    }
}

/// Whether the function behind an origin has ended, one way or the other, before CloudFront gives up: its start, which may take
/// as long as `START_SECONDS`, and its timeout are shorter together than the origin is waited for.
fn is_always_in_time(deployed: &Deployed, origin: &Origin) -> bool {
    let Some((_, function)) = deployed.function_behind(origin) else {
        return false;
    };
    let start = u64::from(limits::lambda::START_SECONDS);
    match (origin.read_timeout(), function.timeout()) {
        (Some(waits), Some(takes)) => waits > takes.saturating_add(start),
        (_, _) => false,
    }
}
