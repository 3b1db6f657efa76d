//! `buckets:` — S3 buckets, and what their key prefixes are for.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::aws::{LogicalId, Method};
use crate::source::word::{WordOrMap, list_parsed, maybe_parsed, word_or_map};
use crate::stack::{Duration, External, Name, Named};

/// A private, encrypted S3 bucket that refuses plain http and ACLs.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Bucket {
    /// The logical id, where the derived one is not wanted.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    pub id: Option<LogicalId>,
    /// The name of a bucket that exists already in the stack's region, which the template then neither creates nor changes.
    pub existing: Option<External>,
    /// The bucket's name before `-<account id>`; `<stack>-<bucket>` if left out.
    pub name: Option<String>,
    /// Key prefixes by what they are for; each is stated here once, and routes and grants refer to it.
    #[serde(default)]
    pub prefixes: Named<String, Prefix>,
    /// How CloudFront identifies itself to the bucket: `oai` if left out.
    pub access: Option<Access>,
    /// What a request for a missing object gets through CloudFront where no prefix says otherwise: 403 if left out.
    pub missing: Option<Missing>,
    /// Set to true to state that nothing in this bucket is ever public.
    pub block_public_access: Option<bool>,
    /// Encryption at rest: S3's own keys if left out.
    pub encryption: Option<Encryption>,
    /// Whether old versions of objects are kept.
    #[serde(default)]
    pub versioning: bool,
    /// When objects are removed; incomplete uploads always are, after seven days.
    #[serde(default)]
    pub lifecycle: Vec<LifecycleRule>,
    /// Which browsers' pages may call the bucket; prefixes with `upload: presigned` add their own rule.
    #[serde(default)]
    pub cors: Vec<CorsRule>,
    /// Whether deleting the stack keeps the bucket and its objects; `keep` if left out.
    pub on_delete: Option<OnDelete>,
}

/// What the keys under a prefix are for.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Prefix {
    /// Who may read the objects; nobody but functions if left out.
    pub read: Option<Read>,
    /// How browsers and apps upload objects, beside functions.
    pub upload: Option<Upload>,
    /// What a request for a missing object gets through CloudFront.
    pub missing: Option<Missing>,
    /// Keys of a former layout: never written or served, and deleted by whoever may delete in this bucket.
    #[serde(default)]
    pub legacy: bool,
}

/// Who may read the objects under a prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Read {
    /// CloudFront alone, by the bucket's identity.
    Cloudfront,
    /// Everybody, straight from S3, by policy.
    Public,
}

/// How browsers and apps upload objects.
#[derive(Debug, Clone, PartialEq)]
pub struct Upload {
    /// Whose pages may send the presigned request; the stack's sites if left out.
    pub origins: Option<Vec<CorsOrigin>>,
}

/// The same as a map.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UploadMap {
    /// By presigned PUT.
    presigned: Presigned,
}

/// Whose pages may send a presigned upload.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Presigned {
    /// The origins of those pages.
    origins: Vec<CorsOrigin>,
}

impl WordOrMap for Upload {
    type Map = UploadMap;

    const EXPECTED: &'static str = "`presigned` or `{ presigned: { origins: [...] } }`";

    fn from_word(word: &str) -> Result<Self, String> {
        if word == "presigned" {
            return Ok(Self { origins: None });
        }
        Err(format!("expected {}", Self::EXPECTED))
    }

    fn from_map(map: UploadMap) -> Result<Self, String> {
        Ok(Self {
            origins: Some(map.presigned.origins),
        })
    }
}

word_or_map!(
    Upload,
    UploadMap,
    "How browsers and apps upload objects, beside functions.",
    &["presigned"]
);

/// How CloudFront identifies itself to a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// An origin access identity.
    Oai,
    /// Origin access control, which also works with KMS keys and in every region.
    Oac,
}

/// What a request for a missing object gets through CloudFront: 403, or 404 by the right to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "u16")]
#[schemars(with = "u16", extend("enum" = [403, 404]))]
pub enum Missing {
    /// 403, as S3 answers who may not list.
    Forbidden,
    /// 404: CloudFront's identity gets `s3:ListBucket`.
    NotFound,
}

impl TryFrom<u16> for Missing {
    type Error = String;

    fn try_from(status: u16) -> Result<Self, String> {
        match status {
            403 => Ok(Self::Forbidden),
            404 => Ok(Self::NotFound),
            _ => Err(format!(
                "a missing object is answered 403 or 404, not {status}"
            )),
        }
    }
}

/// Encryption at rest.
#[derive(Debug, Clone, PartialEq)]
pub enum Encryption {
    /// S3's own keys.
    S3,
    /// A KMS key by its ARN.
    Kms(External),
}

/// The same as a map.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EncryptionMap {
    /// The ARN of the KMS key.
    kms: External,
}

impl WordOrMap for Encryption {
    type Map = EncryptionMap;

    const EXPECTED: &'static str = "`s3` or `{ kms: ARN }`";

    fn from_word(word: &str) -> Result<Self, String> {
        match word {
            "s3" => Ok(Self::S3),
            _ => Err(format!("expected {}", Self::EXPECTED)),
        }
    }

    fn from_map(map: EncryptionMap) -> Result<Self, String> {
        Ok(Self::Kms(map.kms))
    }
}

word_or_map!(Encryption, EncryptionMap, "Encryption at rest.", &["s3"]);

/// When objects are removed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LifecycleRule {
    /// Only objects whose keys begin with this.
    pub prefix: Option<String>,
    /// Objects of this age are removed: whole days.
    pub expire: Option<Duration>,
    /// Old versions of this age are removed: whole days.
    pub expire_old_versions: Option<Duration>,
}

/// Which pages may call the bucket from a browser.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CorsRule {
    /// The pages' origins.
    pub origins: Vec<CorsOrigin>,
    /// The methods: GET, HEAD, PUT, POST or DELETE.
    #[serde(deserialize_with = "list_parsed")]
    #[schemars(with = "Vec<String>")]
    pub methods: Vec<Method>,
    /// Request headers that may be sent.
    #[serde(default)]
    pub headers: Vec<String>,
    /// Answer headers that the page may read.
    #[serde(default)]
    pub expose: Vec<String>,
    /// How long a browser may remember the answer.
    pub max_age: Option<Duration>,
}

/// A web origin: `https://example.com`, or `{ site: NAME }` for all addresses of a site of this stack.
#[derive(Debug, Clone, PartialEq)]
pub enum CorsOrigin {
    /// An origin as browsers send it.
    Literal(String),
    /// All addresses of a site.
    Site(Name),
}

/// The same as a map.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorsOriginMap {
    /// A site of this stack.
    site: Name,
}

impl WordOrMap for CorsOrigin {
    type Map = CorsOriginMap;

    const EXPECTED: &'static str = "an origin like `https://example.com`, or `{ site: NAME }`";

    fn from_word(word: &str) -> Result<Self, String> {
        let host = word
            .strip_prefix("https://")
            .or(word.strip_prefix("http://"));
        match host {
            _ if word == "*" => Ok(Self::Literal(word.to_owned())),
            Some(host)
                if !host.is_empty() && !host.contains('/') && word.matches('*').count() < 2 =>
            {
                Ok(Self::Literal(word.to_owned()))
            }
            _ => Err(format!(
                "`{word}` is not a web origin\nwrite scheme and host without a path, with at most one `*`: `https://example.com`"
            )),
        }
    }

    fn from_map(map: CorsOriginMap) -> Result<Self, String> {
        Ok(Self::Site(map.site))
    }
}

word_or_map!(
    CorsOrigin,
    CorsOriginMap,
    "A web origin: `https://example.com`, or all addresses of a site of this stack.",
    &[]
);

/// What deleting the stack does with something that holds data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OnDelete {
    /// It stays, outside the stack.
    Keep,
    /// It is deleted; a bucket must be empty then.
    Delete,
}
