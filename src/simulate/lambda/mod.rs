//! What a function URL answers.

use super::answer::{AnsweredBy, Response, Verdict};
use super::caller::Caller;
use super::context::Context;
use super::iam::Ruling;
use super::reason::Reason;
use super::request::{Body, Headers};
use super::run::Run;
use super::world::{ResourceId, Resources};
use crate::aws::Method;
use crate::template::Text;

/// The functions of a template, their URLs and permissions.
#[derive(Debug, Default)]
pub(in crate::simulate) struct Functions {}

impl Functions {
    pub(in crate::simulate) fn read(_resources: &Resources) -> Self {
        Self::default()
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
pub(in crate::simulate) fn respond(_run: &mut Run, _request: &UrlRequest) -> Response {
    Response::new(403, AnsweredBy::Lambda, None, Reason::NoInvokeFunctionUrl)
}

/// Decides about an action on a function, by its ARN.
pub(in crate::simulate) fn authorize(
    _run: &mut Run,
    _caller: &Caller,
    _action: &str,
    _arn: &Text,
    _context: &Context,
) -> Ruling {
    Ruling {
        verdict: Verdict::ImplicitDeny,
        reason: Reason::NoAllow,
        by: None,
    }
}
