//! A test file as it is written, word for word; the comments here are its reference.

use std::collections::BTreeMap;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::Deserialize;

use super::expect::Expect;
use super::words::{HttpVersion, Several, Status, Words};
use crate::aws::{Method, Region};
use crate::simulate::Switches;
use crate::source::Node;
use crate::source::word::{WordOrMap, maybe_parsed, word_or_map};

/// A test file: cases, and what all of them share.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TestFile {
    /// Where the stack is taken to be deployed, and with what; options of the command line win.
    #[serde(default)]
    pub settings: Settings,
    /// The keys that exist, by bucket: its name in the stack file, its logical id or its physical name. A request that
    /// comes to ask such a bucket for any other key is about a missing object; in other buckets every object exists.
    #[serde(default)]
    pub objects: BTreeMap<String, Vec<String>>,
    /// What is asked, and what is expected.
    pub cases: Vec<Case>,
}

/// Where a stack is deployed, and with what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The part of `environments` that lies over the stack file; none if left out.
    pub env: Option<String>,
    /// The account; 123456789012 if left out.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    pub account: Option<Account>,
    /// The region; the stack file's if left out, and us-east-1 for a template.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    pub region: Option<Region>,
    /// The name of the CloudFormation stack; the stack file's if left out, and `stack` for a template.
    pub stack_name: Option<String>,
    /// Values of template parameters.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
}

/// The twelve digits of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account(pub String);

impl FromStr for Account {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!(
                "`{text}` is not an account\nthose have twelve digits"
            ))
        }
    }
}

/// A case: one request with what is expected; or a table of requests, for each of which holds what the table says, unless
/// the request says otherwise itself. Of headers, context keys and expected fields, those of both count.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Case {
    /// What the case is called; no two have one name. A request in a table is called after what it asks if it has none.
    pub name: Option<String>,
    /// What is asked, in the words of `stackgen trace`: `GET /x.jpg`, `/x.jpg`, `s3:PutObject s3://photos/x.jpg`.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    pub request: Option<Words>,
    /// The requests of a table: each the words alone, or a map that says more, or otherwise, than the table.
    pub requests: Option<Vec<Row>>,
    /// Methods with each of which is asked; not for requests that say theirs.
    #[schemars(with = "Option<Several<String>>")]
    pub methods: Option<Several<Method>>,
    /// Who asks, one or each of several: `anonymous`, a logical id, an ARN, `account:123456789012`,
    /// `service:cloudfront.amazonaws.com`; `anonymous` if left out.
    #[serde(rename = "as")]
    pub caller: Option<Several<String>>,
    /// Who signed the URL that is used, one or each of several. Not with `as`.
    pub presigned_by: Option<Several<String>>,
    /// Condition keys with their values: a text, a number, true or false, or a list; `null` says that the request does
    /// not carry the key.
    #[serde(default)]
    pub context: BTreeMap<String, Node>,
    /// Headers of the request.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body of the request.
    pub body: Option<String>,
    /// Whether the request comes by http; by https if left out.
    pub http: Option<bool>,
    /// The version of HTTP: 1.0, 1.1, 2 or 3.
    pub http_version: Option<HttpVersion>,
    /// Whether the object that is finally asked for does not exist; if left out, `objects` say it.
    pub missing: Option<bool>,
    /// The status with which the origin, or the function, answers.
    pub origin_status: Option<Status>,
    /// The headers with which the origin answers.
    pub origin_headers: Option<BTreeMap<String, String>>,
    /// Whether custom error pages do not exist; if left out, `objects` say it.
    pub page_missing: Option<bool>,
    /// Policies of whoever asks, in its own account.
    pub identity_policies: Option<Vec<Node>>,
    /// The policy that was passed when the session of whoever asks began.
    pub session_policy: Option<Node>,
    /// The account's switches that block public access; all off if left out.
    #[schemars(with = "Option<BTreeMap<String, bool>>")]
    pub account_public_access_block: Option<Switches>,
    /// The canned access control list of the object, such as `public-read`.
    pub object_acl: Option<String>,
    /// What is expected of the answer.
    #[serde(default)]
    pub expect: Expect,
}

/// A request of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// The words alone.
    Words(Box<Words>),
    /// With more to say.
    Case(Box<Case>),
}

impl WordOrMap for Row {
    type Map = Case;

    const EXPECTED: &'static str = "a request like `GET /x.jpg`, or a map with a `request`";

    fn from_word(word: &str) -> Result<Self, String> {
        word.parse().map(Box::new).map(Self::Words)
    }

    fn from_map(case: Case) -> Result<Self, String> {
        Ok(Self::Case(Box::new(case)))
    }
}

word_or_map!(
    Row,
    Case,
    "A request of a table: the words alone, or a case that says more, and may be a table itself.",
    &[],
);
