//! Findings as JSON: the contract of `stackgen check --format json`.

use serde::Serialize;

use super::told::{Looked, Told, told};
use crate::check::Holder;
use crate::diag::{Place, Severity};

/// The version of this format.
const FORMAT_VERSION: u32 = 1;

#[derive(Serialize)]
struct Wire<'a> {
    format_version: u32,
    findings: Vec<Finding<'a>>,
    access: Vec<Access<'a>>,
    summary: Summary,
}

/// Who may read and write a bucket: whoever of the template is not on the list may not.
#[derive(Serialize)]
struct Access<'a> {
    bucket: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<&'a str>,
    decided: bool,
    readers: Vec<Holds<'a>>,
    writers: Vec<Holds<'a>>,
    others: &'a [String],
    all_writes_served: Option<bool>,
}

#[derive(Serialize)]
struct Holds<'a> {
    principal: &'a str,
    keys: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    also: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    depends_on: &'a [String],
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    help: Option<String>,
    resource: Option<&'a str>,
    path: Option<&'a str>,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    environments: &'a [&'a str],
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    line: Option<usize>,
    column: Option<usize>,
}

#[derive(Default, Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    advice: usize,
    silenced: usize,
}

/// One JSON object with all findings, and a line feed.
pub fn json(looked: &[Looked]) -> String {
    let all = told(looked);
    let count = |severity| all.iter().filter(|one| one.severity() == severity).count();
    let wire = Wire {
        format_version: FORMAT_VERSION,
        findings: all.iter().map(finding).collect(),
        access: looked.iter().flat_map(access).collect(),
        summary: Summary {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            advice: count(Severity::Advice),
            silenced: looked.iter().map(|one| one.silenced).max().unwrap_or(0),
        },
    };
    let mut text = serde_json::to_string_pretty(&wire).unwrap_or_default();
    text.push('\n');
    text
}

fn finding<'a>(told: &'a Told) -> Finding<'a> {
    let related = told.finding.related.iter().map(|related| {
        let bytes = match (told.source, &related.at) {
            (Some(source), at) => source.span(at),
            (None, Place::Bytes(bytes)) => Some(bytes.clone()),
            (None, Place::Nowhere | Place::Key(_) | Place::Value(_) | Place::Template(_)) => None,
        };
        let at = bytes.map(|bytes| told.document.position(bytes.start));
        Related {
            message: &related.words,
            line: at.map(|at| at.line),
            column: at.map(|at| at.column),
        }
    });
    let help = &told.finding.help;
    Finding {
        code: told.finding.code,
        severity: told.severity().as_str(),
        message: &told.finding.message,
        help: (!help.is_empty()).then(|| help.join("\n")),
        resource: told.resource.as_deref(),
        path: told.path.as_deref(),
        file: &told.document.name,
        line: told.start.map(|at| at.line),
        column: told.start.map(|at| at.column),
        related: related.collect(),
        environments: &told.environments,
    }
}

fn access<'a>(looked: &'a Looked) -> impl Iterator<Item = Access<'a>> {
    looked.access.iter().map(|closed| Access {
        bucket: &closed.bucket,
        environment: looked.environment,
        when: closed.when.as_deref(),
        decided: closed.decided,
        readers: closed.readers.iter().map(holds).collect(),
        writers: closed.writers.iter().map(holds).collect(),
        others: &closed.others,
        all_writes_served: closed.all_writes_served,
    })
}

fn holds(holder: &Holder) -> Holds<'_> {
    Holds {
        principal: &holder.name,
        keys: &holder.keys,
        also: holder.also.as_deref(),
        depends_on: &holder.depends_on,
    }
}
