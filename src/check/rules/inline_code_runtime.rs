//! Code in the template for a runtime that cannot run it from there.

use crate::aws::Runtime;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "inline-code-runtime",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("inline_code_runtime.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in &deployed.functions {
        let code = function.resource.properties.find(&["Code", "ZipFile"]);
        let runtime = function.text(&["Runtime"]);
        let runtime: Option<Runtime> = runtime.and_then(|runtime| runtime.parse().ok());
        if let (Some(code), Some(runtime)) = (code, runtime)
            && !runtime.supports_inline_code()
        {
            let message = format!(
                "the code stands in the template, and `{runtime}` runs no such code: CloudFormation refuses it"
            );
            let place = Place::Template(function.at(&["Runtime"]).clone());
            let finding = findings.at(&code.at, message).also(place, "the runtime");
            findings.add(
                finding
                    .help("upload the code: `S3Bucket` and `S3Key`, which `aws cloudformation package` writes")
                    .help("write it in Python or JavaScript, with a runtime for that"),
            );
        }
    }
}
