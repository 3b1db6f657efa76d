//! A certificate for which it is not said how viewers ask for it.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "certificate-without-method",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("certificate_without_method.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-viewercertificate.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let Some(viewers) = distribution.config.get("ViewerCertificate") else {
            continue;
        };
        let named = ["AcmCertificateArn", "IamCertificateId"]
            .into_iter()
            .find_map(|key| Some((key, viewers.get(key)?)));
        let Some((key, certificate)) = named else {
            continue;
        };
        let text = certificate.text();
        let is_left_out = text.is_none_or(|text| text.as_known() == Some(""));
        if is_left_out || viewers.get("SslSupportMethod").is_some() {
            continue;
        }
        let message = format!(
            "`{key}` stands without `SslSupportMethod`, so that CloudFront refuses `{}`",
            distribution.resource.id
        );
        findings.add(
            findings
                .at(&certificate.at, message)
                .help("write `SslSupportMethod: sni-only` beside it"),
        );
    }
}
