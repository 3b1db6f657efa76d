//! A value that is none of those that a property takes.

use crate::aws::property_values::{self, Listed};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Severity, did_you_mean, quoted};
use crate::template::{Resource, Term};

pub(super) const RULE: Rule = Rule {
    code: "unknown-value",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unknown_value.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for (kind, properties) in property_values::all() {
        for (_, resource) in deployed.of_kind(kind) {
            for listed in &properties {
                look_at(
                    &resource.properties,
                    &listed.way,
                    listed,
                    resource,
                    findings,
                );
            }
        }
    }
}

/// Follows the way of a property, through all items of the lists on it.
fn look_at(
    term: &Term,
    way: &[&str],
    listed: &Listed,
    resource: &Resource,
    findings: &mut Findings,
) {
    let Some((key, rest)) = way.split_first() else {
        return judge(term, listed, resource, findings);
    };
    let Some(below) = term.get(key.trim_end_matches("[]")) else {
        return;
    };
    if key.ends_with("[]") {
        for item in below.items() {
            look_at(item, rest, listed, resource, findings);
        }
    } else {
        look_at(below, rest, listed, resource, findings);
    }
}

fn judge(term: &Term, listed: &Listed, resource: &Resource, findings: &mut Findings) {
    let Some(text) = term.text() else {
        return;
    };
    // An empty one is often what a parameter leaves out.
    let Some(value) = text.as_known().filter(|value| !value.is_empty()) else {
        return;
    };
    if listed.values.contains(&value) {
        return;
    }
    let name = listed.name();
    let message = format!(
        "`{value}` is no value of `{name}`, so that AWS refuses `{}`",
        resource.id
    );
    let finding = findings.at(&term.at, message);
    let near = did_you_mean(value, listed.values.iter().copied());
    findings.add(match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!(
            "write one of {}",
            quoted(listed.values.iter().copied())
        )),
    });
}
