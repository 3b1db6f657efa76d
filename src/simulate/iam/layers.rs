//! Which policies count for a caller, and in which role.

use super::asked::Asked;
use super::policy::Policy;
use crate::diag::Path;
use crate::simulate::caller::{Caller, Identity};
use crate::template::{Fact, Text};

/// A policy of an identity, and the names that must be the same for it to be attached.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layer<'p> {
    pub(super) policy: &'p Policy,
    pub(super) if_same: &'p [(Text, Text)],
}

impl<'p> From<&'p Policy> for Layer<'p> {
    fn from(policy: &'p Policy) -> Self {
        Self {
            policy,
            if_same: &[],
        }
    }
}

/// The policies on the caller's side.
#[derive(Debug, Default)]
pub(super) struct Layers<'p> {
    /// Those that grant.
    pub(super) identity: Vec<Layer<'p>>,
    /// The permissions boundary, if there is one.
    pub(super) boundary: Option<Layer<'p>>,
    /// The policy of the session, if there is one.
    pub(super) session: Option<Layer<'p>>,
}

/// Policies that came with the request, and what stands for those that did not.
#[derive(Debug, Default)]
pub(super) struct Given {
    identity: Vec<Policy>,
    session: Option<Policy>,
    /// All that an identity outside the template may have.
    pub(super) unknown: Option<Policy>,
}

impl<'a> Asked<'_, '_, 'a> {
    /// Reads what came with the request.
    pub(super) fn given_policies(&self) -> Given {
        let (Caller::Role(identity) | Caller::User(identity)) = self.call.caller else {
            return Given::default();
        };
        let facts = &self.request().facts;
        let own = facts.identity_policies.as_deref();
        let identity_policies = own.unwrap_or_default().iter().enumerate();
        let place = |name: &str| Path::from_iter([name]);
        let fact = || Fact::new(format!("policies of {}", identity.arn));
        let is_unknown = self.holder().is_none() && own.is_none();
        Given {
            identity: identity_policies
                .map(|(number, policy)| {
                    Policy::given(policy, &place("identity_policies").join(number))
                })
                .collect(),
            session: facts
                .session_policy
                .as_ref()
                .map(|policy| Policy::given(policy, &place("session_policy"))),
            unknown: is_unknown.then(|| Policy::unknown(fact())),
        }
    }

    /// The policies on the caller's side, but for those of which nothing is known.
    pub(super) fn layers<'p>(&self, given: &'p Given) -> Layers<'p>
    where
        'a: 'p,
    {
        let iam = &self.world().iam;
        let mut layers = Layers {
            identity: given.identity.iter().map(Layer::from).collect(),
            boundary: None,
            session: given.session.as_ref().map(Layer::from),
        };
        match (self.holder(), self.call.caller) {
            (Some(holder), _) => {
                let attached = holder.attached.iter().filter_map(|attached| {
                    Some(Layer {
                        policy: iam.policy(attached.policy)?,
                        if_same: &attached.if_same,
                    })
                });
                layers.identity.extend(attached);
                let boundary = holder.boundary.and_then(|number| iam.policy(number));
                layers.boundary = boundary.map(Layer::from);
            }
            (None, Caller::Role(identity) | Caller::User(identity)) => {
                let added = self.added(identity);
                layers.identity.extend(added.map(Layer::from));
            }
            (None, _) => {}
        }
        layers
    }

    /// Policies of the template that are attached by name to an identity outside it.
    fn added(&self, identity: &'a Identity) -> impl Iterator<Item = &'a Policy> {
        let world = self.world();
        let is_here = identity.account == world.resources.settings.account;
        let is_role = matches!(self.call.caller, Caller::Role(_));
        let name = identity.arn.rsplit('/').next().unwrap_or_default();
        let added = world.iam.added(is_role, name);
        added.filter(move |_| is_here)
    }

    /// Whether a permissions boundary is attached to the caller.
    pub(super) fn has_boundary(&self) -> bool {
        self.holder()
            .is_some_and(|holder| holder.boundary.is_some())
    }
}
