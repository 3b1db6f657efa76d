//! A grant for something whose name the function does not get.

use crate::check::parts::{Function, Grants, Store, is_of_service, is_surely_of};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::Term;

pub(super) const RULE: Rule = Rule {
    code: "grant-without-variable",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("grant_without_variable.md"),
    find: Find::Deployed(find),
};

/// Services from which code may learn the names of what there is.
const DIRECTORIES: [&str; 5] = [
    "ssm",
    "cloudformation",
    "secretsmanager",
    "appconfig",
    "servicediscovery",
];

fn find(deployed: &Deployed, findings: &mut Findings) {
    // What calls a function otherwise than by its URL may hand it names with the event.
    for function in deployed.functions.iter().filter(|one| !one.urls.is_empty()) {
        let Some((role_id, role)) = function.role else {
            continue;
        };
        let of_role = deployed.functions.iter();
        let shared = of_role.filter(|one| one.role.is_some_and(|(id, _)| id == role_id));
        if shared.count() > 1 {
            continue;
        }
        let grants = deployed.grants_of(role_id, role);
        if !grants.complete || DIRECTORIES.iter().any(|service| grants.may_use(service)) {
            continue;
        }
        for store in deployed.stores() {
            if let Some(at) = granted(&grants, &store)
                && !is_told(function, &store)
            {
                let message = format!(
                    "the role `{}` may use the {} `{}`, whose name the function `{}` does not get",
                    role.id, store.noun, store.resource.id, function.resource.id
                );
                let place = Place::Template(function.resource.at.clone());
                let finding = findings.at(at, message).also(place, "the function");
                findings.add(
                    finding
                        .help("give it a variable with the name, as the code is to work in every stack")
                        .help("take the grant out, if the code does not need it"),
                );
            }
        }
    }
}

/// Where a grant stands that is for a bucket or a table alone.
fn granted<'a>(grants: &Grants<'_, 'a>, store: &Store) -> Option<&'a crate::diag::Path> {
    let of_service = grants
        .statements
        .iter()
        .filter(|(_, statement)| is_of_service(statement, store.service));
    let mut resources = of_service.flat_map(|(_, statement)| &statement.resources);
    let found = resources.find(|resource| {
        let is_stream = resource.text.to_string().contains("/stream/");
        is_surely_of(&resource.text, store.arn) && !is_stream
    });
    found.map(|resource| &resource.term.at)
}

/// Whether a function gets the name: in a variable, or written in its code; code that is not seen may have a fixed name.
fn is_told(function: &Function, store: &Store) -> bool {
    let name = store.name.to_string();
    let has = |term: &Term| {
        term.text()
            .is_none_or(|text| text.to_string().contains(&name))
    };
    if function.variables.iter().any(|(_, term)| has(term)) {
        return true;
    }
    match function.inline_code() {
        Some(code) => code.contains(&name),
        None => !store.has_made_up_name(),
    }
}
