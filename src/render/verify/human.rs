//! What became of test files, for people: what held in a line each, what did not with why, and how many.

use std::fmt::Write;

use super::Tested;
use super::details::details;
use crate::verify::{Promise, Tried, Verdict};

/// What became of test files, in words; `color` makes what is broken stand out.
pub fn human(tested: &[Tested], color: bool) -> String {
    let (bold, plain) = if color {
        ("\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    let mut text = String::new();
    let mut counted = (0, 0, 0);
    for one in tested {
        // Writing to memory cannot fail.
        let _ = writeln!(text, "{}, against {}", one.file(), one.command.subject);
        for group in one
            .report
            .tried
            .chunk_by(|one, other| is_together(one.promise, other.promise))
        {
            list(&mut text, group, bold, plain);
        }
        text.push('\n');
        for tried in &one.report.tried {
            let lines = details(tried, one);
            if lines.is_empty() {
                continue;
            }
            let at = one.position(tried.promise);
            let title = tried.promise.title();
            let _ = writeln!(text, "{bold}{}: {title}{plain}", word(&tried.verdict));
            let _ = writeln!(text, "  --> {}:{}", one.file(), at.line);
            for line in lines {
                let _ = writeln!(text, "  {line}");
            }
            text.push('\n');
        }
        let (held, broken, not_asked) = one.report.counts();
        counted = (counted.0 + held, counted.1 + broken, counted.2 + not_asked);
    }
    let (held, broken, not_asked) = counted;
    let cases = held + broken + not_asked;
    let cases = match cases {
        1 => "1 case".to_owned(),
        _ => format!("{cases} cases"),
    };
    let _ = write!(text, "{bold}{cases}: {held} held, {broken} broken");
    if not_asked > 0 {
        let _ = write!(text, ", {not_asked} cannot be asked");
    }
    let _ = writeln!(text, "{plain}");
    text
}

/// Whether two cases are rows of one table.
fn is_together(one: &Promise, other: &Promise) -> bool {
    one.table.is_some() && one.table == other.table
}

/// A line for a case, or for a whole table, with how many of its requests are not as expected.
fn list(text: &mut String, group: &[Tried], bold: &str, plain: &str) {
    let Some(first) = group.first() else {
        return;
    };
    let wrong = group
        .iter()
        .filter(|tried| !matches!(tried.verdict, Verdict::Held(_)));
    let wrong = wrong.count();
    let name = first.promise.table.as_ref().unwrap_or(&first.promise.name);
    let all = group.len();
    let count = match (&first.promise.table, wrong) {
        (None, _) => String::new(),
        (Some(_), 0) => format!(" ({all})"),
        (Some(_), _) => format!(" ({wrong} of {all})"),
    };
    // Writing to memory cannot fail.
    let _ = match wrong {
        0 => writeln!(text, "  held    {name}{count}"),
        _ => writeln!(text, "  {bold}BROKEN{plain}  {name}{count}"),
    };
}

/// What is said of a case before its name.
const fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Held(_) => "held",
        Verdict::Broken { .. } => "broken",
        Verdict::NotAsked(_) => "cannot be asked",
    }
}
