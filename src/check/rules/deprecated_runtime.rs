//! A runtime that AWS has given up, or is about to.

use crate::aws::Runtime;
use crate::check::parts::Function;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "deprecated-runtime",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("deprecated_runtime.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    let is_past = |day: &str| day <= Runtime::READ_ON;
    for function in Function::declared(deployed.world) {
        let Some(term) = function.properties.get("Runtime") else {
            continue;
        };
        let text = term.text().unwrap_or_default();
        let runtime = text.as_known().and_then(|known| known.parse().ok());
        let Some(runtime): Option<Runtime> = runtime else {
            continue;
        };
        let blocked = |day: Option<&str>| {
            day.map(|day| format!(", and takes no new functions with it from {day} on"))
        };
        let blocked_later = blocked(runtime.creation_blocked).unwrap_or_default();
        let (severity, message) = match (runtime.creation_blocked, runtime.deprecated) {
            (Some(day), _) if is_past(day) => (
                Severity::Error,
                format!("Lambda takes no new functions with `{runtime}` since {day}"),
            ),
            (_, Some(day)) if is_past(day) => (
                Severity::Warning,
                format!("AWS gives `{runtime}` no patches since {day}{blocked_later}"),
            ),
            (_, Some(day)) if day <= Runtime::SOON => (
                Severity::Advice,
                format!("AWS gives `{runtime}` no patches from {day} on{blocked_later}"),
            ),
            (_, _) => continue,
        };
        let finding = findings.graded(severity, &term.at, message);
        let successor = runtime.successor();
        let help = successor.filter(|other| !other.is_retired_on(Runtime::SOON));
        findings.add(finding.help(match help {
            Some(successor) => format!("take `{successor}`, and try the code with it"),
            None => "take `provided.al2023` for compiled code".to_owned(),
        }));
    }
}
