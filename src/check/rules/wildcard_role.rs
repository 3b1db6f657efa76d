//! A role that may do far more than anybody meant.

use crate::check::parts::{Document, Named, Of, Statement};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::simulate::ResourceId;
use crate::template::Term;

pub(super) const RULE: Rule = Rule {
    code: "wildcard-role",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("wildcard_role.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for document in &deployed.documents {
        let Of::Identity(ids) = &document.of else {
            continue;
        };
        let is_role = |id: &ResourceId| deployed.resources().get(*id).kind == "AWS::IAM::Role";
        if ids.iter().any(is_role) {
            for statement in &document.statements {
                look_at(findings, document, statement);
            }
        }
    }
    for function in &deployed.functions {
        if let Some((_, role)) = function.role {
            let attached = role.properties.get("ManagedPolicyArns").map(Term::items);
            for term in attached.unwrap_or_default() {
                let Some(policy) = term.text().and_then(|text| full(text.as_known()?)) else {
                    continue;
                };
                let message = format!(
                    "`{}`, the role of function `{}`, has the policy {policy}: whoever gets the function to run code of theirs may do all of that",
                    role.id, function.resource.id
                );
                findings.add(
                    findings
                        .at(&term.at, message)
                        .help("name in a policy of its own the actions that the code calls, and the resources"),
                );
            }
        }
    }
}

/// The name of a policy of AWS that allows everything, or everything of a service.
fn full(arn: &str) -> Option<String> {
    let name = arn.split_once(":iam::aws:policy/")?.1.rsplit('/').next()?;
    let is_full = matches!(name, "AdministratorAccess" | "PowerUserAccess")
        || name.ends_with("FullAccess")
        || name.ends_with("_FullAccess");
    is_full.then(|| format!("`{name}`"))
}

fn look_at(findings: &mut Findings, document: &Document, statement: &Statement) {
    let is_everything = |named: &&Named| named.text.as_known().is_some_and(is_all_resources);
    let Some(resource) = statement.resources.iter().find(is_everything) else {
        return;
    };
    if statement.allows != Some(true) || statement.term.get("Condition").is_some() {
        return;
    }
    let wide = |named: &&Named| {
        named
            .text
            .as_known()
            .is_some_and(|text| text == "*" || text.ends_with(":*") && !is_agent(text))
    };
    let wide: Vec<&Named> = statement.actions.iter().filter(wide).collect();
    let [first, ..] = wide[..] else {
        return;
    };
    let names: Vec<String> = wide
        .iter()
        .map(|named| format!("`{}`", named.text))
        .collect();
    let message = format!(
        "{} of `{}` allows {} on `{}`: everything, and not what the role is for",
        statement.name(),
        document.holder.id,
        names.join(", "),
        resource.text
    );
    let at = if wide.len() == 1 {
        &first.term.at
    } else {
        statement.at("Action")
    };
    findings.add(
        findings
            .at(at, message)
            .help("name the actions that the code calls, and the resources that it calls them for"),
    );
}

/// The channels of the agent of Systems Manager, whose actions are for no resource, and which has use for all of them.
///
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_ssmmessages.html>
fn is_agent(action: &str) -> bool {
    action == "ssmmessages:*" || action == "ec2messages:*"
}

/// `*`, `arn:aws:s3:::*` and the like.
fn is_all_resources(text: &str) -> bool {
    text == "*"
        || text.strip_prefix("arn:").is_some_and(|rest| {
            let parts: Vec<&str> = rest.splitn(5, ':').collect();
            parts
                .last()
                .is_some_and(|last| *last == "*" || *last == "*/*")
                && parts.len() == 5
        })
}
