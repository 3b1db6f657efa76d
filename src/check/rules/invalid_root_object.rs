//! A default root object that CloudFront does not find.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Part, Text};

pub(super) const RULE: Rule = Rule {
    code: "invalid-root-object",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("invalid_root_object.md"),
    find: Find::Deployed(find),
};

/// Characters in a default root object:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html#DownloadDistValuesDefaultRootObject>.
const CHARACTERS: usize = 255;

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let Some(term) = distribution.config.get("DefaultRootObject") else {
            continue;
        };
        let Some(object) = term.text() else {
            continue;
        };
        if let Some(Part::Known(first)) = object.parts().first()
            && first.starts_with('/')
        {
            let message = format!(
                "the default root object `{object}` begins with `/`, so that `/` is answered 403"
            );
            let name = object.to_string();
            let finding = findings.at(&term.at, message);
            findings.add(finding.help(format!("write `{}`", name.trim_start_matches('/'))));
        } else if let Some(why) = refusal(&object) {
            let message = format!(
                "the default root object `{object}` {why}, so that `/` is answered 400 `InvalidDefaultRootObject`"
            );
            findings.add(
                findings
                    .at(&term.at, message)
                    .help("name an object whose name is made of letters, digits and `_-.*$/~\"'&`"),
            );
        }
    }
}

fn refusal(object: &Text) -> Option<String> {
    let is_allowed =
        |character: &char| character.is_ascii_alphanumeric() || "_-.*$/~\"'&".contains(*character);
    let known = object.parts().iter().filter_map(|part| match part {
        Part::Known(known) => Some(known.as_str()),
        Part::Unknown(_) => None,
    });
    let known: String = known.collect();
    if known.chars().count() > CHARACTERS {
        return Some(format!("has more than {CHARACTERS} characters"));
    }
    let wrong = known.chars().find(|character| !is_allowed(character));
    wrong.map(|wrong| format!("has a `{wrong}`"))
}
