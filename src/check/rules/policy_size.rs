//! A policy that is longer than AWS takes.

use std::collections::BTreeMap;

use crate::aws::limits::{iam, lambda, s3};
use crate::check::parts::{AtLeast, Document, Of};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::ResourceId;
use crate::template::{Resource, Term};

pub(super) const RULE: Rule = Rule {
    code: "policy-size",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("policy_size.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    let mut inline: BTreeMap<ResourceId, Vec<&Document>> = BTreeMap::new();
    for document in &deployed.documents {
        match (&document.of, document.holder.kind.as_str()) {
            (Of::Bucket(..), _) => {
                let size = AtLeast::bytes_of_policy(document.term);
                let what = "bytes; S3 takes bucket policies of 20 KB";
                tell(findings, document.term, size, s3::BUCKET_POLICY_BYTES, what);
            }
            (Of::Trust(_), _) => trust(document, findings),
            (Of::Identity(_), "AWS::IAM::ManagedPolicy") => {
                let size = AtLeast::ink_of_policy(document.term);
                let what = "characters without white space; IAM takes managed policies of 6,144";
                let most = iam::MANAGED_POLICY_CHARACTERS;
                tell(findings, document.term, size, most, what);
            }
            (Of::Identity(holders), _) => {
                for holder in holders {
                    inline.entry(*holder).or_default().push(document);
                }
            }
            (Of::Other, "AWS::Lambda::ResourcePolicy") => {
                let size = AtLeast::bytes_of_policy(document.term);
                let what = "bytes; Lambda takes policies of 20 KB";
                tell(
                    findings,
                    document.term,
                    size,
                    lambda::RESOURCE_POLICY_BYTES,
                    what,
                );
            }
            (Of::Other, _) => {}
        }
    }
    let too_large: Vec<&Document> = inline
        .into_iter()
        .filter(|(holder, documents)| {
            together(deployed.resources().get(*holder), documents, findings)
        })
        .flat_map(|(_, documents)| documents)
        .collect();
    for document in &deployed.documents {
        let told = too_large.iter().any(|one| one.term.at == document.term.at);
        if document.is_of_identity() && !told {
            alone(document, findings);
        }
    }
}

/// The inline policies of a role, a user or a group are measured together; whether they are too large.
fn together(holder: &Resource, documents: &[&Document], findings: &mut Findings) -> bool {
    let (most, noun) = match holder.kind.as_str() {
        "AWS::IAM::Role" => (iam::ROLE_INLINE_POLICIES_CHARACTERS, "role"),
        "AWS::IAM::User" => (iam::USER_INLINE_POLICIES_CHARACTERS, "user"),
        "AWS::IAM::Group" => (iam::GROUP_INLINE_POLICIES_CHARACTERS, "group"),
        _ => return false,
    };
    let none = AtLeast {
        size: 0,
        exact: true,
    };
    let sizes = documents
        .iter()
        .map(|document| AtLeast::ink_of_policy(document.term));
    let size = sizes.fold(none, AtLeast::and);
    if size.size <= most {
        return false;
    }
    let policies = holder.properties.get("Policies");
    let at = policies.map_or(&holder.at, |policies| &policies.at);
    let message = format!(
        "the inline policies of this {noun} have {} characters without white space; IAM takes {most} of a {noun}'s together",
        size.words()
    );
    let mut finding = findings.at(at, message);
    for document in documents {
        let size = AtLeast::ink_of_policy(document.term).words();
        let place = Place::Template(document.term.at.clone());
        finding = finding.also(place, format!("{size} of them"));
    }
    findings.add(
        finding
            .help("say more with less: one statement for many resources, wildcards for resources of one prefix")
            .help(format!(
                "move statements to an `AWS::IAM::ManagedPolicy` of the {noun}: those are measured each for itself"
            )),
    );
    true
}

/// An inline policy that is attached to what is not in the template is measured alone.
fn alone(document: &Document, findings: &mut Findings) {
    let properties = &document.holder.properties;
    let most = match document.holder.kind.as_str() {
        "AWS::IAM::RolePolicy" => iam::ROLE_INLINE_POLICIES_CHARACTERS,
        "AWS::IAM::UserPolicy" => iam::USER_INLINE_POLICIES_CHARACTERS,
        "AWS::IAM::GroupPolicy" => iam::GROUP_INLINE_POLICIES_CHARACTERS,
        "AWS::IAM::Policy" => {
            let limits = [
                ("Roles", iam::ROLE_INLINE_POLICIES_CHARACTERS),
                ("Users", iam::USER_INLINE_POLICIES_CHARACTERS),
                ("Groups", iam::GROUP_INLINE_POLICIES_CHARACTERS),
            ];
            let attached = limits
                .iter()
                .filter(|(key, _)| properties.get(key).is_some());
            let least = attached.map(|(_, most)| *most).min();
            least.unwrap_or(iam::ROLE_INLINE_POLICIES_CHARACTERS)
        }
        _ => return,
    };
    let size = AtLeast::ink_of_policy(document.term);
    let what =
        format!("characters without white space; IAM takes {most} of all inline policies together");
    tell(findings, document.term, size, most, &what);
}

/// The trust policy of a role has its own quota, which may be raised.
fn trust(document: &Document, findings: &mut Findings) {
    let size = AtLeast::ink_of_policy(document.term);
    let (most, raised) = (
        iam::TRUST_POLICY_CHARACTERS,
        iam::TRUST_POLICY_MOST_CHARACTERS,
    );
    if size.size <= most {
        return;
    }
    let may = if size.size <= raised {
        format!(", unless the account's quota is raised, to {raised} at most")
    } else {
        format!(", and {raised} where the account's quota is raised")
    };
    let message = format!(
        "the trust policy has {} characters; IAM takes {most}{may}",
        size.words()
    );
    let finding = findings.at(&document.term.at, message);
    findings.add(
        finding
            .help("name fewer principals: an account, or a condition on `aws:PrincipalOrgID` or a tag, stands for many roles")
            .help("ask for a higher quota, \"Role trust policy length\"; requests up to 8,192 are granted at once"),
    );
}

fn tell(findings: &mut Findings, document: &Term, size: AtLeast, most: usize, what: &str) {
    if size.size > most {
        let message = format!("the policy has {} {what}", size.words());
        let finding = findings.at(&document.at, message);
        findings.add(finding.help(
            "say more with less: one statement for many resources, wildcards for resources of one prefix",
        ));
    }
}
