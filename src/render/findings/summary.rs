//! One line that counts what was found.

use crate::diag::{Diagnostic, Severity};

/// `2 errors, 1 note`
pub fn summary(findings: &[Diagnostic]) -> String {
    let severities: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
    counted(&severities).join(", ")
}

/// `2 errors` and `1 note`: each severity that is there, the gravest first.
pub(super) fn counted(severities: &[Severity]) -> Vec<String> {
    let counted = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Advice, "piece of advice", "pieces of advice"),
        (Severity::Note, "note", "notes"),
    ]
    .into_iter()
    .filter_map(|(severity, one, several)| {
        let same = severities.iter().filter(|known| **known == severity);
        match same.count() {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {several}")),
        }
    });
    counted.collect()
}
