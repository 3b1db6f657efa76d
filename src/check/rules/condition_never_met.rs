//! A condition of a statement that no request meets, or that AWS refuses.

use crate::check::parts::{Document, Named, Statement};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Path, Severity, did_you_mean};
use crate::simulate::{is_condition_operator, meant_condition_key};
use crate::template::{Said, Term};

pub(super) const RULE: Rule = Rule {
    code: "condition-never-met",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("condition_never_met.md"),
    find: Find::Deployed(find),
};

/// Keys whose values hold no `*` of their own.
const WITHOUT_WILDCARDS: [&str; 9] = [
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:PrincipalArn",
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:userid",
    "aws:SourceOrgID",
];

/// The operators of texts, for the nearest name.
const OPERATORS: [&str; 16] = [
    "StringEquals",
    "StringNotEquals",
    "StringLike",
    "StringNotLike",
    "StringEqualsIgnoreCase",
    "NumericEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "Bool",
    "IpAddress",
    "NotIpAddress",
    "ArnEquals",
    "ArnLike",
    "ArnNotLike",
    "Null",
];

fn find(deployed: &Deployed, findings: &mut Findings) {
    for document in &deployed.documents {
        for statement in &document.statements {
            operators(findings, document, statement);
            for (operator, key, values) in &statement.conditions {
                let misspelt = misspelt(operator, key, values);
                let never = never_met(operator, key, values)
                    .map(|(at, why, help)| (at, why, help.to_owned()));
                let Some((at, why, help)) = misspelt.or(never) else {
                    continue;
                };
                let outcome = match statement.allows {
                    Some(true) => "the statement never allows anything",
                    Some(false) => "the statement never denies anything",
                    None => "the statement never counts",
                };
                let message = format!(
                    "{why}, so that {outcome} ({} of `{}`)",
                    statement.name(),
                    document.holder.id
                );
                findings.add(findings.at(at, message).help(help));
            }
        }
    }
}

/// Operators that do not exist: AWS refuses the policy.
fn operators(findings: &mut Findings, document: &Document, statement: &Statement) {
    let conditions = statement.term.get("Condition").map(Term::entries);
    for (operator, keys) in conditions.unwrap_or_default() {
        if is_condition_operator(operator) || !matches!(keys.said, Said::Map(_)) {
            continue;
        }
        let near = did_you_mean(operator, OPERATORS);
        let message = format!(
            "there is no condition operator `{operator}`, which {} of `{}` uses: AWS refuses the policy with `MalformedPolicy`",
            statement.name(),
            document.holder.id
        );
        let finding = findings.at(&keys.at, message);
        findings.add(finding.maybe_help(near.map(|near| format!("did you mean `{near}`?"))));
    }
}

/// A key that no request has, since it is nearly one that requests have. An operator that is met without the key is not
/// looked at.
fn misspelt<'a>(
    operator: &str,
    key: &str,
    values: &[Named<'a>],
) -> Option<(&'a Path, String, String)> {
    let first = values.first()?;
    let meant = meant_condition_key(key)?;
    let lower = operator.to_ascii_lowercase();
    let is_met_without = lower.contains("not")
        || lower.ends_with("ifexists")
        || lower.starts_with("forallvalues:")
        || lower == "null";
    (!is_met_without).then(|| {
        let why = format!("there is no condition key `{key}`, and no request has one");
        (&first.term.at, why, format!("did you mean `{meant}`?"))
    })
}

/// Why a condition is never met, if that is certain.
fn never_met<'a>(
    operator: &str,
    key: &str,
    values: &[Named<'a>],
) -> Option<(&'a Path, String, &'static str)> {
    let first = values.first()?;
    let known: Option<Vec<&str>> = values.iter().map(|named| named.text.as_known()).collect();
    let known = known?;
    let lower = operator.to_ascii_lowercase();
    let is_key = |name: &str| key.eq_ignore_ascii_case(name);
    let is_exact = matches!(lower.as_str(), "stringequals" | "stringequalsignorecase");
    if is_exact
        && WITHOUT_WILDCARDS.iter().any(|name| is_key(name))
        && known
            .iter()
            .all(|value| value.contains(['*', '?']) && !value.contains("${"))
    {
        let why = format!("`{operator}` takes `*` for a character, and no `{key}` holds one");
        return Some((
            &first.term.at,
            why,
            "use `StringLike`, or `ArnLike` for an ARN",
        ));
    }
    let is_positive = matches!(
        lower.as_str(),
        "stringequals" | "stringlike" | "arnequals" | "arnlike"
    );
    if is_positive && is_key("aws:SourceArn") && known.iter().all(|value| is_no_distribution(value))
    {
        let value = &first.text;
        let why = format!(
            "the ARN of a distribution has an account and no region, and `{value}` is none"
        );
        return Some((
            &first.term.at,
            why,
            "write `arn:aws:cloudfront::ACCOUNT:distribution/ID`: `!Sub \"arn:aws:cloudfront::${AWS::AccountId}:distribution/${Distribution}\"`",
        ));
    }
    None
}

/// Whether a text looks like the ARN of a distribution and can be that of none.
fn is_no_distribution(value: &str) -> bool {
    let parts: Vec<&str> = value.splitn(6, ':').collect();
    match parts[..] {
        ["arn", _, "cloudfront", region, account, _] => {
            account.is_empty() || !region.is_empty() && !region.contains(['*', '?'])
        }
        _ => false,
    }
}
