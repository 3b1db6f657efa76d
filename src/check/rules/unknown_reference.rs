//! A reference to something that the template does not have.

use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Severity, did_you_mean};
use crate::template::Via;

pub(super) const RULE: Rule = Rule {
    code: "unknown-reference",
    severity: Severity::Error,
    refuses: true,
    page: include_str!("unknown_reference.md"),
    find: Find::Written(find),
};

fn find(written: &Written, findings: &mut Findings) {
    let ids = |section: &str| {
        let entries = written.template.section(section).iter();
        entries.map(|entry| entry.key.as_str()).collect::<Vec<_>>()
    };
    let resources = ids("Resources");
    let parameters = ids("Parameters");
    let conditions = ids("Conditions");
    for reference in &written.references {
        let id = reference.to.as_str();
        let (known, noun): (Vec<&str>, _) = match reference.via {
            Via::Ref => (
                [&resources[..], &parameters].concat(),
                "resource or parameter",
            ),
            Via::GetAtt(_) | Via::DependsOn => (resources.clone(), "resource"),
            Via::Condition => (conditions.clone(), "condition"),
        };
        if known.contains(&id) || (reference.via == Via::Ref && id.starts_with("AWS::")) {
            continue;
        }
        if is_made_by_transform(written, id) {
            continue;
        }
        let near = did_you_mean(id, known);
        let finding = findings.at(
            &reference.at,
            format!("there is no {noun} `{id}` in the template"),
        );
        findings.add(finding.maybe_help(near.map(|near| format!("did you mean `{near}`?"))));
    }
}

/// The beginnings of the ids of what SAM makes for several resources together.
const IMPLICIT: [&str; 4] = [
    "ServerlessRestApi",
    "ServerlessHttpApi",
    "ServerlessDeploymentApplication",
    "CodeDeployServiceRole",
];

/// Whether a transform may make a resource of this id: a macro makes what it likes, and SAM's resources make others whose
/// ids begin with theirs.
///
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html>
fn is_made_by_transform(written: &Written, id: &str) -> bool {
    let template = written.template;
    if !template.is_transformed() {
        return false;
    }
    let transform = template.source().tree.get("Transform");
    let is_sam_alone =
        transform.and_then(|node| node.as_str()) == Some("AWS::Serverless-2016-10-31");
    let mut resources = template.section("Resources").iter();
    !is_sam_alone
        || IMPLICIT.iter().any(|implicit| id.starts_with(implicit))
        || resources.any(|entry| {
            let kind = entry.value.get("Type").and_then(|node| node.as_str());
            let is_serverless = kind.is_some_and(|kind| kind.starts_with("AWS::Serverless::"));
            is_serverless && id.starts_with(entry.key.as_str())
        })
}
