//! Whom a bucket's policy lets in that the template does not make: services, other accounts, whoever meets a condition.

use std::collections::BTreeSet;

use super::deployed::Deployed;
use super::parts::{Named, Statement};
use crate::simulate::ResourceId;

/// Those whom the policies of a bucket name, in statements that allow to read or write objects, and that are neither made by
/// the template nor everybody: each as it is written there.
pub(super) fn named(deployed: &Deployed, bucket: ResourceId) -> Vec<String> {
    let of_bucket = deployed.policies_of(bucket);
    let mut found = BTreeSet::new();
    for statement in of_bucket.flat_map(|document| &document.statements) {
        if statement.allows != Some(true) || !is_about_objects(statement) || statement.is_open() {
            continue;
        }
        if statement.is_for_everybody() {
            found.insert(format!(
                "whoever meets the conditions of {}",
                statement.name()
            ));
            continue;
        }
        let all = statement.principals.iter();
        let strange = all.filter(|(kind, named)| !is_of_template(deployed, kind, named));
        found.extend(strange.map(|(_, named)| named.text.to_string()));
    }
    found.into_iter().collect()
}

/// Whether a statement is about reading or writing objects, or may be.
fn is_about_objects(statement: &Statement) -> bool {
    let is_one = |action: &Named| {
        let action = action.pattern().to_ascii_lowercase();
        let name = action.strip_prefix("s3:").unwrap_or(&action);
        name.contains('*') || name.starts_with("getobject") || name.starts_with("putobject")
    };
    !statement.not_actions.is_empty() || statement.actions.iter().any(is_one)
}

/// Whether somebody is on the list anyhow: a role, a user or an identity of the template, or CloudFront.
fn is_of_template(deployed: &Deployed, kind: &str, named: &Named) -> bool {
    let text = &named.text;
    let known = text.as_known().unwrap_or_default();
    if kind == "Service" {
        return known == "cloudfront.amazonaws.com";
    }
    let is_made = |type_: &str, attribute: &str| {
        let mut all = deployed.of_kind(type_);
        all.any(|(_, resource)| resource.attribute(attribute) == Some(text))
    };
    known.contains(":user/CloudFront Origin Access Identity ")
        || is_made("AWS::IAM::Role", "Arn")
        || is_made("AWS::IAM::User", "Arn")
        || is_made(
            "AWS::CloudFront::CloudFrontOriginAccessIdentity",
            "S3CanonicalUserId",
        )
}
