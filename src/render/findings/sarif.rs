//! Findings as SARIF, which code scanning reads.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>,
//! <https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning>

use serde::Serialize;

use super::told::{Looked, Told, told};
use crate::check;
use crate::diag::{Refusal, Severity};
use crate::source::Position;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location<'a>; 1],
    partial_fingerprints: Fingerprint,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical<'a> {
    fully_qualified_name: &'a str,
}

/// What stays the same while lines move.
#[derive(Serialize)]
struct Fingerprint {
    #[serde(rename = "stackgen/v1")]
    ours: String,
}

/// One SARIF log with all findings, and a line feed.
pub fn sarif(looked: &[Looked]) -> String {
    let all = told(looked);
    let mut codes: Vec<&str> = all.iter().map(|one| one.finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let index = |code: &str| codes.iter().position(|known| *known == code);
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "stackgen",
                    version: env!("CARGO_PKG_VERSION"),
                    rules: codes.iter().map(|code| descriptor(code)).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: all
                .iter()
                .map(|one| outcome(one, index(one.finding.code).unwrap_or_default()))
                .collect(),
        }],
    };
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn descriptor(code: &str) -> Descriptor<'_> {
    let (short, page, severity) = match (check::rule(code), Refusal::of(code)) {
        (Some(rule), _) => (
            rule.summary().to_owned(),
            rule.page.to_owned(),
            rule.severity,
        ),
        (None, Some(refusal)) => (
            refusal.meaning().to_owned(),
            refusal.meaning().to_owned(),
            Severity::Error,
        ),
        (None, None) => (code.to_owned(), code.to_owned(), Severity::Warning),
    };
    Descriptor {
        id: code,
        help: Help {
            text: short.clone(),
            markdown: page,
        },
        short_description: Message { text: short },
        default_configuration: Configuration {
            level: level(severity),
        },
    }
}

fn outcome<'a>(told: &'a Told, rule_index: usize) -> Outcome<'a> {
    let mut text = told.finding.message.clone();
    for more in told.where_found().iter().chain(&told.finding.help) {
        text.push('\n');
        text.push_str(more);
    }
    let named = |end: Position| (Some(end.line), Some(end.column));
    // A region has a line; what is in none is shown at the first.
    let (start, column) = told
        .start
        .map_or((1, None), |at| (at.line, Some(at.column)));
    let (end_line, end_column) = told.end.map_or((None, None), named);
    let path = told.path.as_deref();
    let code = told.finding.code;
    Outcome {
        rule_id: code,
        rule_index,
        level: level(told.severity()),
        message: Message { text },
        locations: [Location {
            physical_location: Physical {
                artifact_location: Artifact {
                    uri: uri(&told.document.name),
                },
                region: Region {
                    start_line: start,
                    start_column: column,
                    end_line,
                    end_column,
                },
            },
            logical_locations: path
                .map(|path| Logical {
                    fully_qualified_name: path,
                })
                .into_iter()
                .collect(),
        }],
        partial_fingerprints: Fingerprint {
            ours: format!("{code}:{}", path.unwrap_or(&told.finding.message)),
        },
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice | Severity::Note => "note",
    }
}

/// A path as a relative reference, an absolute one as a URI: what no URI holds is escaped.
///
/// Code scanning takes relative paths from the root of the repository.
fn uri(path: &str) -> String {
    let escaped = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    let path: String = path.replace('\\', "/").bytes().map(escaped).collect();
    if path.starts_with('/') {
        return format!("file://{path}");
    }
    path
}
