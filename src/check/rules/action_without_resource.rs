//! An action that is for no resource, in a statement that names one.

use crate::aws::Action;
use crate::aws::service_action::{Level, Service, ServiceAction};
use crate::check::parts::{Document, Named, Statement};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "action-without-resource",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("action_without_resource.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    let of_identities = deployed.documents.iter();
    for document in of_identities.filter(|document| document.is_of_identity()) {
        for statement in &document.statements {
            if statement.allows != Some(true) || names_all(statement) {
                continue;
            }
            let idle: Vec<&Named> = statement
                .actions
                .iter()
                .filter(|named| is_for_no_resource(named) && !is_allowed_elsewhere(document, named))
                .collect();
            let [first, ..] = idle[..] else {
                continue;
            };
            let names: Vec<String> = idle
                .iter()
                .map(|named| format!("`{}`", named.text))
                .collect();
            let verb = if idle.len() == 1 { "is" } else { "are" };
            let message = format!(
                "{} {verb} for no single resource, and {} of `{}` names some: it is not granted",
                names.join(", "),
                statement.name(),
                document.holder.id,
            );
            let at = if idle.len() == 1 {
                &first.term.at
            } else {
                statement.at("Action")
            };
            let resources = Place::Template(statement.at("Resource").clone());
            findings.add(
                findings
                    .at(at, message)
                    .also(resources, "what the statement names")
                    .help("give it a statement of its own with `Resource: \"*\"`"),
            );
        }
    }
}

/// Whether a statement names all resources, or all of a service, which has been taken for all where an action is for none.
fn names_all(statement: &Statement) -> bool {
    let is_all = |named: &Named| {
        let pattern = named.pattern();
        let last = pattern.splitn(6, ':').last().unwrap_or_default();
        last.starts_with('*')
    };
    statement.resources.is_empty() || statement.resources.iter().any(is_all)
}

/// Whether it is one action, and the list of its service knows no resource for it. Those that make something are left out:
/// of several it is told elsewhere that they are for what they make.
fn is_for_no_resource(named: &Named) -> bool {
    let action: Option<Action> = named.text.as_known().and_then(|text| text.parse().ok());
    let Some(action) = action.filter(Action::is_exact) else {
        return false;
    };
    let Some(service) = Service::of(action.service()) else {
        return false;
    };
    let reads = matches!(service.prefix, "s3" | "dynamodb" | "lambda");
    let is_it = |one: &ServiceAction| {
        let is_told = reads && one.level <= Level::Read
            || service.prefix == "xray" && one.name.starts_with("Put");
        is_told && service.types_of(one).next().is_none()
    };
    service.action(action.name()).is_some_and(is_it)
}

/// Whether another statement of the document allows it on everything.
fn is_allowed_elsewhere(document: &Document, named: &Named) -> bool {
    let action: Option<Action> = named.text.as_known().and_then(|text| text.parse().ok());
    let covers = |other: &Named| {
        let other: Option<Action> = other.text.as_known().and_then(|text| text.parse().ok());
        other
            .zip(action.clone())
            .is_some_and(|(other, action)| other.covers(&action))
    };
    document.statements.iter().any(|statement| {
        statement.allows == Some(true)
            && names_all(statement)
            && statement.actions.iter().any(covers)
    })
}
