//! A site's `default:` and `routes:` — which requests go where.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::aws::{LogicalId, Method, PathPattern};
use crate::source::word::{WordOrMap, maybe_list_parsed, maybe_parsed, word_or_map};
use crate::stack::{Cache, External, Keys, Name};

/// Where the requests go that no route takes.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DefaultRoute {
    /// A bucket of this stack.
    pub bucket: Option<Name>,
    /// A function of this stack.
    pub function: Option<Name>,
    /// A server under `origins`.
    pub origin: Option<Name>,
    /// The object that `/` stands for; `index.html` for a bucket, `none` for no such object.
    pub index: Option<String>,
    /// What turns a viewer's path into an object's: nothing if left out.
    pub router: Option<Router>,
    /// How long answers are kept; `long` for a bucket, `none` for anything else.
    pub cache: Option<Cache>,
    /// The methods that are let through: GET and HEAD, or those and OPTIONS, or all seven.
    #[serde(default, deserialize_with = "maybe_list_parsed")]
    #[schemars(with = "Option<Vec<String>>")]
    pub methods: Option<Vec<Method>>,
    /// What plain http gets; `redirect` for a bucket, `https-only` for anything else.
    pub protocol: Option<Protocol>,
    /// Headers added to answers; `security` if left out.
    pub headers: Option<Headers>,
    /// Key groups, one of whose keys must have signed the URL or cookie.
    #[serde(default)]
    pub signed_by: Vec<External>,
}

/// Which requests go where.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Route {
    /// The path pattern: `*` is any run of characters, `?` is one. Not with `prefix`.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    pub path: Option<PathPattern>,
    /// A prefix of a bucket, as `<bucket>/<prefix>`: the path pattern is `/<prefix>*`.
    pub prefix: Option<Keys>,
    /// A bucket of this stack; the path is the key.
    pub bucket: Option<Name>,
    /// A function of this stack, by its function URL.
    pub function: Option<Name>,
    /// A server under `origins`.
    pub origin: Option<Name>,
    /// How long answers are kept; `long` for a bucket, `none` for anything else.
    pub cache: Option<Cache>,
    /// The methods that are let through: GET and HEAD, or those and OPTIONS, or all seven.
    #[serde(default, deserialize_with = "maybe_list_parsed")]
    #[schemars(with = "Option<Vec<String>>")]
    pub methods: Option<Vec<Method>>,
    /// What plain http gets; `redirect` for a bucket, `https-only` for anything else.
    pub protocol: Option<Protocol>,
    /// Headers added to answers; `security` if left out.
    pub headers: Option<Headers>,
    /// Key groups, one of whose keys must have signed the URL or cookie.
    #[serde(default)]
    pub signed_by: Vec<External>,
}

/// What turns a viewer's path into an object's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Router {
    /// Every path without a file extension is the index document; a path of an API that no route takes is answered 404.
    SinglePage,
    /// `/guide/` and `/guide` are `/guide/index.html`.
    DirectoryIndex,
}

/// What a request over plain http gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Protocol {
    /// A redirect to https.
    Redirect,
    /// 403.
    HttpsOnly,
}

/// Headers that CloudFront adds to answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Headers {
    /// AWS's `SecurityHeadersPolicy`.
    Security,
    /// None.
    None,
    /// By a policy of the stack's own.
    Own(OwnHeaders),
}

/// A response headers policy of the stack's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OwnHeaders {
    /// The policy's logical id, where the derived one is not wanted.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    pub id: Option<LogicalId>,
    /// Whether the headers of AWS's `SecurityHeadersPolicy` are sent too; true if left out.
    pub security: Option<bool>,
    /// Headers with their values; they replace the origin's. `Content-Security-Policy` is one, other security headers are not.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// Headers of the origin that viewers do not get.
    #[serde(default)]
    pub remove: Vec<String>,
}

impl WordOrMap for Headers {
    type Map = OwnHeaders;

    const EXPECTED: &'static str = "`security`, `none`, or a map of `set` and `remove`";

    fn from_word(word: &str) -> Result<Self, String> {
        match word {
            "security" => Ok(Self::Security),
            "none" => Ok(Self::None),
            _ => Err(format!("expected {}", Self::EXPECTED)),
        }
    }

    fn from_map(own: OwnHeaders) -> Result<Self, String> {
        Ok(Self::Own(own))
    }
}

word_or_map!(
    Headers,
    OwnHeaders,
    "Headers that CloudFront adds to answers: `security` (AWS's SecurityHeadersPolicy), `none`, or a policy of the stack's own.",
    &["security", "none"]
);
