//! More variables than Lambda has room for.

use crate::aws::limits::lambda::ENVIRONMENT_BYTES;
use crate::check::parts::{AtLeast, Function};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Resource, Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "variables-too-large",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("variables_too_large.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in Function::declared(deployed.world) {
        let Some(size) = measured(function) else {
            continue;
        };
        if size.size > ENVIRONMENT_BYTES {
            let variables = function.properties.find(&["Environment", "Variables"]);
            let at = variables.map_or(&function.at, |variables| &variables.at);
            let message = format!(
                "the variables of this function have {} bytes together; Lambda takes {ENVIRONMENT_BYTES}",
                size.words()
            );
            let finding = findings.at(at, message);
            findings.add(finding.help(
                "put what is long into an SSM parameter or an object in a bucket, and its name into a variable",
            ));
        }
    }
}

/// The bytes of the variables' JSON, as the service measures them (`aws::environment::measured_size`), at least.
fn measured(function: &Resource) -> Option<AtLeast> {
    let variables = Function::variables_of(function);
    let braces = AtLeast {
        size: 2,
        exact: true,
    };
    let mut total = variables.first().map(|_| braces)?;
    for (number, (name, value)) in variables.iter().enumerate() {
        let comma = usize::from(number > 0);
        let colon = AtLeast {
            size: comma + 1,
            exact: true,
        };
        let value = value.text().unwrap_or_default().into_owned();
        for text in [Text::from(name.as_str()), value] {
            total = total.and(AtLeast::bytes(&quoted(text)));
        }
        total = total.and(colon);
    }
    Some(total)
}

/// A text as JSON has it.
fn quoted(text: Text) -> Text {
    let term = Term {
        at: crate::diag::Path::root(),
        said: crate::template::Said::Text(text),
    };
    term.json()
}
