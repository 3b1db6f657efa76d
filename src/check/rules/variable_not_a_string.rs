//! A variable that is no text.

use crate::check::parts::Function;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Said;

pub(super) const RULE: Rule = Rule {
    code: "variable-not-a-string",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("variable_not_a_string.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in Function::declared(deployed.world) {
        for (name, term) in Function::variables_of(function) {
            let (what, help) = match term.said {
                // CloudFormation makes texts of these.
                Said::Text(_) | Said::Number(_) | Said::Bool(_) | Said::Unknown(_) => continue,
                Said::Null => ("`null`", "leave the variable out, or write `\"\"`"),
                Said::List(_) => (
                    "a list",
                    "make a text of it: `!Join [\",\", LIST]`, which the code takes apart again",
                ),
                Said::Map(_) => (
                    "a map",
                    "write it as a text of JSON, which the code reads again",
                ),
            };
            let message = format!(
                "the variable `{name}` is {what}; the value of a variable is a text, and CloudFormation refuses anything else"
            );
            let finding = findings.at(&term.at, message);
            findings.add(finding.help(help));
        }
    }
}
