//! What a function URL answers, and who may do what to a function.

mod cors;
mod function;
mod name;
mod payload;
mod permission;
mod url;

use std::collections::BTreeMap;

use super::answer::{AnsweredBy, Response};
use super::assumption::Assumption;
use super::caller::Caller;
use super::context::Context;
use super::iam::{self, Call, Policy, Ruling};
use super::matching;
use super::reason::Reason;
use super::request::{Body, Headers, Values};
use super::run::Run;
use super::world::{ResourceId, Resources};
use crate::aws::Method;
use crate::template::{Part, Text};
use function::{Document, Function};
use name::Target;
use permission::Permission;
use url::Url;

/// The functions of a template, their URLs and permissions.
#[derive(Debug, Default)]
pub(in crate::simulate) struct Functions {
    /// Those of the template, and then those outside it that it names.
    all: Vec<Function>,
    by_arn: BTreeMap<Text, usize>,
    urls: BTreeMap<ResourceId, Url>,
}

impl Functions {
    pub(in crate::simulate) fn read(resources: &Resources) -> Self {
        let settings = &resources.settings;
        let mut functions = Self::default();
        for (id, resource) in resources.of_kind("AWS::Lambda::Function") {
            let Some(arn) = resource.attribute("Arn") else {
                continue;
            };
            let limit = resource.properties.get("ReservedConcurrentExecutions");
            let limit = limit.and_then(|term| Some((term.number()?, term.at.clone())));
            functions.by_arn.insert(arn.clone(), functions.all.len());
            functions.all.push(Function {
                concurrency: limit,
                ..Function::named(Some(id), arn.clone())
            });
        }
        for (id, resource) in resources.of_kind("AWS::Lambda::Permission") {
            if let Some(permission) = Permission::read(id, resource, settings) {
                let function = functions.named(&permission.of.function);
                function.permissions.push(permission);
            }
        }
        for (id, resource) in resources.of_kind("AWS::Lambda::ResourcePolicy") {
            let properties = &resource.properties;
            // The list of properties has the one name, the examples of the page the other.
            let name = properties.text_at(&["FunctionResourceArn"]);
            let name = name.or_else(|| properties.text_at(&["ResourceArn"]));
            let policy = properties.get("PolicyDocument");
            if let (Some(name), Some(policy)) = (name, policy) {
                let of = Target::read(&name, settings);
                let policy = Policy::read(Some(id), policy);
                let function = functions.named(&of.function);
                function.documents.push(Document { of, policy });
            }
        }
        for (id, resource) in resources.of_kind("AWS::Lambda::Url") {
            if let Some(url) = Url::read(resource, settings) {
                functions.named(&url.target.function);
                functions.urls.insert(id, url);
            }
        }
        functions
    }

    /// The function of this ARN; one outside the template, where the template makes none of this ARN.
    fn named(&mut self, arn: &Text) -> &mut Function {
        let next = self.all.len();
        let number = *self.by_arn.entry(arn.clone()).or_insert(next);
        if number == next {
            self.all.push(Function::named(None, arn.clone()));
        }
        &mut self.all[number]
    }

    fn of(&self, arn: &Text) -> Option<&Function> {
        self.all.get(*self.by_arn.get(arn)?)
    }
}

/// A request at the door of a function URL, direct or by way of a distribution.
#[derive(Debug)]
pub(in crate::simulate) struct UrlRequest<'a> {
    /// The `AWS::Lambda::Url`.
    pub(in crate::simulate) url: ResourceId,
    pub(in crate::simulate) method: Method,
    /// The raw path, undecoded, beginning with `/`.
    pub(in crate::simulate) path: &'a str,
    /// The headers that reach it.
    pub(in crate::simulate) headers: &'a Headers,
    /// The `Host` that it is asked under.
    pub(in crate::simulate) host: Text,
    pub(in crate::simulate) body: Option<&'a Body>,
    pub(in crate::simulate) https: bool,
    /// Who signed; nobody where the request is not signed.
    pub(in crate::simulate) caller: &'a Caller,
    /// The distribution by way of which it comes, with its ARN.
    pub(in crate::simulate) via: Option<(ResourceId, Text)>,
    /// Condition keys that follow from the way it came.
    pub(in crate::simulate) context: Context,
}

/// What the function URL answers; hops are noted.
pub(in crate::simulate) fn respond(run: &mut Run, request: &UrlRequest) -> Response {
    let world = run.world;
    let url = world.lambda.urls.get(&request.url);
    let found = url.and_then(|url| Some((url, world.lambda.of(&url.target.function)?)));
    match found {
        Some((url, function)) => url::respond(run, function, url, request),
        // A URL without a function or without a way to authenticate is none that AWS would make.
        None => Response::new(403, AnsweredBy::Lambda, None, Reason::NoInvokeFunctionUrl),
    }
}

/// Whether a caller may do something to a function, by its ARN, in a plain call of the API.
pub(in crate::simulate) fn authorize(
    run: &mut Run,
    caller: &Caller,
    action: &str,
    arn: &Text,
    context: &Context,
) -> Ruling {
    let world = run.world;
    let settings = &world.resources.settings;
    let mut context = context.clone();
    let owner = Values::One(settings.account.clone());
    context.imply("aws:resourceaccount", owner);
    for key in ["lambda:functionurlauthtype", "lambda:invokedviafunctionurl"] {
        context.imply(key, Values::Absent);
    }
    if !is_function(arn) {
        let call = Call {
            caller,
            action,
            resource: arn,
            owner: &settings.account,
            context: &context,
            resource_policies: &[],
            restricted: false,
        };
        return iam::authorize(run, &call);
    }
    let target = Target::read(arn, settings);
    let known = world.lambda.of(&target.function);
    let found = known.or_else(|| {
        let mut all = world.lambda.all.iter();
        let unknown = |text: &Text| text.as_known().is_none();
        all.find(|function| {
            (unknown(&function.arn) || unknown(&target.function))
                && matching::same(&function.arn, &target.function, run.trial)
        })
    });
    let made;
    let function = if let Some(function) = found {
        function
    } else {
        made = Function::named(None, target.function.clone());
        &made
    };
    decide(run, function, &target, caller, action, &context)
}

/// Whether an ARN is that of a function, a version or an alias.
fn is_function(arn: &Text) -> bool {
    match arn.parts().first() {
        Some(Part::Known(known)) => known.starts_with("arn:") && known.contains(":function:"),
        Some(Part::Unknown(_)) => true,
        None => false,
    }
}

/// Decides about one action.
fn decide(
    run: &mut Run,
    function: &Function,
    target: &Target,
    caller: &Caller,
    action: &str,
    context: &Context,
) -> Ruling {
    if function.id.is_none() && function.is_bare() {
        run.assume(Assumption::OutsideWithoutPolicy);
    }
    let world = run.world;
    let owner = owner(&target.function, &world.resources);
    let resource = target.arn();
    let policies = function.policies(target.qualifier.as_ref(), run);
    let call = Call {
        caller,
        action,
        resource: &resource,
        owner: &owner,
        context,
        resource_policies: &policies,
        restricted: false,
    };
    iam::authorize(run, &call)
}

/// The account in the ARN of a function; the own one where it is not told.
fn owner(function: &Text, resources: &Resources) -> String {
    let known = function.parts().first().and_then(|part| match part {
        Part::Known(known) => known.split(':').nth(4),
        Part::Unknown(_) => None,
    });
    let account = known.filter(|account| account.len() == 12);
    account.unwrap_or(&resources.settings.account).to_owned()
}

#[cfg(test)]
mod tests;
