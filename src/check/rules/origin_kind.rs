//! An origin of which it is not said what kind it is, or which is not of the kind it is said to be.

use crate::check::parts::Origin;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::simulate::Backend;
use crate::template::Term;

pub(super) const RULE: Rule = Rule {
    code: "origin-kind",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("origin_kind.md"),
    find: Find::Deployed(find),
};

/// What tells the kind of an origin.
const KINDS: [&str; 3] = ["S3OriginConfig", "CustomOriginConfig", "VpcOriginConfig"];

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-origin.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let is_open = |term: Option<&Term>| term.is_some_and(|term| term.unknown().is_some());
            let config = |kind: &&str| origin.term.get(kind);
            if is_open(Some(origin.term)) || KINDS.iter().any(|kind| is_open(config(kind))) {
                continue;
            }
            let kinds: Vec<&str> = KINDS
                .into_iter()
                .filter(|kind| config(kind).is_some())
                .collect();
            match kinds[..] {
                [] => none(findings, origin),
                [kind] => {
                    if kind == "S3OriginConfig" {
                        no_bucket(findings, origin);
                    }
                }
                [_, .., last] => {
                    let message = format!(
                        "{} has `{}`, so that CloudFront refuses it: an origin is of one kind",
                        origin.name(),
                        kinds.join("` and `")
                    );
                    let at = origin.term.get(last).unwrap_or(origin.term);
                    findings.add(
                        findings
                            .at(&at.at, message)
                            .help("take all but one of them out"),
                    );
                }
            }
        }
    }
}

fn none(findings: &mut Findings, origin: &Origin) {
    let message = format!(
        "{} does not say of what kind it is, so that CloudFront refuses it",
        origin.name()
    );
    let finding = findings.at(&origin.term.at, message);
    findings.add(if origin.is_bucket() {
        finding.help("add `S3OriginConfig: { OriginAccessIdentity: \"\" }` beside an origin access control, or with an identity in it")
    } else {
        finding.help("add `CustomOriginConfig: { OriginProtocolPolicy: https-only }`")
    });
}

/// The settings of a bucket at something that is none.
fn no_bucket(findings: &mut Findings, origin: &Origin) {
    let is_elsewhere = match &origin.backend {
        // A website endpoint is a finding of its own.
        Backend::Bucket(_) => false,
        Backend::FunctionUrl(_) | Backend::Distribution(_) => true,
        // Access points and their kin have names of S3 as well.
        Backend::Outside => origin.domain.as_known().is_some_and(|domain| {
            let lower = domain.to_ascii_lowercase();
            !lower.is_empty() && !lower.contains("s3") && !lower.contains(['/', ':', '{'])
        }),
    };
    let Some(config) = origin.term.get("S3OriginConfig").filter(|_| is_elsewhere) else {
        return;
    };
    let message = format!(
        "{} has `S3OriginConfig`, and `{}` is no bucket, so that CloudFront refuses it",
        origin.name(),
        origin.domain
    );
    let finding = findings.at(&config.at, message);
    findings.add(
        finding.help("write `CustomOriginConfig: { OriginProtocolPolicy: https-only }` instead"),
    );
}
