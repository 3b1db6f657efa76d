//! A reference to something that the template does not have.

use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Severity, did_you_mean};
use crate::template::Via;

pub(super) const RULE: Rule = Rule {
    code: "unknown-reference",
    severity: Severity::Error,
    refuses: true,
    page: include_str!("unknown_reference.md"),
    find: Find::Written(find),
};

fn find(subject: &Written, findings: &mut Findings) {
    // What a macro adds, SAM's roles and URLs for one, is not seen here.
    if subject.template.is_transformed() {
        return;
    }
    let ids = |section: &str| {
        let entries = subject.template.section(section).iter();
        entries.map(|entry| entry.key.as_str()).collect::<Vec<_>>()
    };
    let resources = ids("Resources");
    let parameters = ids("Parameters");
    let conditions = ids("Conditions");
    for reference in &subject.references {
        let id = reference.to.as_str();
        let (known, noun): (Vec<&str>, _) = match reference.via {
            Via::Ref => (
                [&resources[..], &parameters].concat(),
                "resource or parameter",
            ),
            Via::GetAtt(_) | Via::DependsOn => (resources.clone(), "resource"),
            Via::Condition => (conditions.clone(), "condition"),
        };
        if known.contains(&id) || (reference.via == Via::Ref && id.starts_with("AWS::")) {
            continue;
        }
        let near = did_you_mean(id, known);
        let finding = findings.at(
            &reference.at,
            format!("there is no {noun} `{id}` in the template"),
        );
        findings.add(finding.maybe_help(near.map(|near| format!("did you mean `{near}`?"))));
    }
}
