//! A statement that allows everything but a few things.

use crate::check::parts::Of;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "everything-but-action",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("everything_but_action.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for document in &deployed.documents {
        // A policy that is attached to nobody here may be a boundary, which is meant to be wide.
        if matches!(&document.of, Of::Identity(ids) if ids.is_empty()) {
            continue;
        }
        for statement in &document.statements {
            if statement.allows != Some(true) {
                continue;
            }
            for (key, left_out, what) in [
                (
                    "NotAction",
                    &statement.not_actions,
                    "every action of every service but",
                ),
                (
                    "NotResource",
                    &statement.not_resources,
                    "its actions on every resource of the account but",
                ),
            ] {
                if left_out.is_empty() {
                    continue;
                }
                let names: Vec<String> = left_out
                    .iter()
                    .take(3)
                    .map(|named| format!("`{}`", named.text))
                    .collect();
                let more = if left_out.len() > 3 {
                    " and others"
                } else {
                    ""
                };
                let message = format!(
                    "{} of `{}` allows with `{key}`: {what} {}{more}, those of tomorrow too",
                    statement.name(),
                    document.holder.id,
                    names.join(", "),
                );
                findings.add(
                    findings
                        .at(statement.at(key), message)
                        .help("say what is allowed; what is to be kept out anyway belongs into a statement that denies"),
                );
            }
        }
    }
}
