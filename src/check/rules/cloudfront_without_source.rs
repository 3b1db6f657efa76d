//! A policy that lets in CloudFront for any distribution of anybody.

use crate::check::parts::{Named, Of, Statement};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::simulate::meant_condition_key;

pub(super) const RULE: Rule = Rule {
    code: "cloudfront-without-source",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("cloudfront_without_source.md"),
    find: Find::Deployed(find),
};

/// The keys that tell whose distribution it is.
const SOURCES: [&str; 5] = [
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceOwner",
];

fn find(deployed: &Deployed, findings: &mut Findings) {
    for document in &deployed.documents {
        let Of::Bucket(name, id) = &document.of else {
            continue;
        };
        let bucket = id.map_or_else(
            || name.to_string(),
            |id| deployed.resources().name(id).to_owned(),
        );
        for statement in &document.statements {
            let Some(service) = service(statement) else {
                continue;
            };
            if statement.allows != Some(true) || is_limited(statement) {
                continue;
            }
            let message = format!(
                "{} lets CloudFront into `{bucket}` for any distribution: anybody who knows its name may serve it from an account of their own",
                statement.name()
            );
            findings.add(findings.at(&service.term.at, message).help(
                "add a condition: `StringEquals: { aws:SourceArn: !Sub \"arn:aws:cloudfront::${AWS::AccountId}:distribution/${Distribution}\" }`",
            ));
        }
    }
}

fn service<'s, 'a>(statement: &'s Statement<'a>) -> Option<&'s Named<'a>> {
    let mut all = statement.principals.iter();
    let is_it = |(kind, named): &&(String, Named)| {
        kind == "Service" && named.text.as_known() == Some("cloudfront.amazonaws.com")
    };
    all.find(is_it).map(|(_, named)| named)
}

fn is_limited(statement: &Statement) -> bool {
    let unknown = statement.term.get("Condition").is_some_and(|block| {
        block.unknown().is_some()
            || block
                .entries()
                .iter()
                .any(|(_, keys)| keys.unknown().is_some())
    });
    // A key that is misspelt is met by nobody, which is told of where conditions are.
    let is_misspelt = |(_, key, _): &(&str, &str, _)| meant_condition_key(key).is_some();
    unknown
        || statement.conditions.iter().any(is_misspelt)
        || SOURCES
            .iter()
            .any(|key| statement.values_of(key).next().is_some())
}
