//! A reference to a resource that a condition leaves out.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity, Step};
use crate::source::Node;
use crate::template::Via;

pub(super) const RULE: Rule = Rule {
    code: "absent-reference",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("absent_reference.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    let template = deployed.template;
    let resources = template.section("Resources");
    let is_left_out = |id: &str| {
        let is_declared = resources.iter().any(|entry| entry.key == id);
        is_declared && deployed.resources().find(id).is_none()
    };
    let left_out: Vec<&str> = resources
        .iter()
        .map(|entry| entry.key.as_str())
        .filter(|id| is_left_out(id))
        .collect();
    // A macro may make of it what it likes.
    if left_out.is_empty() || template.is_transformed() {
        return;
    }
    let severity = if deployed.has_settled_conditions() {
        Severity::Error
    } else {
        Severity::Warning
    };
    for reference in template.references() {
        let id = reference.to.as_str();
        match reference.via {
            Via::Ref | Via::GetAtt(_) => {}
            // AWS does not say what becomes of the order where one of both is not made.
            Via::DependsOn | Via::Condition => continue,
        }
        let stands_in_metadata =
            matches!(reference.at.steps(), [_, _, Step::Key(key), ..] if key == "Metadata");
        if !left_out.contains(&id) || stands_in_metadata || !deployed.is_taken(&reference.at) {
            continue;
        }
        let of_target = resources.iter().find(|entry| entry.key == id);
        let condition = of_target.and_then(|entry| entry.value.get("Condition")?.as_str());
        let Some(condition) = condition else {
            continue;
        };
        let (section, from) = &reference.from;
        let made = if section == "Outputs" {
            "output"
        } else {
            "resource"
        };
        let message = format!(
            "the {made} `{from}` names `{id}`, which is not made since its condition `{condition}` does not hold: CloudFormation refuses that with `Unresolved resource dependencies [{id}]`"
        );
        let finding = findings.graded(severity, &reference.at, message);
        let at = Place::Template(crate::diag::Path::from_iter(["Resources", id, "Condition"]));
        let own = template
            .section(section)
            .iter()
            .find(|entry| entry.key == *from)
            .and_then(|entry| entry.value.get("Condition"))
            .and_then(Node::as_str);
        let finding = finding.also(at, format!("`{id}` is made under this condition"));
        findings.add(match own {
            Some(_) => finding.help(format!(
                "put the reference into `Fn::If: [{condition}, …, !Ref AWS::NoValue]`"
            )),
            None => finding
                .help(format!(
                    "put the reference into `Fn::If: [{condition}, …, !Ref AWS::NoValue]`"
                ))
                .help(format!(
                    "or make the {made} under `Condition: {condition}` as well"
                )),
        });
    }
}
