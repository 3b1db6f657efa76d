//! Two kinds of resource that write one policy of one function.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::Text;

pub(super) const RULE: Rule = Rule {
    code: "permission-beside-resource-policy",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("permission_beside_resource_policy.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-resourcepolicy.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, policy) in deployed.of_kind("AWS::Lambda::ResourcePolicy") {
        let named = ["FunctionResourceArn", "ResourceArn"]
            .into_iter()
            .find_map(|key| policy.properties.text_at(&[key]));
        let Some(name) = named else { continue };
        let same = |other: &Text| match deployed.function_named(&name) {
            Some(function) => function.is_named(other),
            None => *other == name,
        };
        for (_, permission) in deployed.of_kind("AWS::Lambda::Permission") {
            let Some(term) = permission.properties.get("FunctionName") else {
                continue;
            };
            if !term.text().is_some_and(|text| same(&text)) {
                continue;
            }
            let finding = findings.at(
                &term.at,
                format!(
                    "`{}` and the resource policy `{}` write the policy of one function, so that one overwrites the other without a word",
                    permission.id, policy.id
                ),
            );
            findings.add(
                finding
                    .also(Place::Template(policy.at.clone()), "the resource policy")
                    .help("say all of it in the AWS::Lambda::ResourcePolicy, and take the permissions out with `DeletionPolicy: Retain`")
                    .help("take the AWS::Lambda::ResourcePolicy out, and go on with permissions"),
            );
        }
    }
}
