//! Code that runs.

use std::collections::BTreeMap;

use crate::app::{Fact, Grant, Id, Site};
use crate::aws::{LogicalId, Runtime};
use crate::diag::Path;

/// A Lambda function with its role and its log.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// The kebab-case name that the user gave it.
    pub name: String,
    /// The logical id that the user wants.
    pub id: Option<LogicalId>,
    /// Where it is declared.
    pub at: Path,
    /// Its name in Lambda.
    pub physical_name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Where its code comes from.
    pub code: Code,
    /// The runtime.
    pub runtime: Runtime,
    /// What Lambda calls.
    pub handler: String,
    /// The processor.
    pub architecture: Architecture,
    /// Memory in MiB.
    pub memory: u32,
    /// How long one call may take, in seconds.
    pub timeout: u32,
    /// Environment variables.
    pub variables: BTreeMap<String, Variable>,
    /// What it may do, beside writing its own log.
    pub grants: Vec<Grant>,
    /// For how many days its log is kept.
    pub log_days: u32,
}

/// An environment variable's value, and where it is declared.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// The value.
    pub value: Value,
    /// Where it is declared.
    pub at: Path,
}

/// What an environment variable holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A fact of the app.
    Fact(Fact),
    /// A site's host name.
    Domain(Id<Site>, DomainWay),
}

/// How a function learns the host name of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DomainWay {
    /// From the distribution, which does not depend on the function.
    Directly,
    /// As the site's [`Announcement`](crate::app::Announcement) says.
    Announced,
}

/// Where a function's code comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Code {
    /// The text itself.
    Inline(String),
    /// A folder or archive that `aws cloudformation package` uploads.
    Path(String),
    /// An archive in S3.
    S3 {
        /// The bucket's name.
        bucket: Fact,
        /// The object's key.
        key: Fact,
        /// The object's version.
        version: Option<Fact>,
    },
}

/// The processor of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Architecture {
    /// AWS Graviton.
    Arm64,
    /// 64-bit x86.
    X86,
}
