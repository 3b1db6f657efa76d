//! A function of CloudFront that AWS does not take, or that fails for a plain request.

use crate::check::parts::answer_if_let_through;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Path, Place, Severity};
use crate::simulate::javascript::{Fault, JsRuntime, Program};
use crate::simulate::{Did, Question, Ran, Reason, ResourceId};
use crate::template::Resource;

pub(super) const RULE: Rule = Rule {
    code: "failing-edge-function",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("failing_edge_function.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    let mut told: Vec<ResourceId> = Vec::new();
    for (id, function) in deployed.of_kind("AWS::CloudFront::Function") {
        let Some((at, fault)) = refused(function) else {
            continue;
        };
        told.push(id);
        let message = format!(
            "CloudFront does not take the code of `{}`: {fault}",
            function.id
        );
        findings.add(findings.at(at, message));
    }
    for distribution in &deployed.distributions {
        if distribution.serves() == Some(false) {
            continue;
        }
        for behavior in &distribution.behaviors {
            let has_function = behavior.term.get("FunctionAssociations").is_some();
            // Whoever has signed cookies or a session is expected there, and not a plain request.
            let is_for_some = ["TrustedKeyGroups", "TrustedSigners"]
                .iter()
                .any(|key| behavior.term.get(key).is_some());
            if !has_function || is_for_some {
                continue;
            }
            let path = match (&behavior.pattern, behavior.position) {
                (Some(pattern), _) => pattern.absolute().replace(['*', '?'], "x"),
                (None, None) => "/".to_owned(),
                (None, Some(_)) => continue,
            };
            let question = Question {
                url: Some(format!("https://{}{path}", distribution.resource.id)),
                ..Question::default()
            };
            let Ok(answer) = deployed.world.ask(&question) else {
                continue;
            };
            let response = answer_if_let_through(&answer);
            let response = response.filter(|response| response.reason == Reason::FunctionFailed);
            let Some(status) = response.and_then(|response| response.status) else {
                continue;
            };
            let failed = answer.hops.iter().find_map(|hop| {
                let Did::RanFunction {
                    event,
                    result: Ran::Failed { message },
                } = &hop.did
                else {
                    return None;
                };
                Some((hop.at?, event, message))
            });
            let Some((id, event, why)) = failed.filter(|(id, ..)| !told.contains(id)) else {
                continue;
            };
            told.push(id);
            let function = deployed.resources().get(id);
            let code = function.properties.get("FunctionCode");
            let at = code.map_or(&function.at, |term| &term.at);
            let message = format!(
                "`{}` fails at the {event} of a plain `GET {path}` ({why}), so that CloudFront answers {status}",
                function.id
            );
            findings.add(
                findings
                    .at(at, message)
                    .also(Place::Template(behavior.term.at.clone()), "the behavior that runs it")
                    .help("let the function return the request, or an answer, for a request without cookies, queries and headers of its own"),
            );
        }
    }
}

/// Why CloudFront does not take the code of a function, where all of it is known; its size is told of with other limits.
fn refused(function: &Resource) -> Option<(&Path, Fault)> {
    let term = function.properties.get("FunctionCode")?;
    let code = term.text()?;
    let runtime = function
        .properties
        .text_at(&["FunctionConfig", "Runtime"])?;
    let runtime: JsRuntime = runtime.as_known()?.parse().ok()?;
    match Program::compile(code.as_known()?, runtime) {
        Err(Fault::TooLarge { .. }) | Ok(_) => None,
        Err(fault) => Some((&term.at, fault)),
    }
}
