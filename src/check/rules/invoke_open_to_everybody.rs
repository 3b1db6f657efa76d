//! A function that everybody may invoke, by way of its URL or not.

use crate::aws::Action;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Known, Term};

pub(super) const RULE: Rule = Rule {
    code: "invoke-open-to-everybody",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("invoke_open_to_everybody.md"),
    find: Find::Deployed(find),
};

/// Properties that narrow whom a permission is for.
const NARROWER: [&str; 4] = [
    "PrincipalOrgID",
    "SourceArn",
    "SourceAccount",
    "EventSourceToken",
];

/// <https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html#urls-auth-none>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, permission) in deployed.of_kind("AWS::Lambda::Permission") {
        let properties = &permission.properties;
        let known = |key| {
            properties
                .text_at(&[key])
                .and_then(|text| text.as_known().map(str::to_owned))
        };
        let narrowed = NARROWER.iter().any(|key| properties.get(key).is_some());
        let via_url = properties.get("InvokedViaFunctionUrl").map(Term::bool);
        let is_direct = match via_url {
            None | Some(None | Some(Known::Yes(false))) => true,
            Some(Some(Known::Yes(true) | Known::No(_))) => false,
        };
        // A way to authenticate that only function URLs have never fits a plain call.
        let is_for_url = properties.get("FunctionUrlAuthType").is_some();
        if known("Principal").as_deref() == Some("*")
            && known("Action").is_some_and(|action| invokes(&action))
            && is_direct
            && !is_for_url
            && !narrowed
        {
            let at = properties
                .get("Principal")
                .map_or(&permission.at, |term| &term.at);
            let finding = findings.at(at, MESSAGE);
            findings.add(
                finding
                    .help("add `InvokedViaFunctionUrl: true`: the function URL goes on as before")
                    .help("name the account, the role or the service as `Principal`"),
            );
        }
    }
    for document in &deployed.documents {
        if document.holder.kind != "AWS::Lambda::ResourcePolicy" {
            continue;
        }
        for statement in &document.statements {
            let action = statement
                .actions
                .iter()
                .find(|action| action.text.as_known().is_some_and(invokes));
            if let Some(action) = action
                && statement.allows == Some(true)
                && statement.is_for_everybody()
                && statement.conditions.is_empty()
            {
                let finding = findings.at(&action.term.at, MESSAGE);
                findings.add(finding.help(
                    "add the condition `Bool: { \"lambda:InvokedViaFunctionUrl\": \"true\" }`",
                ));
            }
        }
    }
}

const MESSAGE: &str = "`lambda:InvokeFunction` is granted to everybody, not by way of the function URL alone, so that every AWS account may invoke the function with any event it likes";

fn invokes(action: &str) -> bool {
    let asked = "lambda:InvokeFunction".parse::<Action>();
    match (action.parse::<Action>(), asked) {
        (Ok(action), Ok(asked)) => action.covers(&asked),
        (Err(_), _) | (_, Err(_)) => action == "*",
    }
}
