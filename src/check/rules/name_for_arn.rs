//! A name where an ARN belongs.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Part, Resource, Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "name-for-arn",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("name_for_arn.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html>,
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-functionassociation.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, function) in deployed.of_kind("AWS::Lambda::Function") {
        if let Some(term) = function.properties.get("Role") {
            look_at(deployed, (term, "Role"), function, findings);
        }
    }
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            for (list, key) in [
                ("FunctionAssociations", "FunctionARN"),
                ("LambdaFunctionAssociations", "LambdaFunctionARN"),
            ] {
                let all = behavior.term.get(list).map(Term::items);
                let named = all.unwrap_or_default().iter();
                for term in named.filter_map(|one| one.get(key)) {
                    look_at(deployed, (term, key), distribution.resource, findings);
                }
            }
        }
    }
}

fn look_at(
    deployed: &Deployed,
    (term, key): (&Term, &str),
    holder: &Resource,
    findings: &mut Findings,
) {
    let Some(text) = term.text().filter(|text| is_no_arn(text)) else {
        return;
    };
    let message = format!(
        "`{key}` is `{text}`, which is no ARN, so that AWS refuses `{}`",
        holder.id
    );
    let mut all = deployed.resources().all();
    let named = all.find(|(_, resource)| resource.reference.as_ref() == Some(&*text));
    let attribute = named.and_then(|(_, resource)| {
        let attributes = ["Arn", "FunctionARN"].into_iter();
        let mut known = attributes.filter(|name| resource.attribute(name).is_some());
        Some((resource, known.next()?))
    });
    let finding = findings.at(&term.at, message);
    findings.add(match attribute {
        Some((resource, attribute)) => {
            finding.help(format!("write `!GetAtt {}.{attribute}`", resource.id))
        }
        None => finding.help("write the ARN"),
    });
}

/// Whether a text is certainly none: its beginning is known, and is not that of an ARN.
fn is_no_arn(text: &Text) -> bool {
    match text.parts().first() {
        Some(Part::Known(known)) => {
            !known.starts_with("arn:") && !"arn:".starts_with(known.as_str())
        }
        Some(Part::Unknown(_)) | None => false,
    }
}
