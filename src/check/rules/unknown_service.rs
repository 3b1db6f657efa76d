//! A service before an action that AWS does not list.

use std::collections::BTreeSet;

use crate::aws::{Action, service_prefix};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Severity, did_you_mean};

pub(super) const RULE: Rule = Rule {
    code: "unknown-service",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("unknown_service.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for document in &deployed.documents {
        for statement in &document.statements {
            let mut told = BTreeSet::new();
            let all = statement.actions.iter().chain(&statement.not_actions);
            for named in all {
                let action = named.text.as_known();
                let Some(action) = action.and_then(|text| text.parse::<Action>().ok()) else {
                    continue;
                };
                let prefix = action.service().to_ascii_lowercase();
                let is_known = prefix == "*" || service_prefix::is_one(&prefix);
                if is_known || !told.insert(prefix.clone()) {
                    continue;
                }
                let near = did_you_mean(&prefix, service_prefix::all());
                // One that is near to none may be of a service that AWS has given up, or not yet told of.
                let severity = match near {
                    Some(_) => Severity::Warning,
                    None => Severity::Advice,
                };
                let outcome = if statement.allows == Some(false) {
                    "nothing is denied by it"
                } else {
                    "nothing is allowed by it"
                };
                let message = format!(
                    "AWS lists no service `{prefix}`, whose `{action}` {} of `{}` names: {outcome}",
                    statement.name(),
                    document.holder.id
                );
                let finding = findings.graded(severity, &named.term.at, message);
                findings.add(finding.maybe_help(
                    near.map(|near| format!("did you mean `{near}:{}`?", action.name())),
                ));
            }
        }
    }
}
