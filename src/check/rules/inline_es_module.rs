//! An ES module where one of `CommonJS` is read.

use crate::aws::Language;
use crate::check::parts::{Function, InlineCode};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "inline-es-module",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("inline_es_module.md"),
    find: Find::Deployed(find),
};

/// What begins a line that only an ES module has.
const STATEMENTS: [&str; 15] = [
    "export const ",
    "export let ",
    "export var ",
    "export function ",
    "export function*",
    "export async ",
    "export default ",
    "export class ",
    "export {",
    "export{",
    "export *",
    "import {",
    "import{",
    "import *",
    "import \"",
];

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in &deployed.functions {
        let Some(code) = InlineCode::of(function) else {
            continue;
        };
        if !code.is_in(Language::NodeJs) || detects_modules(function) {
            continue;
        }
        let lines = code.plain_lines();
        if let Some(line) = lines.iter().find(|line| is_of_module(line)) {
            let message = format!(
                "`{}` belongs to an ES module, and CloudFormation puts the code into `index.js`, which Node.js reads as CommonJS: every call fails",
                line.trim()
            );
            let finding = findings.at(function.at(&["Code", "ZipFile"]), message);
            findings.add(
                finding
                    .help("write `exports.handler = …` and `const … = require(…)`")
                    .help("upload the module as `index.mjs`: `S3Bucket` and `S3Key`"),
            );
        }
    }
}

/// Whether Node.js looks itself what the code is: from 24 on where it is told so.
fn detects_modules(function: &Function) -> bool {
    let options = function
        .resource
        .properties
        .find(&["Environment", "Variables"]);
    let options = options.and_then(|variables| variables.text_at(&["NODE_OPTIONS"]));
    options.is_some_and(|options| match options.as_known() {
        Some(known) => known.contains("detect-module") || known.contains("default-type"),
        None => true,
    })
}

fn is_of_module(line: &str) -> bool {
    let line = line.trim_start();
    let begins = STATEMENTS
        .iter()
        .any(|statement| line.starts_with(statement));
    // `import x from "y"`; `import("y")` stands in CommonJS as well.
    let imports = line.strip_prefix("import ").is_some_and(|rest| {
        let is_from = rest.contains(" from \"") || rest.contains(" from '");
        is_from || rest.starts_with('\'')
    });
    begins || imports
}
