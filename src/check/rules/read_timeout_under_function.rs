//! An origin that is given less time than the function behind it.

use crate::aws::limits;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "read-timeout-under-function",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("read_timeout_under_function.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginResponseTimeout>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let Some((url, function)) = deployed.function_behind(origin) else {
                continue;
            };
            let streams = url.properties.text_at(&["InvokeMode"]);
            // What is streamed may begin early: how long it takes in all is not what CloudFront waits for.
            if streams.is_some_and(|mode| mode.as_known() != Some("BUFFERED")) {
                continue;
            }
            let setting = origin
                .custom()
                .and_then(|custom| custom.get("OriginReadTimeout"));
            let (Some(timeout), Some(takes)) = (origin.read_timeout(), function.timeout()) else {
                continue;
            };
            let start = u64::from(limits::lambda::START_SECONDS);
            if timeout >= takes.saturating_add(start) {
                continue;
            }
            let at = setting.map_or(origin.custom().unwrap_or(origin.term), |term| term);
            let waits = match setting {
                Some(_) => format!("waits {timeout} seconds for an answer"),
                None => format!("waits {timeout} seconds for an answer, which is what is left out"),
            };
            let id = &function.resource.id;
            let (severity, why) = if timeout < takes {
                (
                    Severity::Warning,
                    format!(
                        "`{id}` may take {takes}: an answer that takes longer than {timeout} seconds is lost, and the viewer gets 504 while the function goes on"
                    ),
                )
            } else {
                (
                    Severity::Advice,
                    format!(
                        "`{id}` may take {takes} and up to {start} more to start, so that a slow first request is answered 504"
                    ),
                )
            };
            let finding = findings.graded(
                severity,
                &at.at,
                format!("{} {waits}, and {why}", origin.name()),
            );
            let wanted = takes.saturating_add(start);
            let most = u64::from(*limits::cloudfront::ORIGIN_READ_TIMEOUT_SECONDS.end());
            let finding = finding.also(
                Place::Template(function.at(&["Timeout"]).clone()),
                "so long may the function take",
            );
            findings.add(if wanted <= most {
                finding.help(format!("set `OriginReadTimeout` to {wanted}"))
            } else {
                finding
                    .help(format!("let the function answer early and work on in the background: CloudFront waits {most} seconds at most, unless the account has a higher quota"))
            });
        }
    }
}
