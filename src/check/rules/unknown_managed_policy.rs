//! A policy id that is none of CloudFront's and none of the template's, or of another kind.

use crate::aws::managed::{CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Path, Place, Severity, did_you_mean};
use crate::template::Text;

pub(super) const RULE: Rule = Rule {
    code: "unknown-managed-policy",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unknown_managed_policy.md"),
    find: Find::Deployed(find),
};

/// A kind of policy: the property, the type of one's own, the noun, and the managed ones by name and id.
struct Kind {
    property: &'static str,
    resource: &'static str,
    noun: &'static str,
    managed: Vec<(&'static str, &'static str)>,
}

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html>,
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html>,
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html>
fn kinds() -> [Kind; 3] {
    [
        Kind {
            property: "CachePolicyId",
            resource: "AWS::CloudFront::CachePolicy",
            noun: "cache policy",
            managed: CachePolicy::ALL
                .iter()
                .map(|policy| (policy.name(), policy.id()))
                .collect(),
        },
        Kind {
            property: "OriginRequestPolicyId",
            resource: "AWS::CloudFront::OriginRequestPolicy",
            noun: "origin request policy",
            managed: OriginRequestPolicy::ALL
                .iter()
                .map(|policy| (policy.name(), policy.id()))
                .collect(),
        },
        Kind {
            property: "ResponseHeadersPolicyId",
            resource: "AWS::CloudFront::ResponseHeadersPolicy",
            noun: "response headers policy",
            managed: ResponseHeadersPolicy::ALL
                .iter()
                .map(|policy| (policy.name(), policy.id()))
                .collect(),
        },
    ]
}

fn find(deployed: &Deployed, findings: &mut Findings) {
    let kinds = kinds();
    let all = deployed.distributions.iter();
    for behavior in all.flat_map(|distribution| &distribution.behaviors) {
        for kind in &kinds {
            let Some(term) = behavior.term.get(kind.property) else {
                continue;
            };
            if let Some(id) = term.text() {
                look_at(deployed, &kinds, kind, (&term.at, &id), findings);
            }
        }
    }
}

fn look_at(
    deployed: &Deployed,
    kinds: &[Kind],
    kind: &Kind,
    (at, id): (&Path, &Text),
    findings: &mut Findings,
) {
    let of_template = |kind: &Kind| {
        let mut all = deployed.of_kind(kind.resource);
        let found = all.find(|(_, resource)| resource.reference.as_ref() == Some(id));
        found.map(|(_, resource)| resource)
    };
    if of_template(kind).is_some() {
        return;
    }
    let (property, noun) = (kind.property, kind.noun);
    for other in kinds.iter().filter(|other| other.property != property) {
        if let Some(resource) = of_template(other) {
            let finding = findings.at(
                at,
                format!(
                    "`{property}` names the {} `{}`, so that CloudFront refuses the distribution: it is no {noun}",
                    other.noun, resource.id
                ),
            );
            findings.add(
                finding
                    .also(Place::Template(resource.at.clone()), "it stands here")
                    .help(format!("name it under `{}`", other.property)),
            );
            return;
        }
    }
    let Some(id) = id.as_known().filter(|id| !id.is_empty()) else {
        return;
    };
    if kind.managed.iter().any(|(_, known)| *known == id) {
        return;
    }
    for other in kinds {
        if let Some((name, _)) = other.managed.iter().find(|(_, known)| *known == id) {
            let finding = findings.at(
                at,
                format!(
                    "`{property}` has the id of {name}, which is a managed {} and no {noun}, so that CloudFront refuses the distribution",
                    other.noun
                ),
            );
            findings.add(finding.help(format!("put it under `{}`", other.property)));
            return;
        }
    }
    let bare = id.strip_prefix("Managed-").unwrap_or(id);
    if let Some((name, known)) = kind
        .managed
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(bare))
    {
        let finding = findings.at(
            at,
            format!("`{property}` has the name `{id}` where the id belongs, so that CloudFront refuses the distribution"),
        );
        findings.add(finding.help(format!("write {known}, which is the id of {name}")));
        return;
    }
    if !is_uuid(id) {
        let message = format!(
            "`{property}` is `{id}`, which is no id of a {noun}, so that CloudFront refuses the distribution"
        );
        findings.add(findings.at(at, message).help(format!(
            "refer to a {noun} of the template, or write the id of a managed one"
        )));
        return;
    }
    let finding = findings.graded(
        Severity::Warning,
        at,
        format!("`{id}` is the id of no managed {noun}, so that CloudFront refuses the distribution unless this account has a {noun} of that id"),
    );
    let near = did_you_mean(id, kind.managed.iter().map(|(_, known)| *known));
    let named = near.and_then(|near| kind.managed.iter().find(|(_, known)| *known == near));
    findings.add(match named {
        Some((name, known)) => finding.help(format!("did you mean {known} ({name})?")),
        None => finding.help(format!(
            "make the {noun} in the template and refer to it, so that it is there in every account"
        )),
    });
}

fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    let is_of_it = |byte: u8| byte == b'-' || byte.is_ascii_hexdigit();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(is_of_it)
}
