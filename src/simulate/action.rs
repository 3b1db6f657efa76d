//! What IAM decides about an action of an API.

use super::answer::Verdict;
use super::iam::Ruling;
use super::reason::Reason;
use super::run::Run;
use super::world::ResourceId;
use crate::template::Text;

/// The decision about an action on a resource, and which resource of the template that is.
pub(super) fn decide(
    _run: &mut Run,
    _action: &str,
    _resource: &Text,
) -> (Ruling, Option<ResourceId>) {
    let ruling = Ruling {
        verdict: Verdict::ImplicitDeny,
        reason: Reason::NoAllow,
        by: None,
    };
    (ruling, None)
}
