//! Actions for objects in a statement that names the bucket alone.

use crate::check::parts::For;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "object-action-on-bucket",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("object_action_on_bucket.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for document in &deployed.documents {
        for idle in document.idle(For::Objects) {
            let message = format!(
                "{} is for objects, and {} of `{}` names buckets alone: {}",
                idle.names(),
                idle.statement.name(),
                document.holder.id,
                idle.outcome(),
            );
            let resources = Place::Template(idle.statement.at("Resource").clone());
            let finding = findings.graded(idle.severity(), idle.at(), message);
            let finding = finding.also(resources, "what the statement names");
            findings.add(finding.help("name the objects: `/*` behind the ARN of the bucket"));
        }
    }
}
