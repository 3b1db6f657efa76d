//! One line that counts what was found.

use crate::diag::{Diagnostic, Severity};

/// `2 errors, 1 note`
pub fn summary(findings: &[Diagnostic]) -> String {
    let counted = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Advice, "piece of advice", "pieces of advice"),
        (Severity::Note, "note", "notes"),
    ]
    .into_iter()
    .filter_map(|(severity, one, several)| {
        let count = findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count();
        match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {several}")),
        }
    });
    counted.collect::<Vec<_>>().join(", ")
}
