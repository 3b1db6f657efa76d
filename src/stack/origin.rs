//! `origins:` — web servers outside the stack that a site forwards requests to.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::aws::DomainName;
use crate::source::word::parsed;
use crate::stack::{Duration, External, Within};

/// An https server that exists already.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Origin {
    /// The server's host name, without scheme and path.
    #[serde(deserialize_with = "parsed")]
    #[schemars(with = "String")]
    pub host: DomainName,
    /// The port; 443 if left out.
    pub port: Option<Within<1, 65_535>>,
    /// A path put before every request's own: begins with `/` and does not end with one.
    pub path: Option<String>,
    /// How long the server may take to answer, 1 to 120 s; 30 s if left out.
    pub timeout: Option<Duration>,
    /// How often a GET or HEAD is tried, 1 to 3; 1 if left out, since a retried request runs again.
    pub attempts: Option<Within<1, 3>>,
    /// Headers that CloudFront adds to every request to this server.
    #[serde(default)]
    pub headers: BTreeMap<String, External>,
}
