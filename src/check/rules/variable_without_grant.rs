//! A variable that names something with which the function may do nothing.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "variable-without-grant",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("variable_without_grant.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    let stores: Vec<_> = deployed.stores().collect();
    for function in &deployed.functions {
        let Some((role_id, role)) = function.role else {
            continue;
        };
        let named = function.variables.iter().filter_map(|(name, term)| {
            let text = term.text()?;
            let store = stores.iter().find(|store| store.is_named(&text))?;
            Some((name, term, store))
        });
        let named: Vec<_> = named.collect();
        if named.is_empty() {
            continue;
        }
        let grants = deployed.grants_of(role_id, role);
        for (name, term, store) in named {
            let is_let_in = grants.may_touch(store.service, store.arn)
                || deployed.lets_roles_in(store.id, store.resource);
            if is_let_in {
                continue;
            }
            let message = format!(
                "the variable `{name}` names the {} `{}`, with which the role `{}` may do nothing: where the code uses it, AWS answers AccessDenied",
                store.noun, store.resource.id, role.id
            );
            let finding = findings
                .at(&term.at, message)
                .also(Place::Template(role.at.clone()), "the function's role")
                .also(
                    Place::Template(store.resource.at.clone()),
                    format!("the {}", store.noun),
                );
            findings.add(
                finding
                    .help(format!(
                        "allow the role what the code does there: `{}:…` on `{}.Arn`{}",
                        store.service,
                        store.resource.id,
                        if store.service == "s3" {
                            " and `/*` behind it"
                        } else {
                            ""
                        }
                    ))
                    .help("take the variable out, if the code does not use it"),
            );
        }
    }
}
