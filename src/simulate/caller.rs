//! Who asks: the principal of a request.

use super::world::ResourceId;

/// A principal.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// Nobody who signs.
    Anonymous,
    /// A role, or a session of it.
    Role(Identity),
    /// A user.
    User(Identity),
    /// An administrator of an account, whom its own policies let do everything.
    Account(String),
    /// A service of AWS, such as `cloudfront.amazonaws.com`.
    Service(String),
    /// An origin access identity.
    OriginAccessIdentity(Identity),
}

/// A role, a user or an origin access identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its ARN: of a session, that of its role.
    pub arn: String,
    /// The account in which it is; of an origin access identity, `cloudfront`.
    pub account: String,
    /// The name of the session, for a session of a role that was given by its ARN.
    pub session: Option<String>,
    /// The resource of the template that it is, if it is one.
    pub resource: Option<ResourceId>,
}

impl Caller {
    /// The account of the caller, if it has one.
    pub fn account(&self) -> Option<&str> {
        match self {
            Self::Role(identity) | Self::User(identity) => Some(&identity.account),
            Self::Account(account) => Some(account),
            Self::Anonymous | Self::Service(_) | Self::OriginAccessIdentity(_) => None,
        }
    }
}
