//! An origin to which no behavior sends requests.

use crate::check::parts::{Behavior, Distribution, Origin};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "unused-origin",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("unused_origin.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let is_open = |behavior: &Behavior| {
            let target = behavior.target();
            target.is_none_or(|target| target.as_known().is_none())
        };
        let behaviors = &distribution.behaviors;
        if behaviors.iter().any(is_open) || may_choose(deployed, distribution) {
            continue;
        }
        for origin in &distribution.origins {
            let is_known = origin.id.as_known().is_some_and(|id| !id.is_empty());
            if is_known && !is_used(distribution, origin) {
                let at = origin.term.get("Id").unwrap_or(origin.term);
                let message = format!(
                    "no behavior sends requests to {}, so that nothing reaches it",
                    origin.name()
                );
                let finding = findings.at(&at.at, message);
                findings.add(finding.help("name it in a behavior, or take it out"));
            }
        }
    }
}

/// Whether a behavior asks an origin, or one that has the same id.
fn is_used(distribution: &Distribution, origin: &Origin) -> bool {
    let behaviors = distribution.behaviors.iter();
    let mut asked = behaviors.flat_map(|behavior| distribution.origins_of(behavior));
    asked.any(|one| one.id == origin.id)
}

/// Whether a function may send requests to an origin by its id, as functions of `CloudFront` can.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html>
fn may_choose(deployed: &Deployed, distribution: &Distribution) -> bool {
    let behaviors = distribution.behaviors.iter();
    let mut functions = behaviors.flat_map(|behavior| behavior.edge_functions("viewer-request"));
    functions.any(|association| {
        let arn = association.text_at(&["FunctionARN"]);
        let mut all = deployed.of_kind("AWS::CloudFront::Function");
        let function = all.find(|(_, function)| function.attribute("FunctionARN") == arn.as_ref());
        let code = function.and_then(|(_, function)| function.properties.get("FunctionCode"));
        let code = code.and_then(Term::text);
        let code = code.as_deref().and_then(Text::as_known);
        code.is_none_or(|code| code.contains("Origin"))
    })
}
