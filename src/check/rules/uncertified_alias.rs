//! A name of its own without a certificate for it.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Term;

pub(super) const RULE: Rule = Rule {
    code: "uncertified-alias",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("uncertified_alias.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-requirements>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let aliases = ["Aliases", "CNAMEs"]
            .into_iter()
            .filter_map(|key| distribution.config.get(key));
        let is_open = |term: Option<&Term>| term.is_some_and(|term| term.unknown().is_some());
        let certificate = distribution.config.get("ViewerCertificate");
        let mut names = aliases
            .filter(|term| !is_open(Some(term)))
            .flat_map(Term::items);
        let Some((term, name)) = names.find_map(|term| {
            let name = term.text()?;
            (name.as_known() != Some("")).then_some((term, name))
        }) else {
            continue;
        };
        // One that is empty waits for a parameter.
        let has = |key| certificate.is_some_and(|certificate| certificate.get(key).is_some());
        if is_open(certificate) || has("AcmCertificateArn") || has("IamCertificateId") {
            continue;
        }
        let message = format!(
            "`{}` has the name `{name}` and no certificate for it, so that CloudFront refuses it",
            distribution.resource.id
        );
        findings.add(
            findings
                .at(&term.at, message)
                .help("add `ViewerCertificate` with the `AcmCertificateArn` of a certificate in us-east-1 that covers the name")
                .help("or take the name out"),
        );
    }
}
