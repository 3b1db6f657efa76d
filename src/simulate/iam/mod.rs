//! Who may do what: policies, and the decision that they come to together.

use super::answer::Verdict;
use super::caller::Caller;
use super::context::Context;
use super::hop::By;
use super::reason::Reason;
use super::run::Run;
use super::world::{ResourceId, Resources};
use crate::template::{Term, Text};

/// The roles, users, groups and managed policies of a template.
#[derive(Debug, Default)]
pub(in crate::simulate) struct Identities {}

impl Identities {
    pub(in crate::simulate) fn read(_resources: &Resources) -> Self {
        Self::default()
    }
}

/// A policy document.
#[derive(Debug, Default)]
pub(in crate::simulate) struct Policy {}

impl Policy {
    /// Reads a policy document that a resource of the template holds.
    pub(in crate::simulate) fn read(_holder: Option<ResourceId>, _document: &Term) -> Self {
        Self::default()
    }
}

/// A question to IAM.
#[derive(Debug)]
pub(in crate::simulate) struct Call<'a> {
    /// Who asks.
    pub(in crate::simulate) caller: &'a Caller,
    /// `s3:GetObject`.
    pub(in crate::simulate) action: &'a str,
    /// The ARN of the resource.
    pub(in crate::simulate) resource: &'a Text,
    /// The account that owns the resource.
    pub(in crate::simulate) owner: &'a str,
    /// What the request carries beside what follows from the caller, which is added here.
    pub(in crate::simulate) context: &'a Context,
    /// The policies that are attached to the resource.
    pub(in crate::simulate) resource_policies: &'a [&'a Policy],
    /// Whether what these allow counts for services and the owner's own account alone (`RestrictPublicBuckets`).
    pub(in crate::simulate) restricted: bool,
}

/// What IAM says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::simulate) struct Ruling {
    pub(in crate::simulate) verdict: Verdict,
    pub(in crate::simulate) reason: Reason,
    pub(in crate::simulate) by: Option<By>,
}

/// Decides whether a caller may do something.
pub(in crate::simulate) fn authorize(_run: &mut Run, _call: &Call) -> Ruling {
    Ruling {
        verdict: Verdict::ImplicitDeny,
        reason: Reason::NoAllow,
        by: None,
    }
}
