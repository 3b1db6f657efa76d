//! An answer: how a request ends, hop by hop, and what that rests on.

use std::collections::BTreeSet;

use super::assumption::Assumption;
use super::hop::Hop;
use super::reason::Reason;
use super::world::ResourceId;
use crate::template::Fact;

/// How a request ends, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The end.
    pub outcome: Outcome,
    /// What a missing object would get, where the answer is about one that exists.
    pub if_missing: Option<(u16, Reason)>,
    /// The way there.
    pub hops: Vec<Hop>,
    /// What is taken for granted on it.
    pub assumes: BTreeSet<Assumption>,
}

/// The end of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// An answer by HTTP.
    Response(Response),
    /// The decision about an action.
    Decision(Decision),
    /// It hinges on facts that are not known.
    Unknown(Unknown),
}

/// An answer by HTTP.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// The status; none where a function or an origin outside the template decides.
    pub status: Option<u16>,
    /// Who answers.
    pub answered_by: AnsweredBy,
    /// The bucket, function, distribution or edge function that answers.
    pub resource: Option<ResourceId>,
    /// The key that a bucket was asked for.
    pub key: Option<String>,
    /// The path that the origin was asked for, undecoded, without query.
    pub origin_uri: Option<String>,
    /// Why.
    pub reason: Reason,
    /// The error code of S3, such as `NoSuchKey`.
    pub code: Option<&'static str>,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// What CloudFront keeps of it.
    pub cache: Option<Cache>,
}

impl Response {
    /// An answer with a status, and nothing else that is known.
    pub fn new(
        status: u16,
        answered_by: AnsweredBy,
        resource: Option<ResourceId>,
        reason: Reason,
    ) -> Self {
        Self {
            status: Some(status),
            answered_by,
            resource,
            key: None,
            origin_uri: None,
            reason,
            code: None,
            location: None,
            cache: None,
        }
    }
}

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnsweredBy {
    /// The distribution itself.
    CloudFront,
    /// A `CloudFront` Function.
    CloudFrontFunction,
    /// A bucket.
    S3,
    /// A function, or its URL.
    Lambda,
    /// An HTTP origin outside the template.
    Origin,
    /// IAM.
    Iam,
}

impl AnsweredBy {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::CloudFront,
        Self::CloudFrontFunction,
        Self::S3,
        Self::Lambda,
        Self::Origin,
        Self::Iam,
    ];

    /// The word in answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CloudFront => "cloudfront",
            Self::CloudFrontFunction => "cloudfront-function",
            Self::S3 => "s3",
            Self::Lambda => "lambda",
            Self::Origin => "origin",
            Self::Iam => "iam",
        }
    }
}

/// What `CloudFront` keeps of an answer, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cache {
    /// Whether it is kept at all.
    pub cached: bool,
    /// Seconds for which the edge keeps an answer below 400.
    pub edge_ttl_s: Option<u64>,
    /// Seconds for which the browser may keep it.
    pub browser_ttl_s: Option<u64>,
    /// Seconds for which the edge keeps an answer of 400 and above.
    pub error_ttl_s: Option<u64>,
    /// What of a request tells one kept answer from another.
    pub key: Vec<String>,
}

/// The decision about an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Allowed or not.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// The resource of the template that was asked about.
    pub resource: Option<ResourceId>,
}

/// Whether an action is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is.
    Allowed,
    /// A statement denies it.
    ExplicitDeny,
    /// Nothing allows it.
    ImplicitDeny,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Allowed, Self::ExplicitDeny, Self::ImplicitDeny];

    /// The word in answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::ExplicitDeny => "explicit-deny",
            Self::ImplicitDeny => "implicit-deny",
        }
    }
}

/// What an answer hinges on.
#[derive(Debug, Clone, PartialEq)]
pub struct Unknown {
    /// The facts that are missing.
    pub missing: Vec<Fact>,
    /// What it may come to: one of each kind.
    pub possible: Vec<Outcome>,
    /// Whether all possible values were tried.
    pub complete: bool,
}

impl Unknown {
    /// Why there is no answer.
    pub const fn reason(&self) -> Reason {
        if self.complete {
            Reason::MissingFact
        } else {
            Reason::NotDecided
        }
    }
}
