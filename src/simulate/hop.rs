//! One step on the way of a request: where, what was done, and the element that decided it.

use super::answer::Verdict;
use super::reason::Reason;
use super::world::ResourceId;
use crate::diag::Path;
use crate::template::{Fact, Text};

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct Hop {
    /// The resource at which it happens; none for what lies outside the template.
    pub at: Option<ResourceId>,
    /// What was done.
    pub did: Did,
    /// The element of the template that decided it.
    pub place: Option<Path>,
}

/// What was done.
#[derive(Debug, Clone, PartialEq)]
pub enum Did {
    /// A behavior took the request.
    MatchedBehavior {
        /// The path pattern as it is written; none for the default.
        pattern: Option<String>,
        /// The place among the ordered behaviors, from 0; none for the default.
        precedence: Option<usize>,
        /// The path that was compared, normalized.
        path: String,
    },
    /// It was answered here, before it reached an origin.
    Refused {
        /// The status.
        status: u16,
        /// Why.
        reason: Reason,
    },
    /// The viewer was sent elsewhere.
    Redirected {
        /// The status.
        status: u16,
        /// Where to.
        location: String,
        /// Why.
        reason: Reason,
    },
    /// `/` became the default root object.
    UsedDefaultRootObject {
        /// The object.
        object: String,
    },
    /// A `CloudFront` Function ran.
    RanFunction {
        /// `viewer-request` or `viewer-response`.
        event: &'static str,
        /// What came of it.
        result: Ran,
    },
    /// A function at the edge was not run.
    DidNotRun {
        /// The event.
        event: &'static str,
        /// The function, by its ARN or its logical id.
        function: Text,
        /// Why not.
        why: NotRun,
    },
    /// The request went on to an origin.
    SentToOrigin {
        /// The id of the origin in the distribution.
        origin: String,
        /// The path it was asked for.
        uri: String,
        /// The host name it was asked under.
        host: Text,
    },
    /// How long the answer is kept was not worked out.
    CacheNotKnown {
        /// Why not.
        why: CacheNotKnown,
    },
    /// The request was signed.
    SignedAs {
        /// The logical id or name of the identity, or the name of the service.
        principal: String,
    },
    /// The request went to the origin unsigned.
    Unsigned,
    /// The policies were asked.
    Decided {
        /// The action that was asked about.
        action: String,
        /// What they said.
        verdict: Verdict,
        /// Why.
        reason: Reason,
        /// The statement that decided.
        by: Option<By>,
    },
    /// A bucket was asked for an object.
    Answered {
        /// The status.
        status: Option<u16>,
        /// Why.
        reason: Reason,
        /// The key.
        key: Option<String>,
    },
    /// An origin failed, and the next of its group was asked.
    FailedOver {
        /// The status of the first.
        status: u16,
        /// The id of the next origin.
        to: String,
    },
    /// A custom error page stands in.
    CustomErrorPage {
        /// The status of the origin.
        status: u16,
        /// The path of the page.
        page: String,
        /// The status that the viewer gets instead.
        response: u16,
    },
}

/// Why nothing is said about how long an answer is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CacheNotKnown {
    /// The settings depend on something that is not known, such as a policy outside the template.
    Settings {
        /// What would tell.
        missing: Vec<Fact>,
    },
    /// Whether errors are kept under a policy of one's own whose three times are 0 stands on no page.
    ErrorsUnderZeroTimes,
    /// The origin says until when its answer is valid, but not when it gave it.
    ExpiresWithoutDate,
}

/// Why a function at the edge was not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRun {
    /// It is Lambda's.
    Lambda,
    /// Its code is not in the template.
    Outside,
    /// It has no code that runs, in words.
    NoCode(String),
}

/// What came of a function.
#[derive(Debug, Clone, PartialEq)]
pub enum Ran {
    /// The request went on as it was.
    Unchanged,
    /// The request went on with this path.
    Rewrote {
        /// The path.
        uri: String,
    },
    /// The request went on, with something else changed.
    Changed,
    /// It answered itself.
    Responded {
        /// The status.
        status: u16,
    },
    /// It failed.
    Failed {
        /// What went wrong.
        message: String,
    },
}

/// A statement that decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// The resource that holds the policy.
    pub resource: Option<ResourceId>,
    /// The number of the statement in its policy, from 0.
    pub statement: usize,
    /// Its `Sid`, if it has one.
    pub sid: Option<String>,
    /// Where it stands.
    pub at: Path,
}
