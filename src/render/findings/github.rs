//! Findings as annotations of GitHub Actions, which shows each beside its line.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use super::told::{Looked, Told, told};
use crate::diag::Severity;

/// A workflow command for each finding.
pub fn github(looked: &[Looked]) -> String {
    told(looked).iter().map(command).collect()
}

/// `::error file=stacks/shop.yaml,line=3,col=5,title=unknown-origin::…`
fn command(told: &Told) -> String {
    let kind = match told.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice | Severity::Note => "notice",
    };
    let mut properties = vec![("file", told.document.name.clone())];
    if let Some(at) = told.start {
        properties.push(("line", at.line.to_string()));
        properties.push(("col", at.column.to_string()));
    }
    properties.push(("title", told.finding.code.to_owned()));
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", property(value)))
        .collect();
    let mut message = told.finding.message.clone();
    if told.start.is_none()
        && let Some(path) = &told.path
    {
        message.push_str(" (");
        message.push_str(path);
        message.push(')');
    }
    for more in told.where_found().iter().chain(&told.finding.help) {
        message.push('\n');
        message.push_str(more);
    }
    format!("::{kind} {}::{}\n", properties.join(","), data(&message))
}

/// What ends a command, or looks like an escape, is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// In a property the signs between properties are escaped as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
