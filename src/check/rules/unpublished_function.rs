//! A function of CloudFront that a behavior runs and that is not published.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::{Known, Term};

pub(super) const RULE: Rule = Rule {
    code: "unpublished-function",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unpublished_function.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-function.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, function) in deployed.of_kind("AWS::CloudFront::Function") {
        let switch = function.properties.get("AutoPublish");
        let is_off = switch.is_none_or(|term| term.bool() == Some(Known::Yes(false)));
        let Some(arn) = function.attribute("FunctionARN").filter(|_| is_off) else {
            continue;
        };
        let behaviors = deployed.distributions.iter().flat_map(|one| &one.behaviors);
        let associations = behaviors.flat_map(|behavior| {
            let all = behavior.term.get("FunctionAssociations").map(Term::items);
            let all = all.unwrap_or_default().iter();
            all.map(move |association| (behavior, association))
        });
        let mut own = associations
            .filter(|(_, association)| association.text_at(&["FunctionARN"]).as_ref() == Some(arn));
        let Some((behavior, association)) = own.next() else {
            continue;
        };
        let message = format!(
            "`{}` is not published, and {} runs it: CloudFront takes no function without a LIVE stage, and a new code would stay unused",
            function.id,
            behavior.name()
        );
        let at = switch.map_or(&function.at, |term| &term.at);
        let place = Place::Template(association.at.clone());
        findings.add(
            findings
                .at(at, message)
                .also(place, "the behavior that runs it")
                .help("set `AutoPublish: true`"),
        );
    }
}
