//! A least version of TLS that the certificate of CloudFront does not heed.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Known, Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "tls-minimum-without-certificate",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("tls_minimum_without_certificate.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-viewercertificate.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let Some(certificate) = distribution.config.get("ViewerCertificate") else {
            continue;
        };
        let Some(term) = certificate.get("MinimumProtocolVersion") else {
            continue;
        };
        let is_default = match certificate
            .get("CloudFrontDefaultCertificate")
            .map(Term::bool)
        {
            Some(Some(Known::Yes(is))) => is,
            Some(Some(Known::No(_)) | None) => false,
            None => true,
        };
        // One that is empty waits for a parameter.
        let has = |key| certificate.get(key).is_some();
        let has_own = has("AcmCertificateArn") || has("IamCertificateId");
        let text = term.text();
        let Some(version) = text.as_deref().and_then(Text::as_known) else {
            continue;
        };
        if has_own || !is_default || matches!(version, "TLSv1" | "") {
            continue;
        }
        let message = format!(
            "`{version}` has no effect: with the certificate of CloudFront viewers may use TLSv1, whatever stands here"
        );
        findings.add(
            findings
                .at(&term.at, message)
                .help("give the distribution a name and a certificate of its own, if older versions are to be refused")
                .help("or take it out, so that nobody relies on it"),
        );
    }
}
