//! Functions at the edge that do not go together, or where they cannot run.

use crate::check::parts::Behavior;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::{Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "edge-function-conflict",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("edge_function_conflict.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-combining-functions>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            let edge = associations(behavior, "FunctionAssociations");
            let lambda = associations(behavior, "LambdaFunctionAssociations");
            twice(findings, behavior, &edge, &lambda);
            both(findings, behavior, &edge, &lambda);
            for (term, event) in &edge {
                if event.starts_with("origin-") {
                    let message = format!(
                        "a function of CloudFront cannot run at `{event}`, so that CloudFront refuses {}",
                        behavior.name()
                    );
                    let finding = findings.at(&term.at, message);
                    findings.add(
                        finding
                            .help(format!(
                                "run it at `{}`",
                                event.replace("origin-", "viewer-")
                            ))
                            .help("or let Lambda@Edge run there"),
                    );
                }
            }
            let named = behavior
                .term
                .get("LambdaFunctionAssociations")
                .map(Term::items);
            for association in named.unwrap_or_default() {
                version(findings, association);
            }
        }
    }
}

/// The associations of a behavior whose events are known.
fn associations<'a>(behavior: &Behavior<'a>, list: &str) -> Vec<(&'a Term, String)> {
    let all = behavior.term.get(list).map(Term::items).unwrap_or_default();
    all.iter()
        .filter_map(|term| {
            let event = term.text_at(&["EventType"])?;
            Some((term, event.as_known()?.to_owned()))
        })
        .collect()
}

/// Two functions for one event.
fn twice(
    findings: &mut Findings,
    behavior: &Behavior,
    edge: &[(&Term, String)],
    lambda: &[(&Term, String)],
) {
    let mut known: Vec<(&Term, &str)> = Vec::new();
    for (term, event) in edge.iter().chain(lambda) {
        let Some((first, _)) = known.iter().find(|(_, known)| known == event) else {
            known.push((term, event));
            continue;
        };
        let message = format!(
            "{} has two functions at `{event}`, so that CloudFront refuses it: each event has one",
            behavior.name()
        );
        let finding = findings.at(&term.at, message);
        let finding = finding.also(Place::Template(first.at.clone()), "the other one");
        findings.add(finding.help("let one function do the work of both"));
    }
}

/// Functions of CloudFront and of Lambda, both towards the viewer.
fn both(
    findings: &mut Findings,
    behavior: &Behavior,
    edge: &[(&Term, String)],
    lambda: &[(&Term, String)],
) {
    let towards_viewer = |all: &[(&Term, String)]| {
        let mut all = all.iter().filter(|(_, event)| event.starts_with("viewer-"));
        all.next()
            .map(|(term, event)| (term.at.clone(), event.clone()))
    };
    let (Some((edge, edge_event)), Some((lambda, event))) =
        (towards_viewer(edge), towards_viewer(lambda))
    else {
        return;
    };
    // Two at one event are a finding already.
    if edge_event == event {
        return;
    }
    let message = format!(
        "{} has a function of CloudFront at `{edge_event}` and Lambda@Edge at `{event}`, so that CloudFront refuses it: towards the viewer all are of one kind",
        behavior.name()
    );
    let finding = findings.at(&lambda, message);
    let finding = finding.also(Place::Template(edge), "the function of CloudFront");
    findings.add(
        finding.help("let the two be of one kind, or move Lambda@Edge to an event of the origin"),
    );
}

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html#lambda-at-edge-restrictions-version>
fn version(findings: &mut Findings, association: &Term) {
    let Some(term) = association.get("LambdaFunctionARN") else {
        return;
    };
    let Some(arn) = term.text() else {
        return;
    };
    let pieces = arn.split(':');
    let piece = |number: usize| {
        let known = pieces
            .iter()
            .take(number + 1)
            .all(|piece| piece.as_known().is_some());
        pieces
            .get(number)
            .filter(|_| known)
            .and_then(Text::as_known)
    };
    let last = pieces.last().and_then(Text::as_known);
    let why = match (arn.as_known(), pieces.len()) {
        (Some(""), _) => return,
        (Some(_), 8) => match last {
            // A version that the template makes has its number once it is made.
            Some(version) if version.starts_with('<') || is_number(version) => None,
            Some(name) => Some(format!("names `{name}`, which is no numbered version")),
            None => None,
        },
        (Some(_), 7) => Some("names no version".to_owned()),
        (Some(_), _) => Some("is not the ARN of a version".to_owned()),
        (None, _) => (last == Some("$LATEST")).then(|| "names `$LATEST`".to_owned()),
    };
    if let Some(why) = why {
        let message = format!(
            "`{arn}` {why}, so that CloudFront refuses it: Lambda@Edge runs numbered versions alone"
        );
        let finding = findings.at(&term.at, message);
        findings
            .add(finding.help("make an `AWS::Lambda::Version` of the function, and refer to that"));
        return;
    }
    if let (Some("lambda"), Some(region)) = (piece(2), piece(3))
        && region != "us-east-1"
    {
        let message = format!(
            "the function of `{arn}` is in {region}, so that CloudFront refuses it: those of Lambda@Edge are in us-east-1"
        );
        findings.add(
            findings
                .at(&term.at, message)
                .help("deploy the function in us-east-1, in a stack of its own"),
        );
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
