//! Actions for a bucket in a statement that names its objects alone.

use crate::check::parts::For;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "bucket-action-on-object",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("bucket_action_on_object.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for document in &deployed.documents {
        for idle in document.idle(For::Buckets) {
            let message = format!(
                "{} is for the bucket itself, and {} of `{}` names objects alone: {}",
                idle.names(),
                idle.statement.name(),
                document.holder.id,
                idle.outcome(),
            );
            let resources = Place::Template(idle.statement.at("Resource").clone());
            let finding = findings.graded(idle.severity(), idle.at(), message);
            let finding = finding.also(resources, "what the statement names");
            findings.add(finding.help(
                "give the action a statement of its own, on the ARN of the bucket without `/*`",
            ));
        }
    }
}
