//! Managed policies that the template does not make: AWS's own, and those of which only the ARN is known.

use super::policy::Policy;
use crate::aws::managed_policy;
use crate::simulate::world::ResourceId;
use crate::source::{Document, read};
use crate::template::{Fact, Term, Text};

/// The policy that an ARN names which is none of the template: one of AWS's that are known here, or one that may say
/// anything.
pub(super) fn elsewhere(holder: ResourceId, written: &Term, arn: &Text) -> Policy {
    let document = arn.as_known().and_then(managed_policy::document);
    let tree = document.and_then(|text| read(&Document::new("a managed policy", text)).ok());
    match tree {
        Some(tree) => Policy::placed(holder, &tree, &written.at),
        None => Policy::unknown(Fact::new(format!("managed policy {arn}"))),
    }
}
