//! What is asked: a request or an action, and the facts that come with it.

use std::collections::BTreeMap;

use super::caller::Caller;
use super::world::ResourceId;
use crate::aws::Method;
use crate::source::Node;
use crate::template::Text;

/// A question, with every name in it looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// What is asked.
    pub what: What,
    /// Who asks; the signer, where the URL is presigned.
    pub caller: Caller,
    /// Whether the URL is presigned: the signature stands in the query.
    pub presigned: bool,
    /// Condition keys that were given, by their names in lower case.
    pub context: BTreeMap<String, Values>,
    /// Whether the object that is finally asked for does not exist.
    pub missing: bool,
    /// Facts that no template holds.
    pub facts: Facts,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A request by HTTP.
    Http(Http),
    /// An action of an API.
    Action {
        /// `s3:GetObject`, as it was written.
        action: String,
        /// The ARN of the resource, or `*`.
        resource: Text,
        /// The headers with which it is asked, where any were given.
        headers: Headers,
    },
}

/// A request by HTTP.
#[derive(Debug, Clone, PartialEq)]
pub struct Http {
    /// The method.
    pub method: Method,
    /// Whether the method is in truth another one, as `TRACE`, that nobody here takes; it is read as POST then.
    pub other_method: bool,
    /// At whose door it comes.
    pub target: Target,
    /// The path as it was written, neither normalized nor decoded, beginning with `/`; for a bucket, without its name.
    pub path: String,
    /// What follows the `?`, if there is one.
    pub query: Option<String>,
    /// Whether the connection is encrypted.
    pub https: bool,
    /// Whether it is HTTP/1.0, which knows no status 307.
    pub http_1_0: bool,
    /// The headers.
    pub headers: Headers,
    /// The bytes of the body, if there is one.
    pub body: Option<Body>,
    /// The host as it was asked for, in lower case.
    pub host: String,
}

/// The body of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its bytes.
    pub bytes: usize,
}

/// At whose door a request comes.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A distribution.
    Distribution(ResourceId),
    /// A bucket of the template, by the REST API.
    Bucket(ResourceId),
    /// A bucket that is not in the template, by its name.
    OutsideBucket(Text),
    /// A bucket of the template, by its website endpoint.
    Website(ResourceId),
    /// A function URL, by the logical id of the `AWS::Lambda::Url`.
    FunctionUrl(ResourceId),
}

/// The values of a condition key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {
    /// The request does not carry this key.
    Absent,
    /// One value.
    One(String),
    /// Several, as of a multivalued key.
    Many(Vec<String>),
}

/// Headers, by names that are compared without regard to case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers(pub Vec<(String, String)>);

impl Headers {
    /// The value of a header; the first, if it comes several times.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// Facts that no template holds, where they were given.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// The headers with which the origin answers.
    pub origin_headers: Option<Headers>,
    /// The status with which the origin answers.
    pub origin_status: Option<u16>,
    /// Whether custom error pages do not exist.
    pub page_missing: bool,
    /// The policies that a principal has in its own account.
    pub identity_policies: Option<Vec<Node>>,
    /// The policy that was passed when the session began.
    pub session_policy: Option<Node>,
    /// The switches of the account that block public access.
    pub account_public_access_block: Option<PublicAccessBlock>,
    /// The canned access control list of the object, as `public-read`.
    pub object_acl: Option<String>,
}

/// The four switches that block public access.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html>
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "S3 has these four switches, each on or off for itself"
)]
pub struct PublicAccessBlock {
    /// Public access control lists cannot be set.
    pub block_public_acls: bool,
    /// Public access control lists do not count.
    pub ignore_public_acls: bool,
    /// A public bucket policy cannot be set.
    pub block_public_policy: bool,
    /// A public bucket policy lets in nobody but services and the own account.
    pub restrict_public_buckets: bool,
}
