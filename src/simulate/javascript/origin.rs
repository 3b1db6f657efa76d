//! Another origin for the request, as code asks for it through the module `cloudfront`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;

/// A call that changes the origin of a request. Several are kept in their order; AWS does not say what several do.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html>
#[derive(Debug, Clone, PartialEq)]
pub enum OriginChange {
    /// `updateRequestOrigin()`.
    Update(OriginUpdate),
    /// `selectRequestOriginById()`.
    Select {
        /// The id of an origin of the distribution.
        origin: String,
        /// What is overridden of it: `hostHeader`, `sni`, `allowedCertificateNames`.
        overridden: BTreeSet<String>,
    },
    /// `createRequestOriginGroup()`.
    Group {
        /// The ids of two origins of the distribution, the primary first.
        origins: Vec<String>,
        /// The statuses at which the second is asked.
        failover_statuses: Vec<u16>,
    },
}

/// The settings of the origin that `updateRequestOrigin()` changes; what it does not name stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OriginUpdate {
    /// The domain name.
    pub domain_name: Option<String>,
    /// The host name to ask under, other than the domain name.
    pub host_header: Option<String>,
    /// The path before that of the request.
    pub origin_path: Option<String>,
    /// The headers to add, instead of those of the origin.
    pub custom_headers: Option<BTreeMap<String, String>>,
    /// The origin access control, instead of that of the origin.
    #[serde(rename = "originAccessControlConfig")]
    pub access_control: Option<OriginAccess>,
    /// The names of all settings that are changed, these and others.
    #[serde(skip)]
    pub changed: BTreeSet<String>,
}

/// How requests to an origin are signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OriginAccess {
    /// Whether they are.
    pub enabled: bool,
    /// `always`, `never` or `no-override`.
    pub signing_behavior: Option<String>,
    /// `s3`, `lambda`, `mediastore` or `mediapackagev2`.
    pub origin_type: Option<String>,
}

impl OriginChange {
    /// What a call asks for: the name of the method, and its arguments as a JSON list. The error says which argument is not
    /// as the page has it.
    pub(super) fn parse(method: &str, arguments: &str) -> Result<Self, String> {
        let arguments: Vec<Value> = serde_json::from_str(arguments).map_err(|e| e.to_string())?;
        let first = arguments.first().cloned().unwrap_or_default();
        match method {
            "updateRequestOrigin" => {
                let changed = names(&first);
                let update: OriginUpdate =
                    serde_json::from_value(first).map_err(|e| e.to_string())?;
                Ok(Self::Update(OriginUpdate { changed, ..update }))
            }
            "selectRequestOriginById" => Ok(Self::Select {
                origin: first.as_str().ok_or("the id is no text")?.to_owned(),
                overridden: arguments.get(1).map(names).unwrap_or_default(),
            }),
            _ => {
                let group: Group = serde_json::from_value(first).map_err(|e| e.to_string())?;
                let origins = group.origin_ids.into_iter().map(GroupMember::into_id);
                Ok(Self::Group {
                    origins: origins.collect(),
                    failover_statuses: group.failover_criteria.into_statuses(),
                })
            }
        }
    }
}

fn names(settings: &Value) -> BTreeSet<String> {
    let names = settings.as_object().map(|settings| settings.keys());
    names.into_iter().flatten().cloned().collect()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Group {
    origin_ids: Vec<GroupMember>,
    failover_criteria: FailoverCriteria,
}

/// The page speaks of an array of ids, and shows objects that have them.
#[derive(Deserialize)]
#[serde(untagged)]
enum GroupMember {
    Id(String),
    Member {
        #[serde(rename = "originId")]
        id: String,
    },
}

impl GroupMember {
    fn into_id(self) -> String {
        match self {
            Self::Id(id) | Self::Member { id } => id,
        }
    }
}

/// The page speaks of an array of statuses, and shows an object that has one.
#[derive(Deserialize)]
#[serde(untagged)]
enum FailoverCriteria {
    Statuses(Vec<u16>),
    Criteria {
        #[serde(rename = "statusCodes")]
        statuses: Vec<u16>,
    },
}

impl FailoverCriteria {
    fn into_statuses(self) -> Vec<u16> {
        match self {
            Self::Statuses(statuses) | Self::Criteria { statuses } => statuses,
        }
    }
}
