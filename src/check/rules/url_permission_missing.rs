//! A function URL whose function does not let in those for whom it is.

use std::collections::BTreeMap;

use crate::check::parts::{AuthType, Control, Distribution, Function, Origin, Signing};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity, quoted};
use crate::simulate::{Outcome, Question, Reason, Verdict};
use crate::source::{Node, Value};
use crate::template::Resource;

pub(super) const RULE: Rule = Rule {
    code: "url-permission-missing",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("url_permission_missing.md"),
    find: Find::Deployed(find),
};

/// The actions that every function URL needs: <https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html>.
const USE: &str = "lambda:InvokeFunctionUrl";
const INVOKE: &str = "lambda:InvokeFunction";

fn find(deployed: &Deployed, findings: &mut Findings) {
    if has_unclear_permission(deployed) {
        return;
    }
    for function in &deployed.functions {
        for (url_id, url) in &function.urls {
            match AuthType::of(url) {
                Some(AuthType::None) => {
                    let missing = Asked::everybody().missing(deployed, function, url);
                    report(function, url, "everybody", None, &missing, findings);
                }
                Some(AuthType::Iam) => {
                    for distribution in &deployed.distributions {
                        let signing = |origin: &&Origin| {
                            origin.function_url() == Some(*url_id)
                                && Control::of(deployed, origin).is_some_and(|control| {
                                    matches!(
                                        control.signing,
                                        Some(Signing::Always | Signing::NoOverride)
                                    )
                                })
                        };
                        let Some(origin) = distribution.origins.iter().find(signing) else {
                            continue;
                        };
                        let Some(asked) = Asked::distribution(deployed, distribution) else {
                            continue;
                        };
                        let missing = asked.missing(deployed, function, url);
                        let who = format!("CloudFront for `{}`", distribution.resource.id);
                        report(function, url, &who, Some(origin), &missing, findings);
                    }
                }
                None => {}
            }
        }
    }
}

fn report(
    function: &Function,
    url: &Resource,
    who: &str,
    origin: Option<&Origin>,
    missing: &[&str],
    findings: &mut Findings,
) {
    if missing.is_empty() {
        return;
    }
    let at = url
        .properties
        .get("AuthType")
        .map_or(&url.at, |term| &term.at);
    let id = &function.resource.id;
    let (both, is) = match missing {
        [_] => ("of the two permissions that a function URL needs, ", "is"),
        [..] => ("", "are"),
    };
    let finding = findings.at(
        at,
        format!(
            "{both}{} {is} not granted to {who} on `{id}`, so that every request to the URL is answered 403",
            quoted(missing.iter().copied()).replace(", ", " and "),
        ),
    );
    let finding = match origin {
        Some(origin) => finding.also(
            Place::Template(origin.term.at.clone()),
            "this origin signs requests to it",
        ),
        None => finding,
    };
    let help = missing.iter().map(|action| {
        let beside = match (*action == USE, origin.is_some()) {
            (true, false) => "`FunctionUrlAuthType: NONE`",
            (true, true) => "`FunctionUrlAuthType: AWS_IAM`",
            (false, _) => "`InvokedViaFunctionUrl: true`, and no `FunctionUrlAuthType`",
        };
        let principal = match origin {
            None => "`Principal: \"*\"`",
            Some(_) => {
                "`Principal: cloudfront.amazonaws.com`, the ARN of the distribution as `SourceArn`"
            }
        };
        format!(
            "add an AWS::Lambda::Permission for `{id}`: `Action: {action}`, {principal}, {beside}"
        )
    });
    findings.add(help.fold(finding, crate::diag::Diagnostic::help));
}

/// Who asks, and with what.
struct Asked {
    caller: &'static str,
    auth: &'static str,
    context: BTreeMap<String, Node>,
}

impl Asked {
    fn everybody() -> Self {
        Self {
            caller: "anonymous",
            auth: "NONE",
            context: BTreeMap::new(),
        }
    }

    fn distribution(deployed: &Deployed, distribution: &Distribution) -> Option<Self> {
        let arn = distribution.resource.attribute("Arn")?.as_known()?;
        let account = &deployed.resources().settings.account;
        let entry = |key: &str, value: &str| (key.to_owned(), text(value));
        Some(Self {
            caller: "service:cloudfront.amazonaws.com",
            auth: "AWS_IAM",
            context: BTreeMap::from([
                entry("aws:SourceArn", arn),
                entry("aws:SourceAccount", account),
            ]),
        })
    }

    /// Those of the two actions that the simulator finds not to be allowed.
    fn missing(
        &self,
        deployed: &Deployed,
        function: &Function,
        url: &Resource,
    ) -> Vec<&'static str> {
        let question = Question {
            url: Some(format!("https://{}/", url.id)),
            ..self.question()
        };
        let first = match deployed.world.ask(&question).map(|answer| answer.outcome) {
            Ok(Outcome::Response(response)) => response.reason,
            Ok(Outcome::Decision(_) | Outcome::Unknown(_)) | Err(_) => return Vec::new(),
        };
        if first == Reason::NoInvokeFunction {
            return vec![INVOKE];
        }
        if first != Reason::NoInvokeFunctionUrl {
            return Vec::new();
        }
        // A permission for another way to authenticate is told of by a rule of its own.
        let mut missing = Vec::new();
        if !has_other_auth(deployed, function, self.auth) {
            missing.push(USE);
        }
        if url.properties.get("Qualifier").is_none() {
            let mut question = Question {
                action: Some(INVOKE.to_owned()),
                resource: Some(function.resource.id.clone()),
                ..self.question()
            };
            let key = "lambda:InvokedViaFunctionUrl".to_owned();
            question.context.insert(key, text("true"));
            let answer = deployed.world.ask(&question);
            if let Ok(Outcome::Decision(decision)) = answer.map(|answer| answer.outcome)
                && decision.verdict == Verdict::ImplicitDeny
            {
                missing.push(INVOKE);
            }
        }
        missing
    }

    fn question(&self) -> Question {
        Question {
            caller: Some(self.caller.to_owned()),
            context: self.context.clone(),
            ..Question::default()
        }
    }
}

/// Whether a permission may be for any function, because it is not known for which it is.
fn has_unclear_permission(deployed: &Deployed) -> bool {
    [
        ("AWS::Lambda::Permission", "FunctionName"),
        ("AWS::Lambda::ResourcePolicy", "FunctionResourceArn"),
    ]
    .into_iter()
    .any(|(kind, key)| {
        let mut all = deployed.of_kind(kind);
        all.any(|(_, resource)| {
            let name = resource.properties.text_at(&[key]);
            name.is_some_and(|name| {
                name.as_known().is_none() && deployed.function_named(&name).is_none()
            })
        })
    })
}

/// Whether a permission for the function is for URLs that authenticate in another way.
fn has_other_auth(deployed: &Deployed, function: &Function, auth: &str) -> bool {
    let mut all = deployed.of_kind("AWS::Lambda::Permission");
    all.any(|(_, permission)| {
        let text = |key| permission.properties.text_at(&[key]);
        let names = text("FunctionName").is_some_and(|name| function.is_named(&name));
        let other = text("FunctionUrlAuthType").is_some_and(|known| known.as_known() != Some(auth));
        let uses = text("Action").is_some_and(|action| action.as_known() == Some(USE));
        names && other && uses
    })
}

fn text(value: &str) -> Node {
    Node::from(Value::String(value.to_owned()))
}
