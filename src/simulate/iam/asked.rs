//! What is asked, with all that the answer may rest on at hand.

use super::authorize::Call;
use super::holder::Holder;
use super::holds::Holds;
use crate::simulate::caller::{Caller, Identity};
use crate::simulate::request::{Request, Values};
use crate::simulate::run::Run;
use crate::simulate::world::World;
use crate::template::{Fact, Text};

/// A question while it is answered.
///
/// What is not known is left open at first ([`Holds::Hinges`]); only where the answer hinges on it, it is supposed to be
/// this and that, one after the other.
pub(super) struct Asked<'r, 'w, 'a> {
    pub(super) run: &'r mut Run<'w>,
    /// The question.
    pub(super) call: &'a Call<'a>,
    /// The action in lower case.
    pub(super) action: String,
    /// Whether what is not known is supposed.
    pub(super) supposing: bool,
    world: &'a World,
    request: &'a Request,
    holder: Option<&'a Holder>,
}

impl<'r, 'w: 'a, 'a> Asked<'r, 'w, 'a> {
    pub(super) fn new(run: &'r mut Run<'w>, call: &'a Call<'a>) -> Self {
        let (world, request) = (run.world, run.request);
        let holder = match call.caller {
            Caller::Role(identity) | Caller::User(identity) => world.iam.holder(identity),
            Caller::Anonymous
            | Caller::Account(_)
            | Caller::Service(_)
            | Caller::OriginAccessIdentity(_) => None,
        };
        Self {
            run,
            call,
            action: call.action.to_ascii_lowercase(),
            supposing: false,
            world,
            request,
            holder,
        }
    }
}

impl<'a> Asked<'_, '_, 'a> {
    /// Whether something holds that hinges on these facts.
    pub(super) fn whether(&mut self, question: &str, facts: &[Fact]) -> Holds {
        if self.supposing {
            Holds::from(self.run.trial.whether(question, facts))
        } else {
            Holds::Hinges
        }
    }

    pub(super) const fn world(&self) -> &'a World {
        self.world
    }

    pub(super) const fn request(&self) -> &'a Request {
        self.request
    }

    /// The role or user of the template that asks.
    pub(super) const fn holder(&self) -> Option<&'a Holder> {
        self.holder
    }

    /// The prefix of the action, in lower case.
    pub(super) fn service(&self) -> &str {
        self.action
            .split_once(':')
            .map_or(&self.action, |(service, _)| service)
    }

    /// The values that were given for a key, or that the way of the request implies. The key is in lower case.
    pub(super) fn given(&self, key: &str) -> Option<&'a Values> {
        let given = self.request.context.get(key);
        given.or_else(|| self.call.context.implied(key))
    }

    /// The ARN of an identity of the template as the template has it, with what is not known of it.
    pub(super) fn arn_of(&self, identity: &Identity) -> Option<&'a Text> {
        let resource = self.world.resources.get(identity.resource?);
        resource.attribute("Arn")
    }
}
