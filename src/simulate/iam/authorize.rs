//! The decision: what the policies of both sides come to together.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>

use super::asked::Asked;
use super::holds::Holds;
use super::layers::{Given, Layer, Layers};
use super::naming::Named;
use super::policy::Policy;
use super::scan::{Found, Sought};
use crate::simulate::answer::Verdict;
use crate::simulate::assumption::Assumption;
use crate::simulate::caller::Caller;
use crate::simulate::context::Context;
use crate::simulate::hop::By;
use crate::simulate::reason::Reason;
use crate::simulate::run::Run;
use crate::template::{Fact, Text};

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

/// What a resource's policy is to its owner's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::simulate) enum Guard {
    /// One of two that may allow; the policies of an identity of the account are enough.
    Either,
    /// Nobody gets by whom it does not let in, as with the trust policy of a role and the policy of a key: "exceptions to this
    /// logic, because they must explicitly allow access for principals". The reason is for those whom it does not.
    Must(Reason),
}

/// Decides whether a caller may do something.
pub(in crate::simulate) fn authorize(run: &mut Run, call: &Call) -> Ruling {
    authorize_past(run, call, Guard::Either)
}

/// Decides whether a caller may do something to a resource with such a policy.
pub(in crate::simulate) fn authorize_past(run: &mut Run, call: &Call, guard: Guard) -> Ruling {
    let ruling = rule(run, call, guard);
    if ruling.verdict == Verdict::Allowed && call.caller.account().is_some() {
        run.assume(Assumption::NoServiceControlPolicy);
    }
    ruling
}

fn rule(run: &mut Run, call: &Call, guard: Guard) -> Ruling {
    let mut asked = Asked::new(run, call);
    let given = asked.given_policies();
    let layers = asked.layers(&given);
    let mut decision = Decision {
        asked: &mut asked,
        layers,
        given: &given,
        guard,
    };
    if let Some(ruling) = decision.rule() {
        return ruling;
    }
    decision.asked.supposing = true;
    // Where everything is supposed that is not known nothing is left open.
    decision
        .rule()
        .unwrap_or_else(|| denied(Reason::NotDecided))
}

/// A question with the policies that decide it.
struct Decision<'d, 'r, 'w, 'a> {
    asked: &'d mut Asked<'r, 'w, 'a>,
    layers: Layers<'d>,
    given: &'d Given,
    guard: Guard,
}

impl Decision<'_, '_, '_, '_> {
    /// The ruling; `None` where it hinges on what is not known, and nothing is to be supposed.
    fn rule(&mut self) -> Option<Ruling> {
        let call = self.asked.call;
        match call.caller {
            Caller::Anonymous | Caller::Service(_) | Caller::OriginAccessIdentity(_) => {
                self.without_account()
            }
            Caller::Role(_) | Caller::User(_) | Caller::Account(_)
                if call.caller.account() == Some(call.owner) =>
            {
                self.within_account()
            }
            Caller::Role(_) | Caller::User(_) | Caller::Account(_) => self.across_accounts(),
        }
    }

    /// "If the enforcement code finds even one explicit deny that applies, [it] returns a final decision of Deny."
    fn explicit_deny(&mut self, unknown: Option<Layer>) -> Found<()> {
        let Layers {
            identity,
            boundary,
            session,
        } = &self.layers;
        let all: Vec<Layer> = identity
            .iter()
            .chain(boundary)
            .chain(session)
            .copied()
            .chain(unknown)
            .collect();
        let found = self.asked.scan(&all, Sought::Deny);
        if let Found::Yes(..) = found {
            return found;
        }
        let there = self.asked.denied_there(self.asked.call.resource_policies);
        match (there, found) {
            (Found::Yes((), by), _) => Found::Yes((), by),
            (Found::No, found) => found,
            (Found::Hinges, _) => Found::Hinges,
        }
    }

    /// Nobody, services and origin access identities have no policies of their own: those of the resource decide.
    fn without_account(&mut self) -> Option<Ruling> {
        match self.explicit_deny(None) {
            Found::Yes((), by) => return Some(explicitly_denied(by)),
            Found::Hinges => return None,
            Found::No => {}
        }
        let found = self.grant(Named::ByAccount);
        match found {
            Found::Yes(_, by) => match self.counts() {
                Holds::Yes => Some(allowed(by)),
                Holds::No => Some(denied(Reason::RestrictPublicBuckets)),
                Holds::Hinges => None,
            },
            Found::No => Some(denied(self.not_let_in())),
            Found::Hinges => None,
        }
    }

    /// "If either the identity-based policy or the resource-based policy within the same account allows the request and the
    /// other doesn't, the request is still allowed."
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html>
    fn within_account(&mut self) -> Option<Ruling> {
        let unknown = self.given.unknown.as_ref().map(Layer::from);
        match self.explicit_deny(unknown) {
            Found::Yes((), by) => return Some(explicitly_denied(by)),
            Found::Hinges => return None,
            Found::No => {}
        }
        match self.guard {
            Guard::Either => self.by_either(unknown),
            Guard::Must(reason) => self.by_guard(unknown, reason),
        }
    }

    fn by_either(&mut self, unknown: Option<Layer>) -> Option<Ruling> {
        let own = self.own(unknown);
        let bounds = match own {
            Own::Allowed(by) => return Some(allowed(by)),
            Own::Open => return self.by_grant_alone(),
            Own::Denied(reason) => reason,
        };
        match self.grant(Named::Directly) {
            Found::Yes(Named::Directly, by) => Some(allowed(by)),
            Found::Yes(Named::ByRole, by) => self.within_bounds(by),
            Found::Yes(Named::ByAccount, _) | Found::No => Some(denied(bounds)),
            Found::Hinges => None,
        }
    }

    /// Whether the resource allows it for certain, where the caller's own side is open.
    fn by_grant_alone(&mut self) -> Option<Ruling> {
        match self.grant(Named::Directly) {
            Found::Yes(Named::Directly, by) => Some(allowed(by)),
            Found::Yes(Named::ByRole, by) => {
                let ruling = self.within_bounds(by)?;
                (ruling.verdict == Verdict::Allowed).then_some(ruling)
            }
            Found::Yes(Named::ByAccount, _) | Found::No | Found::Hinges => None,
        }
    }

    /// "Unlike other AWS resource policies, an AWS KMS key policy does not automatically give permission to the account or any
    /// of its identities." So with roles: the trust policy names the caller, or its account and the caller's own policies
    /// allow it.
    ///
    /// <https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html>,
    /// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>
    fn by_guard(&mut self, unknown: Option<Layer>, reason: Reason) -> Option<Ruling> {
        match self.grant(Named::Directly) {
            Found::Yes(Named::Directly, by) => Some(allowed(by)),
            Found::Yes(Named::ByRole, by) => self.within_bounds(by),
            Found::Yes(Named::ByAccount, by) => match self.own(unknown) {
                Own::Allowed(own) => Some(allowed(own.or(by))),
                Own::Denied(Reason::NoAllow) => Some(denied(Reason::CallersAccountDoesNotAllow)),
                Own::Denied(reason) => Some(denied(reason)),
                Own::Open => None,
            },
            Found::No => Some(denied(reason)),
            Found::Hinges => None,
        }
    }

    /// "AWS allows the request only if both account policy evaluations allow the request."
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html>
    fn across_accounts(&mut self) -> Option<Ruling> {
        match self.explicit_deny(None) {
            Found::Yes((), by) => return Some(explicitly_denied(by)),
            Found::Hinges => return None,
            Found::No => {}
        }
        let grant = self.grant(Named::ByAccount);
        let by = match grant {
            Found::Yes(_, _) if self.asked.call.restricted => {
                return Some(denied(Reason::RestrictPublicBuckets));
            }
            Found::Yes(_, by) => by,
            Found::No => {
                // What the policies elsewhere say, if they are not known, makes no difference.
                let own = self.own(None);
                let reason = match (self.guard, own) {
                    (Guard::Must(reason), _) => reason,
                    (Guard::Either, Own::Allowed(_)) => Reason::ResourcesAccountDoesNotAllow,
                    (Guard::Either, Own::Denied(_) | Own::Open) => Reason::NoAllow,
                };
                return Some(denied(reason));
            }
            Found::Hinges => return None,
        };
        let unknown = self.given.unknown.as_ref().map(Layer::from);
        if let Some(unknown) = unknown {
            match self.asked.scan(&[unknown], Sought::Deny) {
                Found::Yes((), by) => return Some(explicitly_denied(by)),
                Found::Hinges => return None,
                Found::No => {}
            }
        }
        if let Caller::Account(_) = self.asked.call.caller {
            self.asked.run.assume(Assumption::AdministratorElsewhere);
        }
        match self.own(unknown) {
            Own::Allowed(_) => Some(allowed(by)),
            Own::Denied(Reason::NoAllow) => Some(denied(Reason::CallersAccountDoesNotAllow)),
            Own::Denied(reason) => Some(denied(reason)),
            Own::Open => None,
        }
    }

    /// How the resource's policies let the caller in, at best.
    fn grant(&mut self, enough: Named) -> Found<Named> {
        let policies = self.asked.call.resource_policies;
        self.asked.granted(policies, Sought::Allow, enough)
    }

    /// Whether what the resource's policies allow counts, for somebody without an account.
    fn counts(&mut self) -> Holds {
        if !self.asked.call.restricted {
            return Holds::Yes;
        }
        match self.asked.call.caller {
            Caller::Service(_) => Holds::Yes,
            Caller::OriginAccessIdentity(_) => {
                let fact =
                    Fact::new("whether RestrictPublicBuckets keeps out an origin access identity");
                self.asked
                    .whether(fact.as_str(), std::slice::from_ref(&fact))
                    .not()
            }
            Caller::Anonymous | Caller::Role(_) | Caller::User(_) | Caller::Account(_) => Holds::No,
        }
    }

    const fn not_let_in(&self) -> Reason {
        match self.guard {
            Guard::Either => Reason::NoAllow,
            Guard::Must(reason) => reason,
        }
    }

    /// What the caller's own policies come to: one must allow, and boundary and session policy as well.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic>
    fn own(&mut self, unknown: Option<Layer>) -> Own {
        if let Caller::Account(_) = self.asked.call.caller {
            return Own::Allowed(None);
        }
        let identity: Vec<Layer> = self
            .layers
            .identity
            .iter()
            .copied()
            .chain(unknown)
            .collect();
        let allow = self.asked.scan(&identity, Sought::Allow);
        let (by, is_open) = match allow {
            Found::Yes((), by) => (by, false),
            Found::No => return Own::Denied(Reason::NoAllow),
            Found::Hinges => (None, true),
        };
        match self.bounds() {
            Bounds::Within if !is_open => Own::Allowed(by),
            Bounds::Within | Bounds::Open => Own::Open,
            Bounds::Beyond(_) if is_open => Own::Open,
            Bounds::Beyond(reason) => Own::Denied(reason),
        }
    }

    /// A grant to a role, which its boundary and the session's policy limit.
    fn within_bounds(&mut self, by: Option<By>) -> Option<Ruling> {
        match self.bounds() {
            Bounds::Within => Some(allowed(by)),
            Bounds::Beyond(reason) => Some(denied(reason)),
            Bounds::Open => None,
        }
    }

    fn bounds(&mut self) -> Bounds {
        let limits = [
            (self.layers.boundary, Reason::PermissionsBoundary),
            (self.layers.session, Reason::SessionPolicy),
        ];
        let mut is_open = false;
        for (limit, reason) in limits {
            let Some(limit) = limit else { continue };
            match self.asked.scan(&[limit], Sought::Allow).holds() {
                Holds::Yes => {}
                Holds::No => return Bounds::Beyond(reason),
                Holds::Hinges => is_open = true,
            }
        }
        if is_open {
            Bounds::Open
        } else {
            Bounds::Within
        }
    }
}

/// What the caller's own policies come to.
enum Own {
    Allowed(Option<By>),
    Denied(Reason),
    Open,
}

/// Whether boundary and session policy allow it.
enum Bounds {
    Within,
    Beyond(Reason),
    Open,
}

const fn allowed(by: Option<By>) -> Ruling {
    Ruling {
        verdict: Verdict::Allowed,
        reason: Reason::Allowed,
        by,
    }
}

const fn explicitly_denied(by: Option<By>) -> Ruling {
    Ruling {
        verdict: Verdict::ExplicitDeny,
        reason: Reason::ExplicitDeny,
        by,
    }
}

const fn denied(reason: Reason) -> Ruling {
    Ruling {
        verdict: Verdict::ImplicitDeny,
        reason,
        by: None,
    }
}
