//! What became of test files as JSON: the contract of `stackgen test --format json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Tested;
use crate::render::trace::{End, Hop, end, hop};
use crate::simulate::Question;
use crate::verify::{Field, Mismatch, Tried, Value, Verdict, decisive};

/// The version of this format.
const FORMAT_VERSION: u32 = 1;

#[derive(Serialize)]
struct Wire<'a> {
    format_version: u32,
    summary: Summary,
    files: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Summary {
    cases: usize,
    held: usize,
    broken: usize,
    not_asked: usize,
}

#[derive(Serialize)]
struct Outcome<'a> {
    file: &'a str,
    subject: &'a str,
    cases: Vec<Case<'a>>,
}

#[derive(Serialize)]
struct Case<'a> {
    table: Option<&'a str>,
    name: &'a str,
    line: usize,
    column: usize,
    result: &'static str,
    request: &'a Question,
    expected: &'a BTreeMap<Field, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<End<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mismatches: Vec<Differs<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided: Option<Hop<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    trace: String,
}

#[derive(Serialize)]
struct Differs<'a> {
    field: Field,
    expected: &'a Value,
    seen: &'a Value,
}

/// What became of test files as one JSON object over several lines, with a line feed behind it.
pub fn json(tested: &[Tested]) -> String {
    let mut summary = Summary {
        cases: 0,
        held: 0,
        broken: 0,
        not_asked: 0,
    };
    for one in tested {
        let (held, broken, not_asked) = one.report.counts();
        summary.cases += held + broken + not_asked;
        summary.held += held;
        summary.broken += broken;
        summary.not_asked += not_asked;
    }
    let wire = Wire {
        format_version: FORMAT_VERSION,
        summary,
        files: tested.iter().map(file).collect(),
    };
    // INVARIANT: these structs have keys that are texts alone, so that they are always JSON.
    serde_json::to_string_pretty(&wire).unwrap_or_default() + "\n"
}

fn file<'a>(tested: &'a Tested) -> Outcome<'a> {
    let tried = tested.report.tried.iter();
    Outcome {
        file: tested.file(),
        subject: &tested.command.subject,
        cases: tried.map(|tried| case(tried, tested)).collect(),
    }
}

fn case<'a>(tried: &'a Tried, tested: &'a Tested) -> Case<'a> {
    let simulation = tested.simulation;
    let at = tested.position(tried.promise);
    let (result, answer, mismatches, message): (_, _, &[Mismatch], _) = match &tried.verdict {
        Verdict::Held(answer) => ("held", Some(answer), &[], None),
        Verdict::Broken { mismatches, answer } => ("broken", Some(answer), mismatches, None),
        Verdict::NotAsked(why) => ("not-asked", None, &[], Some(why.as_str())),
    };
    let decided = answer.and_then(|answer| decisive(mismatches, answer));
    Case {
        table: tried.promise.table.as_deref(),
        name: &tried.promise.name,
        line: at.line,
        column: at.column,
        result,
        request: &tried.question,
        expected: &tried.promise.expect.0,
        outcome: answer.map(|answer| end(&answer.outcome, simulation)),
        mismatches: mismatches
            .iter()
            .map(|one| Differs {
                field: one.field,
                expected: &one.expected,
                seen: &one.seen,
            })
            .collect(),
        decided: decided.map(|one| hop(one, simulation, &tested.places)),
        message,
        trace: tested.command.of(&tried.question),
    }
}
