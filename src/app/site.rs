//! An address in front of things.

use crate::app::{Fact, Id, Parameter, Route, Store};
use crate::aws::{DomainName, LogicalId};
use crate::diag::Path;

/// A CloudFront distribution.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The kebab-case name that the user gave it.
    pub name: String,
    /// The logical id that the user wants.
    pub id: Option<LogicalId>,
    /// Where it is declared.
    pub at: Path,
    /// What it is for.
    pub comment: String,
    /// The object that `/` stands for.
    pub index: Option<String>,
    /// What turns a viewer's path into an object's, on the default route.
    pub router: Option<Router>,
    /// Where the requests go that no route takes.
    pub default: Route,
    /// Which requests go where; the first that matches wins.
    pub routes: Vec<Route>,
    /// Host names of its own, with their certificate.
    pub own_names: Option<OwnNames>,
    /// How functions behind it learn its host name.
    pub announcement: Announcement,
    /// The ARN of a web ACL.
    pub web_acl: Option<Fact>,
    /// Where in the world it is served from.
    pub price_class: PriceClass,
    /// Access logs.
    pub logs: Option<AccessLogs>,
}

impl Site {
    /// The default route and all others, in the order in which a reader thinks of them: the default last.
    pub fn all_routes(&self) -> impl Iterator<Item = &Route> {
        self.routes.iter().chain([&self.default])
    }
}

/// Host names of a site's own.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnNames {
    /// The names, at least one.
    pub aliases: Vec<DomainName>,
    /// Their certificate.
    pub certificate: Certificate,
    /// The Route 53 zone in which they get their records.
    pub zone: Option<Fact>,
}

/// The certificate of a site's own names.
#[derive(Debug, Clone, PartialEq)]
pub enum Certificate {
    /// An existing one, by its ARN.
    Existing(Fact),
    /// One of the stack, proven by records in this Route 53 zone.
    Managed(Fact),
}

/// What turns a viewer's path into an object's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Router {
    /// Paths without a file extension are the index document; of an API's, those that no route takes are answered 404.
    SinglePage {
        /// The first path segments of the API routes.
        api: Vec<String>,
        /// The path of the index document.
        index: String,
    },
    /// A folder's path is its index document's.
    DirectoryIndex,
}

/// How functions behind a site learn its host name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Announcement {
    /// It is known beforehand.
    Known(DomainName),
    /// By a parameter of the second deployment.
    Parameter(Id<Parameter>),
    /// By a custom resource, until the parameter pins it.
    CustomResource(Id<Parameter>),
    /// By an SSM parameter of this name.
    Ssm(String),
    /// Nobody behind the site asks.
    Unneeded,
}

/// Where in the world a site is served from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceClass {
    /// North America, Europe and Israel.
    Class100,
    /// Those, and Africa, the Middle East and most of Asia.
    Class200,
    /// Everywhere.
    All,
}

/// Access logs of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessLogs {
    /// Where they are written.
    pub store: Id<Store>,
    /// The first part of their keys.
    pub prefix: Option<String>,
    /// Where that is declared.
    pub at: Path,
}
