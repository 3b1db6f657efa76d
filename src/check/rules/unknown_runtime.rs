//! A runtime that Lambda does not have.

use crate::aws::Runtime;
use crate::check::parts::Function;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Severity, did_you_mean};

pub(super) const RULE: Rule = Rule {
    code: "unknown-runtime",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unknown_runtime.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in Function::declared(deployed.world) {
        let Some(term) = function.properties.get("Runtime") else {
            continue;
        };
        let text = term.text().unwrap_or_default();
        let Some(known) = text.as_known() else {
            continue;
        };
        match known.parse::<Runtime>() {
            Ok(runtime) if runtime.is_image_only => {
                let message = format!(
                    "`{runtime}` is to be had as a container image alone, so that Lambda does not take it as `Runtime`"
                );
                findings.add(findings.at(&term.at, message));
            }
            Ok(_) => {}
            Err(_) => {
                let severity = if may_be_newer(known) {
                    Severity::Warning
                } else {
                    Severity::Error
                };
                let message = format!(
                    "`{known}` is none of the runtimes that Lambda had on {}: it refuses others",
                    Runtime::READ_ON
                );
                let supported = Runtime::all().filter(|one| !one.is_retired_on(Runtime::READ_ON));
                let near = did_you_mean(known, supported.map(|one| one.identifier));
                let finding = findings.graded(severity, &term.at, message);
                findings
                    .add(finding.maybe_help(near.map(|near| format!("did you mean `{near}`?"))));
            }
        }
    }
}

/// Whether a name has the form of a runtime that may have come since the table was read: `nodejs26.x`, `python3.15`.
fn may_be_newer(name: &str) -> bool {
    let number = |text: &str| {
        let number: Option<u32> = text.parse().ok();
        number.filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_newer = |prefix: &str, suffix: &str, last: u32| {
        let inner = name.strip_prefix(prefix);
        let inner = inner.and_then(|rest| rest.strip_suffix(suffix));
        inner.and_then(number).is_some_and(|number| number > last)
    };
    is_newer("nodejs", ".x", 24)
        || is_newer("python3.", "", 14)
        || is_newer("java", "", 25)
        || is_newer("dotnet", "", 10)
        || is_newer("ruby4.", "", 0)
        || is_newer("provided.al", "", 2023)
}
