//! A handler that the code in the template does not have.

use crate::aws::Language;
use crate::check::parts::{Function, InlineCode};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "inline-handler",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("inline_handler.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in &deployed.functions {
        let code = function.resource.properties.find(&["Code", "ZipFile"]);
        let (Some(code), Some(handler)) = (code, function.text(&["Handler"])) else {
            continue;
        };
        let (message, help) = match handler.strip_prefix("index.") {
            None => (
                format!(
                    "the handler `{handler}` is not in the code, which CloudFormation puts into a file `index`: every call fails"
                ),
                "write `Handler: index.` and the function's name behind it".to_owned(),
            ),
            Some(name) => match lacks(function, name) {
                Some(help) => (
                    format!("the code does not define `{name}`, so that every call fails"),
                    help,
                ),
                None => continue,
            },
        };
        let at = function.at(&["Handler"]);
        let place = Place::Template(code.at.clone());
        let finding = findings.at(at, message).also(place, "the code");
        findings.add(finding.help(help));
    }
}

/// What to do where the code plainly does not define a function of this name: nowhere in it does the name stand, nor
/// anything by which it could have it otherwise.
fn lacks(function: &Function, name: &str) -> Option<String> {
    let code = InlineCode::of(function)?;
    let is_python = code.is_in(Language::Python);
    if !is_python && !code.is_in(Language::NodeJs) {
        return None;
    }
    let detours: &[&str] = if is_python {
        &["import *", "globals(", "exec(", "setattr(", "__getattr__"]
    } else {
        &[
            "exports[",
            "Object.",
            "...",
            "require(\"./",
            "require('./",
            "exports = require",
            "exports=require",
            "eval(",
        ]
    };
    let may_come_otherwise = detours.iter().any(|detour| code.text.contains(detour));
    if code.has_word(name) || may_come_otherwise {
        return None;
    }
    Some(if is_python {
        format!("define `def {name}(event, context):`, or name in `Handler` what the code defines")
    } else {
        format!("write `exports.{name} = …`, or name in `Handler` what the code exports")
    })
}
