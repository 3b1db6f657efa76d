//! What a deployment of the template must acknowledge.

use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Path, Place, Severity, quoted};
use crate::source::{Entry, Node};

pub(super) const RULE: Rule = Rule {
    code: "capabilities",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("capabilities.md"),
    find: Find::Written(find),
};

/// The types for which an acknowledgement is needed, each with the property that names such a resource.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html>
const IAM: [(&str, &str); 8] = [
    ("AWS::IAM::AccessKey", ""),
    ("AWS::IAM::Group", "GroupName"),
    ("AWS::IAM::InstanceProfile", "InstanceProfileName"),
    ("AWS::IAM::ManagedPolicy", "ManagedPolicyName"),
    ("AWS::IAM::Policy", ""),
    ("AWS::IAM::Role", "RoleName"),
    ("AWS::IAM::User", "UserName"),
    ("AWS::IAM::UserToGroupAddition", ""),
];

fn find(subject: &Written, findings: &mut Findings) {
    let resources = subject.template.section("Resources");
    let kind = |entry: &Entry| {
        entry
            .value
            .get("Type")
            .and_then(Node::as_str)
            .map(str::to_owned)
    };
    let mut plain = Vec::new();
    let mut named = Vec::new();
    for entry in resources {
        let Some(kind) = kind(entry) else {
            continue;
        };
        let property = |key: &str| {
            let properties = entry.value.get("Properties");
            properties.is_some_and(|properties| properties.get(key).is_some())
        };
        match IAM.iter().find(|(type_, _)| *type_ == kind) {
            Some((_, name)) if property(name) => named.push(entry.key.as_str()),
            Some(_) => plain.push(entry.key.as_str()),
            // SAM makes the role of a function that has none.
            None if kind == "AWS::Serverless::Function" && !property("Role") => {
                plain.push(entry.key.as_str());
            }
            None => {}
        }
    }
    let has_macros = subject.template.source().tree.get("Transform").is_some();
    let mut needed = Vec::new();
    let mut reasons = Vec::new();
    if !named.is_empty() {
        needed.push("CAPABILITY_NAMED_IAM");
        reasons.push(format!(
            "{} have names of their own in IAM",
            quoted(named.iter().copied())
        ));
    } else if !plain.is_empty() {
        needed.push("CAPABILITY_IAM");
        reasons.push(format!("{} grant rights", quoted(plain.iter().copied())));
    }
    if has_macros {
        needed.push("CAPABILITY_AUTO_EXPAND");
        reasons.push("a macro rewrites the template".to_owned());
    }
    if needed.is_empty() {
        return;
    }
    let flag = needed.join(" ");
    let message = format!(
        "a deployment needs `--capabilities {flag}`: {}",
        reasons.join(", and ")
    );
    let mut finding = findings.everywhere(message);
    for id in named {
        let place = Place::Template(Path::from_iter(["Resources", id]));
        finding = finding.also(place, "has a name of its own");
    }
    findings.add(finding.help(format!(
        "deploy with `aws cloudformation deploy --capabilities {flag}`, and with no more than that"
    )));
}
