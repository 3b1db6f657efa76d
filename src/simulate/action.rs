//! Whether an action of an API is allowed on a resource, whichever service owns it.

use super::assumption::Assumption;
use super::caller::Caller;
use super::context::Context;
use super::iam::{Call, Guard, Policy, Ruling, authorize_past};
use super::reason::Reason;
use super::run::Run;
use super::world::{ResourceId, World};
use super::{lambda, s3};
use crate::template::{Fact, Text};

/// Decides about the action that is asked about, and names the resource of the template that it is about.
pub(in crate::simulate) fn decide(
    run: &mut Run,
    action: &str,
    resource: &Text,
) -> (Ruling, Option<ResourceId>) {
    let request = run.request;
    // API calls go over TLS and come from no web page.
    let mut context = Context::default();
    context.set("aws:SecureTransport", "true");
    context.absent("aws:referer");
    context.absent("kms:ViaService");
    permit(run, &request.caller, action, resource, &context)
}

/// Decides whether somebody may do something to a resource, and names the resource of the template that it is.
pub(in crate::simulate) fn permit(
    run: &mut Run,
    caller: &Caller,
    action: &str,
    resource: &Text,
    context: &Context,
) -> (Ruling, Option<ResourceId>) {
    let target = Target::find(run, resource);
    let service = action
        .split_once(':')
        .map_or(action, |(service, _)| service);
    let is_of = |service: &str| target.service == service;
    if is_of("s3") {
        return (
            s3::authorize(run, caller, action, resource, context),
            target.id,
        );
    }
    if is_of("lambda") && target.is("function:") {
        return (
            lambda::authorize(run, caller, action, resource, context),
            target.id,
        );
    }
    let world = run.world;
    let (guard, is_guarded) = match service.to_ascii_lowercase().as_str() {
        // What is done to a role itself is for IAM's own policies; its trust policy is for those who would become it.
        "sts" if is_of("iam") && target.is("role/") => (Guard::Must(Reason::NotTrusted), true),
        "kms" if is_of("kms") && target.is("key/") => {
            (Guard::Must(Reason::KeyPolicyDoesNotAllow), true)
        }
        "iam" => (Guard::Either, false),
        _ => (Guard::Either, true),
    };
    let policies: Vec<&Policy> = match target.id {
        Some(id) if is_guarded => world.iam.guards().of(id).iter().collect(),
        Some(_) | None => Vec::new(),
    };
    let owner = target.owner(caller, world);
    let is_ours = owner == world.resources.settings.account;
    let unknown = match target.id {
        None if target.is_everything() => None,
        None if is_ours => {
            run.assume(Assumption::OutsideWithoutPolicy);
            None
        }
        // What guards a resource in another account is not known.
        None => Some(Policy::unknown(Fact::new(format!("policy of {resource}")))),
        Some(_) => None,
    };
    let guard = match target.id {
        Some(_) => guard,
        None => Guard::Either,
    };
    let policies: Vec<&Policy> = policies.into_iter().chain(&unknown).collect();
    let call = Call {
        caller,
        action,
        resource,
        owner: &owner,
        context,
        resource_policies: &policies,
        restricted: false,
    };
    (authorize_past(run, &call, guard), target.id)
}

/// What an ARN names.
struct Target {
    id: Option<ResourceId>,
    /// The namespace in it; none of `*`.
    service: String,
    /// The account in it, where there is one.
    account: Option<String>,
    /// What follows the fifth colon, as far as it is known.
    rest: String,
}

impl Target {
    fn find(run: &mut Run, arn: &Text) -> Self {
        let id = run.world.iam.guards().find_supposing(arn, run.trial);
        let known = arn.widest();
        let mut parts = known.splitn(6, ':').skip(2);
        let service = parts.next().unwrap_or_default().to_owned();
        let account = parts.nth(1).unwrap_or_default().to_owned();
        Self {
            id,
            service,
            account: Some(account).filter(|account| !account.is_empty() && account != "*"),
            rest: parts.next().unwrap_or_default().to_owned(),
        }
    }

    fn is(&self, kind: &str) -> bool {
        self.rest.starts_with(kind)
    }

    /// Whether it names no resource at all, but `*`.
    fn is_everything(&self) -> bool {
        self.service.is_empty()
    }

    /// The account that owns it: the one in its ARN, else that of the stack; what is asked of `*` is asked of the caller's
    /// own account.
    fn owner(&self, caller: &Caller, world: &World) -> String {
        let own = caller.account().filter(|_| self.is_everything());
        let known = self.account.as_deref().or(own);
        known
            .unwrap_or(&world.resources.settings.account)
            .to_owned()
    }
}
