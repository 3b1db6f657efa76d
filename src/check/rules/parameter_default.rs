//! A default that the parameter itself does not allow.

use crate::aws::allowed_pattern::AllowedPattern;
use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Path, Place, Severity, did_you_mean, quoted};
use crate::source::{Node, Value};

pub(super) const RULE: Rule = Rule {
    code: "parameter-default",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("parameter_default.md"),
    find: Find::Written(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html#parameters-section-structure-properties>
fn find(written: &Written, findings: &mut Findings) {
    for entry in written.template.section("Parameters") {
        let parameter = &entry.value;
        let Some(kind) = parameter.get("Type").and_then(Node::as_str) else {
            continue;
        };
        let Some(default) = parameter.get("Default").and_then(scalar) else {
            continue;
        };
        // A parameter of the store has a key for its default, and the others AWS knows by what is in the account.
        let values: Vec<&str> = match kind {
            "String" | "Number" => vec![&default],
            "CommaDelimitedList" | "List<Number>" => default.split(',').map(str::trim).collect(),
            _ => continue,
        };
        let is_number = kind.contains("Number");
        for value in values {
            let Some((key, fault)) = fault(parameter, value, is_number) else {
                continue;
            };
            let at = Path::from_iter(["Parameters", entry.key.as_str()]);
            let message = format!(
                "the default `{value}` of `{}` {fault}, so that CloudFormation refuses a stack without another value",
                entry.key
            );
            let mut finding = findings.at(&at.join("Default"), message);
            if let Some(key) = key {
                finding = finding.also(Place::Template(at.join(key)), "what is allowed");
            }
            findings.add(match (key, allowed(parameter)) {
                (Some("AllowedValues"), Some(allowed)) => {
                    match did_you_mean(value, allowed.iter().map(String::as_str)) {
                        Some(near) => finding.help(format!("did you mean `{near}`?")),
                        None => finding.help(format!(
                            "write one of {}",
                            quoted(allowed.iter().map(String::as_str))
                        )),
                    }
                }
                (_, _) => finding.help("write another default, or leave it out"),
            });
        }
    }
}

/// What is wrong with a value, and the key of the parameter that says so.
fn fault(parameter: &Node, value: &str, is_number: bool) -> Option<(Option<&'static str>, String)> {
    if is_number && value.parse::<f64>().is_err() {
        return Some((None, "is no number".to_owned()));
    }
    if let Some(allowed) = allowed(parameter)
        && !allowed.iter().any(|one| is_same(one, value, is_number))
    {
        let fault = "is none of the allowed values".to_owned();
        return Some((Some("AllowedValues"), fault));
    }
    let limit = |key| parameter.get(key).and_then(scalar)?.parse::<f64>().ok();
    if is_number {
        let number: f64 = value.parse().ok()?;
        if limit("MinValue").is_some_and(|least| number < least) {
            return Some((Some("MinValue"), "is less than `MinValue`".to_owned()));
        }
        let is_over = limit("MaxValue").is_some_and(|most| number > most);
        return is_over.then(|| (Some("MaxValue"), "is more than `MaxValue`".to_owned()));
    }
    let length = u32::try_from(value.chars().count()).map_or(f64::MAX, f64::from);
    let is_text = parameter.get("Type").and_then(Node::as_str) == Some("String");
    if is_text && limit("MinLength").is_some_and(|least| length < least) {
        return Some((Some("MinLength"), "is shorter than `MinLength`".to_owned()));
    }
    if is_text && limit("MaxLength").is_some_and(|most| length > most) {
        return Some((Some("MaxLength"), "is longer than `MaxLength`".to_owned()));
    }
    let pattern = parameter.get("AllowedPattern").and_then(Node::as_str)?;
    let pattern: AllowedPattern = pattern.parse().ok()?;
    (pattern.matches(value) == Some(false)).then(|| {
        (
            Some("AllowedPattern"),
            "does not match `AllowedPattern`".to_owned(),
        )
    })
}

/// The allowed values; `None` where there are none, or one is not to be compared.
fn allowed(parameter: &Node) -> Option<Vec<String>> {
    let listed = parameter.get("AllowedValues")?.as_list()?;
    listed.iter().map(scalar).collect()
}

/// A text or a number as text; none of a boolean, which YAML and JSON write in several ways.
fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.as_str().to_owned()),
        Value::Null | Value::Bool(_) | Value::List(_) | Value::Map(_) => None,
    }
}

fn is_same(one: &str, other: &str, is_number: bool) -> bool {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    one == other
        || (is_number
            && number(one)
                .zip(number(other))
                .is_some_and(|(one, other)| (one - other).abs() < f64::EPSILON))
}
