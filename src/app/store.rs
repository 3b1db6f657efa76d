//! A place to keep files, and what its key spaces are for.

use crate::app::{Fact, Id, Site};
use crate::aws::{LogicalId, Method};
use crate::diag::Path;

/// An S3 bucket.
#[derive(Debug, Clone, PartialEq)]
pub struct Store {
    /// The kebab-case name that the user gave it.
    pub name: String,
    /// The logical id that the user wants.
    pub id: Option<LogicalId>,
    /// Where it is declared.
    pub at: Path,
    /// Which bucket it is.
    pub bucket: BucketIs,
    /// Key prefixes, by what they are for.
    pub spaces: Vec<Space>,
    /// How CloudFront identifies itself.
    pub identity: Identity,
    /// What a request for a missing object gets through CloudFront, outside all spaces.
    pub missing: Missing,
    /// Encryption at rest.
    pub encryption: Encryption,
    /// Whether old versions of objects are kept.
    pub versioning: bool,
    /// When objects are removed.
    pub expiry: Vec<Expiry>,
    /// Which pages may call the bucket.
    pub cors: Vec<CorsRule>,
    /// Whether deleting the stack keeps the objects.
    pub keeps_data: bool,
}

impl Store {
    /// Whether some objects are readable by everybody straight from S3.
    pub fn is_public(&self) -> bool {
        self.spaces
            .iter()
            .any(|space| space.read == Reader::Everybody)
    }
}

/// Which bucket a store is.
#[derive(Debug, Clone, PartialEq)]
pub enum BucketIs {
    /// One of the stack, called `<this>-<account id>`.
    Created(String),
    /// One that exists, called this.
    Existing(Fact),
}

/// The keys that begin with a prefix; the prefix may contain `*`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Space {
    /// The prefix as the user wrote it.
    pub prefix: String,
    /// Where it is declared.
    pub at: Path,
    /// Whether it is the layout of former objects, which are neither written nor served any more.
    pub is_former: bool,
    /// Who may read.
    pub read: Reader,
    /// What a request for a missing object gets through CloudFront.
    pub missing: Missing,
}

/// Who may read the objects of a space, beside functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Nobody.
    Nobody,
    /// The sites that route to it.
    Sites,
    /// Everybody, straight from S3.
    Everybody,
}

/// What a request for a missing object gets through CloudFront.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// 403, as S3 answers who may not list.
    Forbidden,
    /// 404, by the right to list.
    NotFound,
}

/// How CloudFront identifies itself to a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// An origin access identity.
    Oai,
    /// Origin access control.
    Oac,
}

/// Encryption at rest.
#[derive(Debug, Clone, PartialEq)]
pub enum Encryption {
    /// S3's own keys.
    S3,
    /// The KMS key with this ARN.
    Kms(Fact),
}

/// When objects are removed, in days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiry {
    /// Only objects whose keys begin with this.
    pub prefix: Option<String>,
    /// The age at which objects go.
    pub days: Option<u32>,
    /// The age at which old versions go.
    pub old_version_days: Option<u32>,
}

/// Which pages may call the bucket from a browser.
#[derive(Debug, Clone, PartialEq)]
pub struct CorsRule {
    /// The pages' origins.
    pub origins: Vec<WebOrigin>,
    /// The methods.
    pub methods: Vec<Method>,
    /// Request headers that may be sent.
    pub headers: Vec<String>,
    /// Answer headers that the page may read.
    pub expose: Vec<String>,
    /// For how many seconds a browser may remember the answer.
    pub max_age: Option<u32>,
}

/// Where a page comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WebOrigin {
    /// An origin as browsers send it.
    Literal(String),
    /// All addresses of a site.
    Site(Id<Site>),
}
