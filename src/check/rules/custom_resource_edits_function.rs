//! A custom resource that changes a function behind the back of CloudFormation.

use crate::aws::wildcard::{Case, matches};
use crate::check::parts::{Grants, Named};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity, quoted};
use crate::simulate::Verdict;
use crate::template::Text;

pub(super) const RULE: Rule = Rule {
    code: "custom-resource-edits-function",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("custom_resource_edits_function.md"),
    find: Find::Deployed(find),
};

const ACTION: &str = "lambda:UpdateFunctionConfiguration";

fn find(deployed: &Deployed, findings: &mut Findings) {
    for custom in deployed.custom_resources() {
        let Some(provider) = deployed.provider_of(custom) else {
            continue;
        };
        let Some((role_id, role)) = provider.role else {
            continue;
        };
        if !names_action(&deployed.grants_of(role_id, role)) {
            continue;
        }
        let edited = deployed.functions.iter().filter(|function| {
            let arn = function.resource.attribute("Arn").and_then(Text::as_known);
            function.id != provider.id
                && arn.is_some_and(|arn| {
                    deployed.decided(&role.id, ACTION, arn) == Some(Verdict::Allowed)
                })
        });
        let edited: Vec<&str> = edited
            .map(|function| function.resource.id.as_str())
            .collect();
        if edited.is_empty() {
            continue;
        }
        let message = format!(
            "the function behind this custom resource may change {}: CloudFormation does not know of it, and its next change of them takes that back",
            quoted(edited)
        );
        let place = Place::Template(role.at.clone());
        let finding = findings.at(&custom.at, message).also(place, "may do so");
        findings.add(
            finding
                .help("give the custom resource a property that changes with the functions, so that it runs again after each of their changes")
                .help("from the second deployment on, give the value as a parameter instead"),
        );
    }
}

/// Whether a statement allows the action by its name, or by a pattern of Lambda's.
fn names_action(grants: &Grants) -> bool {
    let named = |action: &Named| {
        let pattern = action.text.widest().to_ascii_lowercase();
        pattern.starts_with("lambda:")
            && matches(&pattern, &ACTION.to_ascii_lowercase(), Case::Sensitive)
    };
    let mut statements = grants.statements.iter();
    statements.any(|(_, statement)| statement.actions.iter().any(named))
}
