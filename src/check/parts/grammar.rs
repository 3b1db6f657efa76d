//! What IAM and S3 refuse in a policy document.

use super::bucket::Bucket;
use super::document::{Document, Of};
use super::statement::{Named, Statement};
use crate::aws::Action;
use crate::check::Deployed;
use crate::diag::{Path, did_you_mean};
use crate::template::{Said, Term, Text};

/// Something that is refused: where, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// Where.
    pub at: Path,
    /// What is the case.
    pub is: String,
    /// What to do.
    pub help: String,
}

/// The elements of a statement.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>
const ELEMENTS: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

impl<'a> Deployed<'a> {
    /// What is refused in a document.
    pub fn malformed(&self, document: &Document<'a>) -> Vec<Malformed> {
        let mut found = Vec::new();
        let term = document.term;
        if !matches!(term.said, Said::Map(_)) {
            return found;
        }
        let version = term.text_at(&["Version"]);
        let at = |key: &str| {
            term.get(key)
                .map_or_else(|| term.at.clone(), |term| term.at.clone())
        };
        if let Some(known) = version.as_ref().and_then(Text::as_known)
            && !matches!(known, "2012-10-17" | "2008-10-17")
        {
            found.push(Malformed {
                at: at("Version"),
                is: format!("there is no version `{known}` of the policy language"),
                help: "write `Version: \"2012-10-17\"`: it is no date of yours".to_owned(),
            });
        }
        // What stands in other resources may be wrapped in something.
        if term.get("Statement").is_none() && document.of != Of::Other {
            found.push(Malformed {
                at: term.at.clone(),
                is: "the policy has no `Statement`".to_owned(),
                help: "write a list of statements under `Statement`".to_owned(),
            });
        }
        let bucket = match &document.of {
            Of::Bucket(_, Some(id)) => self.bucket(*id),
            Of::Bucket(_, None) | Of::Identity(_) | Of::Trust(_) | Of::Other => None,
        };
        for statement in &document.statements {
            if matches!(statement.term.said, Said::Map(_)) {
                of_statement(document, statement, bucket, &mut found);
            }
        }
        found
    }
}

fn of_statement(
    document: &Document,
    statement: &Statement,
    bucket: Option<&Bucket>,
    found: &mut Vec<Malformed>,
) {
    let term = statement.term;
    let has = |key: &str| term.get(key).is_some();
    let mut add = |at: &Path, is: String, help: &str| {
        found.push(Malformed {
            at: at.clone(),
            is: format!("{} {is}", statement.name()),
            help: help.to_owned(),
        });
    };
    let missing = |names: &[&str]| {
        let others = term.entries().iter().map(|(key, _)| key.as_str());
        let unknown: Vec<&str> = others.filter(|key| !ELEMENTS.contains(key)).collect();
        names
            .iter()
            .find_map(|name| {
                did_you_mean(name, unknown.iter().copied())
                    .map(|near| format!("`{near}` is no element: write `{name}`"))
            })
            .unwrap_or_else(|| format!("write `{}`", names.first().copied().unwrap_or_default()))
    };
    match term.text_at(&["Effect"]) {
        None => add(
            &term.at,
            "has no `Effect`".to_owned(),
            &missing(&["Effect"]),
        ),
        Some(effect) => match effect.as_known() {
            Some("Allow" | "Deny") | None => {}
            Some(other) => add(
                statement.at("Effect"),
                format!("has the effect `{other}`"),
                "an effect is `Allow` or `Deny`, in this case of letters",
            ),
        },
    }
    match (has("Action"), has("NotAction")) {
        (false, false) => add(
            &term.at,
            "has no `Action`".to_owned(),
            &missing(&["Action", "NotAction"]),
        ),
        (true, true) => add(
            &term.at,
            "has both `Action` and `NotAction`".to_owned(),
            "write one of them",
        ),
        (true, false) | (false, true) => {}
    }
    let has_resource = has("Resource") || has("NotResource");
    match document.of {
        Of::Identity(_) | Of::Bucket(..) if !has_resource => {
            add(
                &term.at,
                "has no `Resource`".to_owned(),
                &missing(&["Resource", "NotResource"]),
            );
        }
        Of::Trust(_) if has_resource => add(
            statement.at("Resource"),
            "of a trust policy has a `Resource`".to_owned(),
            "take it out: the role itself is the resource",
        ),
        Of::Identity(_) | Of::Bucket(..) | Of::Trust(_) | Of::Other => {}
    }
    let has_principal = has("Principal") || has("NotPrincipal");
    match document.of {
        Of::Identity(_) if has_principal => add(
            statement.at("Principal"),
            "has a principal in a policy of an identity".to_owned(),
            "take it out: the role, user or group that has the policy is the principal",
        ),
        Of::Bucket(..) | Of::Trust(_) | Of::Other if !has_principal => {
            add(
                &term.at,
                "has no `Principal`".to_owned(),
                &missing(&["Principal"]),
            );
        }
        Of::Identity(_) | Of::Bucket(..) | Of::Trust(_) | Of::Other => {}
    }
    for named in statement.actions.iter().chain(&statement.not_actions) {
        if let Some(known) = named.text.as_known().filter(|known| !is_action(known)) {
            add(
                &named.term.at,
                format!("has the action `{known}`, which has no service before it or is no name"),
                "an action is a service, a `:` and a name, such as `s3:GetObject`",
            );
        }
    }
    for named in statement.resources.iter().chain(&statement.not_resources) {
        if let Some((is, help)) = wrong_resource(named, document, bucket) {
            add(&named.term.at, is, &help);
        }
    }
}

/// Whether IAM takes a text for an action; what holds wildcards before its colon is left to it.
fn is_action(text: &str) -> bool {
    let service = text.split_once(':').map_or(text, |(service, _)| service);
    text.parse::<Action>().is_ok() || service.contains(['*', '?'])
}

/// What is wrong with a resource, if anything is.
fn wrong_resource(
    named: &Named,
    document: &Document,
    bucket: Option<&Bucket>,
) -> Option<(String, String)> {
    let known = named.text.as_known()?;
    if known.starts_with(['*', '?']) || known.starts_with("${") {
        return None;
    }
    if !known.starts_with("arn:") {
        let write =
            "write its ARN, `!GetAtt ID.Arn`, or `!Sub ${ID.Arn}/*` for the objects of a bucket";
        return match document.of {
            Of::Identity(_) | Of::Bucket(..) => Some((
                format!("has the resource `{known}`, which is no ARN"),
                write.to_owned(),
            )),
            Of::Trust(_) | Of::Other => None,
        };
    }
    let bucket = bucket?;
    let arn = bucket.arn.as_known()?;
    let before = known.split('/').next().unwrap_or(known);
    let is_open = before.contains(['*', '?', '$']);
    (before != arn && !is_open).then(|| {
        (
            format!(
                "has the resource `{known}`, which is not of `{}`",
                bucket.resource.id
            ),
            format!(
                "name `!GetAtt {0}.Arn` and `!Sub ${{{0}.Arn}}/*` in the policy of `{0}`",
                bucket.resource.id
            ),
        )
    })
}

/// The `Sid` of statements of an identity's policy that IAM refuses: "In IAM, the `Sid` value must be unique within a JSON
/// policy", and has letters and digits alone.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html>
pub fn wrong_sids<'s>(document: &'s Document) -> Vec<(&'s Term, String)> {
    let mut found = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let is_of_iam = match document.of {
        Of::Identity(_) | Of::Trust(_) => true,
        Of::Bucket(..) | Of::Other => false,
    };
    let sids = document
        .statements
        .iter()
        .filter_map(|statement| statement.term.get("Sid"));
    for term in sids.filter(|_| is_of_iam) {
        let Some(sid) = term
            .text()
            .and_then(|text| text.as_known().map(str::to_owned))
        else {
            continue;
        };
        if sid.chars().any(|c| !c.is_ascii_alphanumeric()) {
            found.push((
                term,
                format!("the `Sid` `{sid}` has something else than letters and digits in it"),
            ));
        } else if !sid.is_empty() && seen.contains(&sid) {
            found.push((
                term,
                format!("the `Sid` `{sid}` stands twice in the policy"),
            ));
        }
        seen.push(sid);
    }
    found
}
