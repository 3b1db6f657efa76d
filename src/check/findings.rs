//! What a rule has found so far.

use super::Rule;
use crate::diag::{Diagnostic, Path, Place, Severity};

/// What a rule has found so far.
#[derive(Debug)]
pub struct Findings {
    rule: &'static Rule,
    found: Vec<Diagnostic>,
}

impl Findings {
    /// Nothing so far.
    pub(super) const fn of(rule: &'static Rule) -> Self {
        let found = Vec::new();
        Self { rule, found }
    }

    /// A finding of the rule at this place of the template, to be completed and handed to [`add`](Self::add).
    pub fn at(&self, at: &Path, message: impl Into<String>) -> Diagnostic {
        self.graded(self.rule.severity, at, message)
    }

    /// The same for one that matters less than the gravest of the rule.
    pub fn graded(&self, severity: Severity, at: &Path, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(
            self.rule.code,
            severity.max(self.rule.severity),
            Place::Template(at.clone()),
            message,
        )
    }

    /// A finding of the rule about the template as a whole.
    pub fn everywhere(&self, message: impl Into<String>) -> Diagnostic {
        self.graded_everywhere(self.rule.severity, message)
    }

    /// The same for one that matters less than the gravest of the rule.
    pub fn graded_everywhere(&self, severity: Severity, message: impl Into<String>) -> Diagnostic {
        let severity = severity.max(self.rule.severity);
        Diagnostic::new(self.rule.code, severity, Place::Nowhere, message)
    }

    /// Adds a finding.
    pub fn add(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }

    /// All of them.
    pub(super) fn into_vec(self) -> Vec<Diagnostic> {
        self.found
    }
}
