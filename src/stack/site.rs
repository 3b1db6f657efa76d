//! `sites:` — CloudFront distributions: an address, and what lies behind it.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::aws::{DomainName, LogicalId};
use crate::source::word::{WordOrMap, list_parsed, maybe_parsed, word_or_map};
use crate::stack::{DefaultRoute, External, Name, Route};

/// A CloudFront distribution.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Site {
    /// The logical id, where the derived one is not wanted: `Distribution` for the first site.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    pub id: Option<LogicalId>,
    /// What the distribution is for: at most 128 characters.
    pub comment: Option<String>,
    /// Where the requests go that no route takes.
    #[schemars(with = "DefaultRoute")]
    pub default: Option<DefaultRoute>,
    /// Which requests go where: the first route whose pattern matches takes the request.
    #[serde(default)]
    pub routes: Vec<Route>,
    /// Host names of your own.
    #[serde(default, deserialize_with = "list_parsed")]
    #[schemars(with = "Vec<String>")]
    pub aliases: Vec<DomainName>,
    /// The certificate for the aliases, in us-east-1.
    pub certificate: Option<Certificate>,
    /// The Route 53 zone in which the aliases get their records.
    pub zone: Option<Zone>,
    /// How functions of this site learn its host name; `alias` where there is one, `custom-resource` otherwise.
    pub domain_from: Option<DomainFrom>,
    /// The ARN of a web ACL of scope CLOUDFRONT.
    pub web_acl: Option<External>,
    /// Where in the world the site is served from; `100` (North America and Europe, the cheapest) if left out.
    pub price_class: Option<PriceClass>,
    /// Access logs, by CloudWatch's log delivery; the stack must be in us-east-1.
    pub logs: Option<AccessLogs>,
}

/// The certificate for a site's aliases.
#[derive(Debug, Clone, PartialEq)]
pub enum Certificate {
    /// An existing one, by its ARN.
    Existing(External),
    /// One that the stack requests and proves by records in the site's zone; the stack must be in us-east-1.
    Managed,
}

/// The same as a map.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateMap {
    /// The certificate's ARN.
    existing: External,
}

impl WordOrMap for Certificate {
    type Map = CertificateMap;

    const EXPECTED: &'static str = "`managed` or `{ existing: ARN }`";

    fn from_word(word: &str) -> Result<Self, String> {
        match word {
            "managed" => Ok(Self::Managed),
            _ => Err(format!("expected {}", Self::EXPECTED)),
        }
    }

    fn from_map(map: CertificateMap) -> Result<Self, String> {
        Ok(Self::Existing(map.existing))
    }
}

word_or_map!(
    Certificate,
    CertificateMap,
    "The certificate for a site's aliases: `managed` (the stack requests it and proves it by records in the site's zone; only in us-east-1), or an existing one.",
    &["managed"]
);

/// A Route 53 zone.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Zone {
    /// The zone's id, like `Z2ABCDEFGHIJKL`.
    pub existing: External,
}

/// How the functions behind a site learn its host name, which CloudFormation cannot tell them: the site is made after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DomainFrom {
    /// The first alias, which is known beforehand.
    Alias,
    /// A parameter, which is given at the second deployment.
    Parameter(Option<LogicalId>),
    /// A custom resource sets the variable after the site is made; the parameter pins it from the second deployment on.
    CustomResource(Option<LogicalId>),
    /// The variable holds the name of an SSM parameter, which holds the host name: the code reads it at start.
    Ssm(Option<String>),
}

/// The same as a map; exactly one way.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DomainFromMap {
    /// The name of the template parameter that gives the host name.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    parameter: Option<LogicalId>,
    /// A custom resource, with the name of the pinning parameter.
    custom_resource: Option<Pin>,
    /// The name of the SSM parameter.
    ssm: Option<String>,
}

/// The name of the parameter that pins a host name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Pin {
    /// The template parameter's name; `CloudFrontDomain` for the first site if left out.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    pin: Option<LogicalId>,
}

impl WordOrMap for DomainFrom {
    type Map = DomainFromMap;

    const EXPECTED: &'static str = "`alias`, `parameter`, `custom-resource`, `ssm`, or a map of one of the last three to its name";

    fn from_word(word: &str) -> Result<Self, String> {
        match word {
            "alias" => Ok(Self::Alias),
            "parameter" => Ok(Self::Parameter(None)),
            "custom-resource" => Ok(Self::CustomResource(None)),
            "ssm" => Ok(Self::Ssm(None)),
            _ => Err(format!("expected {}", Self::EXPECTED)),
        }
    }

    fn from_map(map: DomainFromMap) -> Result<Self, String> {
        match (map.parameter, map.custom_resource, map.ssm) {
            (Some(name), None, None) => Ok(Self::Parameter(Some(name))),
            (None, Some(Pin { pin }), None) => Ok(Self::CustomResource(pin)),
            (None, None, Some(name)) => Ok(Self::Ssm(Some(name))),
            _ => Err(format!("expected {}", Self::EXPECTED)),
        }
    }
}

word_or_map!(
    DomainFrom,
    DomainFromMap,
    "How functions behind a site learn its host name, which CloudFormation cannot tell them: `alias` (known beforehand), `parameter` (given at the second deployment), `custom-resource` (set after the site is made, until the parameter pins it), `ssm` (the variable holds the name of an SSM parameter).",
    &["alias", "parameter", "custom-resource", "ssm"]
);

/// Where in the world a site is served from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String", extend("enum" = ["100", "200", "all"]))]
pub enum PriceClass {
    /// North America, Europe and Israel.
    Class100,
    /// Those, and Africa, the Middle East and most of Asia.
    Class200,
    /// Everywhere.
    All,
}

impl TryFrom<String> for PriceClass {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.as_str() {
            "100" => Ok(Self::Class100),
            "200" => Ok(Self::Class200),
            "all" => Ok(Self::All),
            _ => Err(format!(
                "`{text}` is not a price class\nexpected `\"100\"`, `\"200\"` or `all`"
            )),
        }
    }
}

/// Access logs of a site.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AccessLogs {
    /// The bucket of this stack that they are written to.
    pub bucket: Name,
    /// The first part of their keys.
    pub prefix: Option<String>,
}
