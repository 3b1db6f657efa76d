//! What is wrong with a template: opinions, and what AWS refuses.

mod rules;

use crate::diag::{Diagnostic, Place, Severity};
use crate::template::{Reference, Template};

pub use rules::RULES;

/// One opinion: a file of code and its page, which says why, shows what is bad and what is good, and is tested.
#[derive(Debug)]
pub struct Rule {
    /// The kebab-case name: its file, its anchor, its answer to `explain`.
    pub code: &'static str,
    /// How much its findings matter.
    pub severity: Severity,
    /// Whether CloudFormation itself would refuse the template: `synth` then gives none.
    pub refuses: bool,
    /// Its page, in Markdown.
    pub page: &'static str,
    /// Looks for it.
    pub find: fn(&Subject, &mut Findings),
}

/// What a rule looks at.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The template.
    pub template: &'a Template,
    /// Everything in it that names something.
    pub references: Vec<Reference>,
}

/// What a rule has found so far.
#[derive(Debug)]
pub struct Findings {
    rule: &'static Rule,
    found: Vec<Diagnostic>,
}

impl Findings {
    /// A finding of the rule at this place, to be completed and handed to [`add`](Self::add).
    pub fn at(&self, at: impl Into<Place>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.rule.code, self.rule.severity, at, message)
    }

    /// Adds a finding.
    pub fn add(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }
}

/// What the rules that CloudFormation itself would apply find in a template; places are those of the template.
pub fn refusals(template: &Template) -> Vec<Diagnostic> {
    let subject = Subject {
        template,
        references: template.references(),
    };
    RULES
        .iter()
        .filter(|rule| rule.refuses)
        .flat_map(|rule| {
            let found = Vec::new();
            let mut findings = Findings { rule, found };
            (rule.find)(&subject, &mut findings);
            findings.found
        })
        .collect()
}
