//! A name that AWS does not take for what is called so.

use crate::aws::resource_name::{Characters, NameRule, rules};
use crate::check::parts::{AtLeast, pieces};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "physical-name",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("physical_name.md"),
    find: Find::Deployed(find),
};

/// The types whose inline policies have names.
const HOLDERS: [&str; 3] = ["AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group"];

fn find(deployed: &Deployed, findings: &mut Findings) {
    for rule in rules() {
        for (_, resource) in deployed.of_kind(rule.kind) {
            if let Some(term) = resource.properties.find(rule.property) {
                judge(&rule, term, findings);
            }
        }
    }
    let of_inline = rules().find(|rule| rule.of == Characters::IamInline);
    let Some(of_inline) = of_inline else {
        return;
    };
    for (_, holder) in HOLDERS.into_iter().flat_map(|kind| deployed.of_kind(kind)) {
        let policies = holder.properties.get("Policies").map(Term::items);
        for policy in policies.unwrap_or_default() {
            if let Some(term) = policy.get("PolicyName") {
                judge(&of_inline, term, findings);
            }
        }
    }
}

fn judge(rule: &NameRule, term: &Term, findings: &mut Findings) {
    let Some(name) = term.text() else {
        return;
    };
    if let Some(broken) = broken(rule, &name) {
        let message = format!(
            "AWS does not take `{name}` as the name of {}: {broken}",
            rule.noun
        );
        let finding = findings.at(&term.at, message);
        findings.add(finding.help(format!(
            "write a name of {} to {} characters: {}",
            rule.characters.start(),
            rule.characters.end(),
            rule.of.words()
        )));
    }
}

/// What is certainly wrong with a name.
fn broken(rule: &NameRule, name: &Text) -> Option<String> {
    // Lambda also takes an ARN for a function's name, which is measured by its last part.
    let is_arn = rule.kind == "AWS::Lambda::Function"
        && pieces(name)
            .iter()
            .flatten()
            .any(|piece| piece.contains(':'));
    if is_arn {
        return None;
    }
    let characters = AtLeast::characters(name);
    let (least, most) = (*rule.characters.start(), *rule.characters.end());
    if characters.size > most || (characters.exact && characters.size < least) {
        return Some(format!(
            "it has {} characters, and there are {least} to {most}",
            characters.words()
        ));
    }
    let pieces = pieces(name);
    let mut all = pieces.iter().flatten().flat_map(|piece| piece.chars());
    let wrong = all.find(|character| !rule.of.have(*character))?;
    Some(format!(
        "`{wrong}` does not stand in it, {} do",
        rule.of.words()
    ))
}
