//! A web ACL that is not one for CloudFront.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::Text;

pub(super) const RULE: Rule = Rule {
    code: "web-acl-region",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("web_acl_region.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webacl.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let term = distribution.config.get("WebACLId");
        let Some((term, arn)) = term.and_then(|term| Some((term, term.text()?))) else {
            continue;
        };
        let mut own = deployed.of_kind("AWS::WAFv2::WebACL");
        let own = own.find(|(_, acl)| acl.attribute("Arn") == Some(&*arn));
        let own = own.map(|(_, acl)| acl);
        let scope = own.and_then(|acl| acl.properties.text_at(&["Scope"]));
        let pieces = arn.split(':');
        let piece = |number: usize| pieces.get(number).and_then(Text::as_known);
        let is_regional = match own {
            Some(_) => scope.as_ref().and_then(Text::as_known) == Some("REGIONAL"),
            None => piece(5).is_some_and(|resource| resource.starts_with("regional/")),
        };
        let why = match (piece(0), piece(2), piece(3)) {
            (Some("arn"), Some("waf-regional"), _) => "is one for regional resources".to_owned(),
            (Some("arn"), Some("wafv2"), _) if is_regional => {
                "is one for regional resources".to_owned()
            }
            (Some("arn"), Some("wafv2"), Some(region)) if region != "us-east-1" => {
                format!("is in {region}")
            }
            (_, _, _) => continue,
        };
        let message = format!(
            "the web ACL of `{}` {why}, so that CloudFront refuses it: it takes those of scope CLOUDFRONT in us-east-1",
            distribution.resource.id
        );
        let mut finding = findings.at(&term.at, message);
        if let Some(acl) = own {
            let at = acl.properties.get("Scope").map_or(&acl.at, |term| &term.at);
            finding = finding.also(Place::Template(at.clone()), "the web ACL");
        }
        findings.add(
            finding.help(
                "make a web ACL with `Scope: CLOUDFRONT` in us-east-1, and name it by its ARN",
            ),
        );
    }
}
