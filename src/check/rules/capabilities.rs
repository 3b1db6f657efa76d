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

/// What makes a stack within the stack, for whose resources the same holds.
const STACKS: [&str; 2] = ["AWS::CloudFormation::Stack", "AWS::Serverless::Application"];

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
    let has_stacks = resources
        .iter()
        .any(|entry| kind(entry).is_some_and(|kind| STACKS.contains(&kind.as_str())));
    let mut needed = Vec::new();
    let mut reasons = Vec::new();
    if !named.is_empty() {
        needed.push("CAPABILITY_NAMED_IAM");
        let have = match named[..] {
            [_] => "has a name of its own",
            [..] => "have names of their own",
        };
        reasons.push(format!("{} {have} in IAM", quoted(named.iter().copied())));
    } else if !plain.is_empty() {
        needed.push("CAPABILITY_IAM");
        let grant = match plain[..] {
            [_] => "grants",
            [..] => "grant",
        };
        reasons.push(format!("{} {grant} rights", quoted(plain.iter().copied())));
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
    // What is made elsewhere is not seen here: a stack within the stack, or what a macro writes.
    let more = match (has_stacks, has_macros) {
        (true, _) => "with more only if the stacks within it need it",
        (false, true) => "with more only if what the macro writes needs it",
        (false, false) => "with no more than that",
    };
    findings.add(finding.help(format!(
        "deploy with `aws cloudformation deploy --capabilities {flag}`, and {more}"
    )));
}
