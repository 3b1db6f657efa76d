//! What the user meant: few nouns, every reference an id that cannot dangle.

mod arena;
mod fact;
mod grant;
mod route;
mod service;
mod silence;
mod site;
mod store;
mod table;

use std::collections::BTreeMap;

use crate::aws::{LogicalId, Region};
use crate::diag::Path;
use crate::source::Node;

pub use arena::{Arena, Id};
pub use fact::Fact;
pub use grant::{Grant, Verb, What};
pub use route::{Cache, Headers, Host, OwnCache, OwnHeaders, PlainHttp, Route, Target};
pub use service::{Architecture, Code, DomainWay, Service, Value, Variable};
pub use silence::Silence;
pub use site::{AccessLogs, Announcement, Certificate, OwnNames, PriceClass, Router, Site};
pub use store::{
    BucketIs, CorsRule, Encryption, Expiry, Identity, Missing, Reader, Space, Store, WebOrigin,
};
pub use table::{Key, OwnTable, Table, TableIs, UserPool};

/// An application: what there is, who reaches it, and who may do what.
#[derive(Debug, Clone, PartialEq)]
pub struct App {
    /// The first part of every physical name.
    pub name: String,
    /// The region that it is deployed to.
    pub region: Region,
    /// What it is for.
    pub description: Option<String>,
    /// Tags on everything that takes them.
    pub tags: BTreeMap<String, String>,
    /// What is given at deployment.
    pub parameters: Arena<Parameter>,
    /// Tables.
    pub tables: Arena<Table>,
    /// User pools.
    pub user_pools: Arena<UserPool>,
    /// Stores.
    pub stores: Arena<Store>,
    /// Services.
    pub services: Arena<Service>,
    /// Servers outside.
    pub hosts: Arena<Host>,
    /// Sites.
    pub sites: Arena<Site>,
    /// Findings that are no trouble, in the order of the file.
    pub silences: Vec<Silence>,
    /// Parts of the template as they are.
    pub raw: Raw,
}

/// A template parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, which is given on the command line.
    pub name: LogicalId,
    /// Where it is declared or first used.
    pub at: Path,
    /// What it is for.
    pub description: Option<String>,
    /// The value where none is given.
    pub default: Option<String>,
    /// A regular expression that the value must match.
    pub pattern: Option<String>,
    /// The only values that are taken.
    pub values: Vec<String>,
    /// Whether CloudFormation hides the value.
    pub secret: bool,
}

/// Parts of the template as the user wrote them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Raw {
    /// Resources.
    pub resources: Vec<RawPart>,
    /// Conditions.
    pub conditions: Vec<RawPart>,
    /// Outputs.
    pub outputs: Vec<RawPart>,
    /// What lies over derived resources.
    pub overrides: Vec<RawPart>,
}

/// A part of the template as the user wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct RawPart {
    /// Its logical id.
    pub id: LogicalId,
    /// What the user wrote.
    pub node: Node,
    /// Where.
    pub at: Path,
}
