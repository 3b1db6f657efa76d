//! A template with more in it than CloudFormation takes.

use crate::aws::limits::cloudformation as limits;
use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Path, Severity};

pub(super) const RULE: Rule = Rule {
    code: "template-limits",
    severity: Severity::Error,
    refuses: true,
    page: include_str!("template_limits.md"),
    find: Find::Written(find),
};

fn find(subject: &Written, findings: &mut Findings) {
    for (section, most, noun) in [
        ("Resources", limits::RESOURCES, "resources"),
        ("Parameters", limits::PARAMETERS, "parameters"),
        ("Outputs", limits::OUTPUTS, "outputs"),
        ("Mappings", limits::MAPPINGS, "mappings"),
    ] {
        let count = subject.template.section(section).len();
        if count > most {
            let finding = findings.at(
                &Path::from_iter([section]),
                format!("the template has {count} {noun}; CloudFormation takes {most}"),
            );
            findings.add(
                finding.help("divide the stack in two: what changes together belongs together"),
            );
        }
    }
    let source = subject.template.source();
    let description = source
        .tree
        .get("Description")
        .and_then(|node| node.as_str());
    if let Some(length) = description
        .map(str::len)
        .filter(|length| *length > limits::DESCRIPTION_BYTES)
    {
        let finding = findings.at(
            &Path::from_iter(["Description"]),
            format!(
                "the template's description has {length} bytes; CloudFormation takes {}",
                limits::DESCRIPTION_BYTES
            ),
        );
        findings.add(finding);
    }
    let size = source.document.text.len();
    if size > limits::TEMPLATE_IN_BUCKET_BYTES {
        let finding = findings.everywhere(format!(
            "the template has {size} bytes; CloudFormation takes {}, even from a bucket",
            limits::TEMPLATE_IN_BUCKET_BYTES
        ));
        findings.add(finding.help(
            "divide the stack in two, or upload inline code instead: `code: { path: FOLDER }`",
        ));
    }
}
