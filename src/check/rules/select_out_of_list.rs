//! An item that the list from which it is taken does not have.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{OUT_OF_LIST, Resource, Said, Term};

pub(super) const RULE: Rule = Rule {
    code: "select-out-of-list",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("select_out_of_list.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-select.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, resource) in deployed.resources().all() {
        walk(&resource.properties, resource, findings);
    }
}

fn walk(term: &Term, resource: &Resource, findings: &mut Findings) {
    match &term.said {
        Said::List(items) => items.iter().for_each(|item| walk(item, resource, findings)),
        Said::Map(entries) => entries
            .iter()
            .for_each(|(_, value)| walk(value, resource, findings)),
        Said::Unknown(fact) if fact.as_str().starts_with(OUT_OF_LIST) => {
            tell(term, resource, findings);
        }
        Said::Text(text) => {
            let mut facts = text.facts();
            if facts.any(|fact| fact.as_str().starts_with(OUT_OF_LIST)) {
                tell(term, resource, findings);
            }
        }
        Said::Unknown(_) | Said::Null | Said::Bool(_) | Said::Number(_) => {}
    }
}

fn tell(term: &Term, resource: &Resource, findings: &mut Findings) {
    let message = format!(
        "`Fn::Select` takes an item that its list does not have, so that CloudFormation cannot make `{}`",
        resource.id
    );
    findings.add(
        findings
            .at(&term.at, message)
            .help("count the items from 0; a URL that is split at `/` has its host in the part 2"),
    );
}
