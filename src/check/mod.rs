//! What is wrong with a template: opinions, proofs, and what AWS refuses.

mod closed;
mod deployed;
mod findings;
mod others;
pub mod parts;
mod rules;
mod silence;
mod ways;
mod written;

use crate::diag::{Diagnostic, Severity};
use crate::template::{Settings, Template};

pub use closed::{Closed, Holder};
pub use deployed::Deployed;
use ways::Ways;

pub use findings::Findings;
pub use rules::RULES;
pub use silence::{Silence, Silences};
pub use written::Written;

/// One opinion: a file of code and its page, which says why, shows what is bad and what is good, and is tested.
#[derive(Debug)]
pub struct Rule {
    /// The kebab-case name: its file, its anchor, its answer to `explain`.
    pub code: &'static str,
    /// How much its gravest findings matter.
    pub severity: Severity,
    /// Whether `CloudFormation` itself would refuse the template: `synth` then gives none.
    pub refuses: bool,
    /// Its page, in Markdown.
    pub page: &'static str,
    /// Looks for it.
    pub find: Find,
}

impl Rule {
    /// What it finds, in a sentence: the first of its page.
    pub fn summary(&self) -> &'static str {
        self.page.lines().nth(2).unwrap_or_default()
    }
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Find {
    /// The template as it is written.
    Written(fn(&Written, &mut Findings)),
    /// The template as deployed; asked once for each way in which it may turn out.
    Deployed(fn(&Deployed, &mut Findings)),
    /// What the template silences; asked last.
    Silences(fn(&Silences, &mut Findings)),
}

/// Which rules are asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// These alone; all, if it is empty.
    pub only: Vec<&'static str>,
    /// All but these.
    pub skip: Vec<&'static str>,
}

impl Selection {
    fn takes(&self, rule: &Rule) -> bool {
        let named = |codes: &[&str]| codes.contains(&rule.code);
        (self.only.is_empty() || named(&self.only)) && !named(&self.skip)
    }
}

/// What was found in a template; places are those of the template.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// What is to be told, in the order of the rules.
    pub findings: Vec<Diagnostic>,
    /// How many findings are silenced, each with a reason in the template.
    pub silenced: usize,
    /// Who may read and write each bucket.
    pub access: Vec<Closed>,
}

/// The rule of this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// Asks every selected rule about a template that is deployed with these settings.
pub fn check(template: &Template, settings: Settings, selection: &Selection) -> Checked {
    let ways = Ways::of(template, settings);
    let written = Written::new(template);
    let deployed = ways.deployed(template);
    let mut silences = Silences::read(template, selection);
    let mut checked = Checked {
        access: ways::closed(&ways, &deployed),
        ..Checked::default()
    };
    let selected = RULES.iter().filter(|rule| selection.takes(rule));
    for rule in selected {
        let found = match rule.find {
            Find::Written(find) => {
                let mut findings = Findings::of(rule);
                find(&written, &mut findings);
                findings.into_vec()
            }
            Find::Deployed(find) => ways::merged(&ways, &deployed, rule, find),
            // Which silences are of use is known when every rule was asked.
            Find::Silences(_) => continue,
        };
        for finding in found {
            if silences.silences(rule, &finding) {
                checked.silenced += 1;
            } else {
                checked.findings.push(finding);
            }
        }
    }
    for rule in RULES.iter().filter(|rule| selection.takes(rule)) {
        if let Find::Silences(find) = rule.find {
            let mut findings = Findings::of(rule);
            find(&silences, &mut findings);
            checked.findings.extend(findings.into_vec());
        }
    }
    checked
}

/// What the rules that `CloudFormation` itself would apply find in a template; places are those of the template.
pub fn refusals(template: &Template) -> Vec<Diagnostic> {
    let written = Written::new(template);
    let refusing = RULES.iter().filter(|rule| rule.refuses);
    let found = refusing.flat_map(|rule| {
        let mut findings = Findings::of(rule);
        match rule.find {
            Find::Written(find) => find(&written, &mut findings),
            Find::Deployed(_) | Find::Silences(_) => {}
        }
        findings.into_vec()
    });
    found.collect()
}
