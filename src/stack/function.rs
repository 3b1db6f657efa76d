//! `functions:` — Lambda functions, each with a role and a log group of its own.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::aws::{LogicalId, Runtime};
use crate::source::word::{WordOrMap, maybe_parsed, word_or_map};
use crate::stack::{Duration, External, Grant, Name, Within};

/// A Lambda function. Fields that are left out are taken from `defaults.functions`, and then from the default named here.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Function {
    /// The function's logical id, where the derived one is not wanted; role, log group and URL follow it.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    pub id: Option<LogicalId>,
    /// The function's name in Lambda; `<stack>-<function>` if left out.
    pub name: Option<String>,
    /// What the function is for.
    pub description: Option<String>,
    /// Where the code comes from.
    pub code: Option<Code>,
    /// The Lambda runtime; for inline code left out, `python3.14` or `nodejs24.x`, as the file's name tells.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    pub runtime: Option<Runtime>,
    /// What Lambda calls; for inline code `index.` and the function's name, and `index.handler` if left out.
    pub handler: Option<String>,
    /// The processor; `arm64` if left out.
    pub architecture: Option<Architecture>,
    /// Memory in MiB, 128 to 10,240; 256 if left out.
    pub memory: Option<Within<128, 10_240>>,
    /// How long one call may take, up to 15 m (behind a site up to 110 s); 30 s if left out.
    pub timeout: Option<Duration>,
    /// Environment variables; those of `defaults.functions` are added.
    #[serde(default)]
    pub environment: BTreeMap<String, Variable>,
    /// What the function may do, beside writing its own log.
    #[serde(default)]
    pub can: Vec<Grant>,
    /// How long its log is kept.
    pub logs: Option<Logs>,
}

/// Where a function's code comes from.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// A Python or Node.js file beside the stack file, whose text goes into the template.
    Inline(String),
    /// A folder or archive beside the stack file, for `aws cloudformation package`.
    Path(String),
    /// An archive in S3.
    S3(S3Object),
}

/// An archive in S3.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct S3Object {
    /// The bucket's name.
    pub bucket: External,
    /// The object's key; make it say what is in it, since an equal key is no change.
    pub key: External,
    /// The object's version, in a bucket with versioning.
    pub version: Option<External>,
}

/// The processor of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Architecture {
    /// AWS Graviton.
    #[serde(rename = "arm64")]
    Arm64,
    /// 64-bit x86.
    #[serde(rename = "x86_64")]
    X86,
}

/// How long a function's log is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Logs {
    /// As CloudWatch Logs takes it: 1, 3, 5, 7, 14, 30, 60, 90 … days; 30 d if left out.
    pub keep: Duration,
}

/// The value of an environment variable: a text, or a reference to what the stack knows.
#[derive(Debug, Clone, PartialEq)]
pub enum Variable {
    /// The text itself, a parameter's value or a raw resource's.
    External(External),
    /// A bucket's name.
    Bucket(Name),
    /// A table's name.
    Table(Name),
    /// A user pool's id.
    UserPool(Name),
    /// A function's name.
    Function(Name),
    /// A site's host name, without scheme.
    Domain(Name),
}

/// The same as a map; exactly one kind of reference.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct VariableMap {
    /// A bucket of this stack: its name.
    bucket: Option<Name>,
    /// A table of this stack: its name.
    table: Option<Name>,
    /// A user pool of this stack: its id.
    user_pool: Option<Name>,
    /// A function of this stack: its name in Lambda.
    function: Option<Name>,
    /// A site of this stack: its host name, without scheme.
    domain: Option<Name>,
    /// A template parameter.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    parameter: Option<LogicalId>,
    /// A raw resource, by its logical id.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    resource: Option<LogicalId>,
    /// With `resource`: an attribute of it.
    attribute: Option<String>,
}

impl WordOrMap for Variable {
    type Map = VariableMap;

    const EXPECTED: &'static str = "a text, or a map with one of bucket, table, user-pool, function, domain, parameter or resource";

    fn from_word(word: &str) -> Result<Self, String> {
        Ok(Self::External(External::Literal(word.to_owned())))
    }

    fn from_map(map: VariableMap) -> Result<Self, String> {
        let attribute = map.attribute;
        let resource = map
            .resource
            .map(|id| Self::External(External::Resource(id, attribute.clone())));
        let is_resource = resource.is_some();
        let mut given = [
            map.bucket.map(Self::Bucket),
            map.table.map(Self::Table),
            map.user_pool.map(Self::UserPool),
            map.function.map(Self::Function),
            map.domain.map(Self::Domain),
            map.parameter
                .map(|parameter| Self::External(External::Parameter(parameter))),
            resource,
        ]
        .into_iter()
        .flatten();
        match (given.next(), given.next()) {
            (Some(only), None) if is_resource || attribute.is_none() => Ok(only),
            _ => Err(format!("expected {}", Self::EXPECTED)),
        }
    }
}

word_or_map!(
    Variable,
    VariableMap,
    "The value of an environment variable: a text, or a reference to what the stack knows.",
    &[]
);
