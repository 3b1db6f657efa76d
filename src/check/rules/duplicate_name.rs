//! A name that two resources of the template have.

use crate::check::parts::{NAMINGS, pieces};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::{Resource, Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "duplicate-name",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("duplicate_name.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for naming in NAMINGS {
        let mut named: Vec<(Text, &Resource, &Term)> = Vec::new();
        for (_, resource) in deployed.of_kind(naming.kind) {
            let Some(term) = resource.properties.find(naming.keys) else {
                continue;
            };
            let name = term.text().unwrap_or_default().into_owned();
            // What hangs on a parameter alone may be left out by it.
            if pieces(&name).iter().any(Option::is_some) {
                named.push((name, resource, term));
            }
        }
        named.sort_by(|one, other| (&one.0, one.1.number).cmp(&(&other.0, other.1.number)));
        for pair in named.windows(2) {
            let [(first, earlier, at), (name, resource, term)] = pair else {
                continue;
            };
            if first != name {
                continue;
            }
            let message = format!(
                "`{}` and `{}` both have the name `{name}`, and there is one of it {}: the second fails",
                earlier.id, resource.id, naming.within
            );
            findings.add(
                findings
                    .at(&term.at, message)
                    .also(Place::Template(at.at.clone()), "the same name")
                    .help(
                        "give one of the two another name, or leave the name out where it may be",
                    ),
            );
        }
    }
}
