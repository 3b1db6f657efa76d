//! An import of `cfnresponse` by which CloudFormation does not see that it is wanted.

use crate::aws::Language;
use crate::check::parts::InlineCode;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "cfnresponse-import",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("cfnresponse_import.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in &deployed.functions {
        let Some(code) = InlineCode::of(function) else {
            continue;
        };
        if !code.is_in(Language::Python) || !code.has_word("cfnresponse") {
            continue;
        }
        let lines = code.plain_lines();
        if lines
            .iter()
            .any(|line| statement(line) == "import cfnresponse")
        {
            continue;
        }
        let imports = lines.iter().map(|line| statement(line)).find(|line| {
            (line.starts_with("import ") || line.starts_with("from "))
                && line.contains("cfnresponse")
        });
        let message = match imports {
            Some(import) => format!(
                "`{import}` is not the import by which CloudFormation sees that it is to add the module: the function then fails, and the custom resource waits until it times out"
            ),
            // A module of that name may come from elsewhere.
            None => continue,
        };
        let finding = findings.at(function.at(&["Code", "ZipFile"]), message);
        findings.add(finding.help("write `import cfnresponse` alone on a line"));
    }
}

/// A line without the white space around it and without what is said about it.
fn statement(line: &str) -> &str {
    let code = line.split_once('#').map_or(line, |(code, _)| code);
    code.trim().trim_end_matches(';').trim_end()
}
