//! What is said of a case that did not hold, line by line.

use super::Tested;
use crate::render::trace::{asked, because};
use crate::simulate::{Answer, Outcome};
use crate::template::Fact;
use crate::verify::{Field, Mismatch, Tried, Value, Verdict, decisive};

/// The width of what stands before each detail.
const LABEL: usize = 11;

/// Lines of a label and what belongs to it; none for a case that held.
pub(super) fn details(tried: &Tried, tested: &Tested) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = |label: &str, text: &str| lines.push(format!("{label:<LABEL$}  {text}"));
    match &tried.verdict {
        Verdict::Held(_) => return lines,
        Verdict::NotAsked(why) => {
            line("asked", &asked(&tried.question));
            // The first line says what is wrong, the others help.
            for (number, text) in why.lines().enumerate() {
                line(if number == 0 { "error" } else { "" }, text);
            }
        }
        Verdict::Broken { mismatches, answer } => {
            line("asked", &asked(&tried.question));
            for one in mismatches {
                line(one.field.code(), &compared(one));
            }
            if let Outcome::Unknown(unknown) = &answer.outcome {
                let facts: Vec<&str> = unknown.missing.iter().map(Fact::as_str).collect();
                line("hinges on", &facts.join(", "));
            }
            if let Some(decided) = decided(mismatches, answer, tested) {
                line("decided", &decided);
            }
        }
    }
    line("trace", &tested.command.of(&tried.question));
    lines
}

/// `expected 200, seen 403`
pub(super) fn compared(one: &Mismatch) -> String {
    format!(
        "expected {}, seen {}",
        said(one.field, &one.expected),
        said(one.field, &one.seen)
    )
}

fn said(field: Field, value: &Value) -> String {
    match (field, value) {
        (Field::Status, Value::Nothing) => "none (what is reached decides)".to_owned(),
        _ => value.to_string(),
    }
}

/// The step that decided, with its place.
fn decided(mismatches: &[Mismatch], answer: &Answer, tested: &Tested) -> Option<String> {
    let hop = decisive(mismatches, answer)?;
    let at = hop
        .at
        .map_or("outside the template", |id| tested.simulation.name(id));
    let sentence = format!("{at} {}", because(&hop.did, tested.simulation));
    let place = tested.places.of_hop(hop, tested.simulation);
    Some(
        match place.and_then(|place| Some((place.file.clone(), place.line?))) {
            Some((file, line)) => format!("{sentence}  [{file}:{line}]"),
            None => sentence,
        },
    )
}
