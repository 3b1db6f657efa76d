//! The web ACL in front of a distribution: its rules are not looked at, but where it has none its default decides.

use super::setting::filled;
use crate::diag::Path;
use crate::simulate::world::Resources;
use crate::template::{Resource, Term, Text};

/// A web ACL.
///
/// <https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-default-action.html>
#[derive(Debug)]
pub(super) struct WebAcl {
    /// Its ARN, or the id of one of AWS WAF Classic.
    pub(super) arn: Text,
    /// Where the distribution names it.
    pub(super) at: Path,
    /// Whether it lets every request through, or none, as one without rules does.
    pub(super) lets_through: Option<bool>,
}

impl WebAcl {
    /// Reads which web ACL a `DistributionConfig` names.
    pub(super) fn read(resources: &Resources, config: &Term) -> Option<Self> {
        let term = config.get("WebACLId")?;
        let arn = filled(Some(term))?.into_owned();
        let mut own = resources.of_kind("AWS::WAFv2::WebACL");
        let own = own.find(|(_, acl)| acl.attribute("Arn") == Some(&arn));
        Some(Self {
            arn,
            at: term.at.clone(),
            lets_through: own.and_then(|(_, acl)| default_of(acl)),
        })
    }
}

/// What a web ACL without rules does with every request.
fn default_of(acl: &Resource) -> Option<bool> {
    let rules = acl.properties.get("Rules");
    if rules.is_some_and(|rules| rules.unknown().is_some() || !rules.items().is_empty()) {
        return None;
    }
    let default = acl.properties.get("DefaultAction")?;
    match (default.get("Allow"), default.get("Block")) {
        (Some(_), None) => Some(true),
        (None, Some(_)) => Some(false),
        (Some(_), Some(_)) | (None, None) => None,
    }
}
