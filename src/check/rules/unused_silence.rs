//! A silence that silences nothing.

use crate::check::silence::FIELDS;
use crate::check::{Find, Findings, Rule, Silences, rule};
use crate::diag::{Severity, did_you_mean};

pub(super) const RULE: Rule = Rule {
    code: "unused-silence",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("unused_silence.md"),
    find: Find::Silences(find),
};

fn find(silences: &Silences, findings: &mut Findings) {
    for silence in &silences.all {
        let Some(code) = &silence.rule else {
            findings.add(
                findings
                    .at(&silence.at, "this silence names no rule")
                    .help("write `rule:` with the code that stands in brackets before a finding"),
            );
            continue;
        };
        let Some(rule) = rule(code) else {
            let near = did_you_mean(code, super::RULES.iter().map(|rule| rule.code));
            let message = format!("there is no rule `{code}`, so that this silences nothing");
            let finding = findings.at(&silence.at, message);
            findings.add(finding.maybe_help(near.map(|near| format!("did you mean `{near}`?"))));
            continue;
        };
        if let [strange, ..] = &silence.strange[..] {
            let message = format!("a silence has no `{strange}`, so that this one does not count");
            let near = did_you_mean(strange, FIELDS);
            let help = near.map_or_else(
                || "what it has is `rule`, `resource`, `path` and `reason`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            findings.add(
                findings
                    .at(&silence.at.join(strange.as_str()), message)
                    .help(help),
            );
        } else if silence.reason.is_none() {
            let message = format!("this silence of `{code}` gives no reason, and does not count");
            let finding = findings.at(&silence.at, message);
            findings.add(finding.help("write `reason:` with why the finding is no trouble here"));
        } else if rule.refuses {
            let message = format!("`{code}` is what CloudFormation refuses, and no silence helps");
            findings.add(findings.at(&silence.at, message));
        } else if !silence.used && silences.was_asked(rule) {
            let message = format!("this silences nothing: `{code}` finds nothing there");
            let finding = findings.at(&silence.at, message);
            findings
                .add(finding.help("remove it: a silence that is of no use hides the next finding"));
        }
    }
}
