//! A function of CloudFront that is too large, or of a runtime that is not there.

use crate::aws::limits::cloudfront::{FUNCTION_BYTES, FUNCTION_NAME_CHARACTERS};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Part, Resource, Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "edge-function-limits",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("edge_function_limits.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, function) in deployed.of_kind("AWS::CloudFront::Function") {
        code(findings, function);
        runtime(findings, function);
        name(findings, function);
    }
}

/// What is known of a text.
fn known(text: &Text) -> String {
    let known = text.parts().iter().filter_map(|part| match part {
        Part::Known(known) => Some(known.as_str()),
        Part::Unknown(_) => None,
    });
    known.collect()
}

fn code(findings: &mut Findings, function: &Resource) {
    let Some(term) = function.properties.get("FunctionCode") else {
        return;
    };
    let bytes = term.text().map_or(0, |code| known(&code).len());
    if bytes > FUNCTION_BYTES {
        let message = format!(
            "the code of `{}` has {bytes} bytes, and CloudFront takes {FUNCTION_BYTES}: more is not to be had",
            function.id
        );
        let finding = findings.at(&term.at, message);
        findings.add(
            finding
                .help("take comments and blanks out, or keep tables in a key value store")
                .help("or let Lambda@Edge do it"),
        );
    }
}

fn runtime(findings: &mut Findings, function: &Resource) {
    let Some(term) = function.properties.find(&["FunctionConfig", "Runtime"]) else {
        return;
    };
    let text = term.text();
    let Some(runtime) = text.as_deref().and_then(Text::as_known) else {
        return;
    };
    let stores = ["FunctionConfig", "KeyValueStoreAssociations"];
    let stores = function.properties.find(&stores).map(Term::items);
    match runtime {
        "cloudfront-js-2.0" => {}
        "cloudfront-js-1.0" => {
            if let Some([first, ..]) = stores {
                let message = format!(
                    "`{}` has a key value store, which the runtime `{runtime}` does not know",
                    function.id
                );
                findings.add(
                    findings
                        .at(&first.at, message)
                        .help("set `Runtime: cloudfront-js-2.0`"),
                );
            }
        }
        _ => {
            let message = format!(
                "CloudFront has no runtime `{runtime}` for functions, and refuses `{}`",
                function.id
            );
            findings.add(
                findings
                    .at(&term.at, message)
                    .help("write `cloudfront-js-2.0`"),
            );
        }
    }
}

fn name(findings: &mut Findings, function: &Resource) {
    let Some(term) = function.properties.get("Name") else {
        return;
    };
    let Some(text) = term.text() else {
        return;
    };
    let (begin, end) = (
        FUNCTION_NAME_CHARACTERS.start(),
        FUNCTION_NAME_CHARACTERS.end(),
    );
    let is_allowed =
        |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    let part = known(&text);
    let length = part.chars().count();
    let is_empty = text.as_known() == Some("");
    let why = match part.chars().find(|character| !is_allowed(*character)) {
        Some(wrong) => format!("has a `{wrong}`"),
        None if is_empty || length > *end => format!("has {length} characters"),
        None => return,
    };
    let message = format!(
        "the name `{text}` of `{}` {why}, so that CloudFront refuses it",
        function.id
    );
    let finding = findings.at(&term.at, message);
    findings.add(finding.help(format!(
        "a name has {begin} to {end} letters, digits, `-` and `_`"
    )));
}
