//! A certificate that is not in us-east-1.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Text;

pub(super) const RULE: Rule = Rule {
    code: "certificate-outside-us-east-1",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("certificate_outside_us_east_1.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html#https-requirements-aws-region>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let term = distribution
            .config
            .find(&["ViewerCertificate", "AcmCertificateArn"]);
        let Some((term, arn)) = term.and_then(|term| Some((term, term.text()?))) else {
            continue;
        };
        let pieces = arn.split(':');
        let piece = |number: usize| pieces.get(number).and_then(Text::as_known);
        let (Some("arn"), Some("aws"), Some("acm"), Some(region)) =
            (piece(0), piece(1), piece(2), piece(3))
        else {
            continue;
        };
        if region == "us-east-1" {
            continue;
        }
        let message = format!(
            "the certificate of `{}` is in {region}, so that CloudFront refuses it: it takes those of us-east-1 alone",
            distribution.resource.id
        );
        findings.add(
            findings
                .at(&term.at, message)
                .help("request or import the certificate in us-east-1, in a stack of its own, and hand over its ARN"),
        );
    }
}
