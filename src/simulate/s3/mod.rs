//! What a bucket answers.

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

/// The buckets of a template, and the policies of buckets.
#[derive(Debug, Default)]
pub(in crate::simulate) struct Buckets {}

impl Buckets {
    pub(in crate::simulate) fn read(_resources: &Resources) -> Self {
        Self::default()
    }
}

/// Which bucket is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::simulate) enum BucketRef {
    /// One of the template.
    Inside(ResourceId),
    /// One that the template does not make, by its name.
    Outside(Text),
}

/// A request at the door of a bucket, direct or by way of a distribution.
#[derive(Debug)]
pub(in crate::simulate) struct BucketRequest<'a> {
    pub(in crate::simulate) bucket: BucketRef,
    /// Whether it comes to the website endpoint.
    pub(in crate::simulate) website: bool,
    pub(in crate::simulate) method: Method,
    /// The raw path, undecoded, beginning with `/`, without the name of the bucket.
    pub(in crate::simulate) path: &'a str,
    pub(in crate::simulate) query: Option<&'a str>,
    /// The headers that reach the bucket.
    pub(in crate::simulate) headers: &'a Headers,
    pub(in crate::simulate) body: Option<&'a Body>,
    pub(in crate::simulate) https: bool,
    /// Who signed.
    pub(in crate::simulate) caller: &'a Caller,
    /// Whether the signature stands in the query.
    pub(in crate::simulate) presigned: bool,
    /// The distribution by way of which it comes, with its ARN.
    pub(in crate::simulate) via: Option<(ResourceId, Text)>,
    /// Condition keys that follow from the way it came.
    pub(in crate::simulate) context: Context,
}

/// What the bucket answers; hops are noted.
pub(in crate::simulate) fn respond(_run: &mut Run, _request: &BucketRequest) -> Response {
    Response::new(403, AnsweredBy::S3, None, Reason::NoAllow)
}

/// Decides about an action on a bucket or an object, by its ARN.
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
