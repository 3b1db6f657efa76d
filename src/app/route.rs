//! Which requests go where, and how long answers are kept.

use std::collections::BTreeMap;

use crate::app::{Fact, Id, Service, Store};
use crate::aws::{LogicalId, MethodSet, PathPattern};
use crate::diag::Path;

/// Requests that go to one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// Where it is declared.
    pub at: Path,
    /// Which paths; none for the default route, which takes what no other does.
    pub pattern: Option<PathPattern>,
    /// Where the requests go.
    pub target: Target,
    /// How long answers are kept.
    pub cache: Cache,
    /// The methods that are let through.
    pub methods: MethodSet,
    /// What plain http gets.
    pub plain_http: PlainHttp,
    /// Headers that are added to answers.
    pub headers: Headers,
    /// Key groups, one of whose keys must have signed the request.
    pub signed_by: Vec<Fact>,
}

/// Where requests go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a store; the path is the key.
    Store {
        /// The store.
        store: Id<Store>,
        /// The prefixes of the keys that it may serve, which may contain `*`; an empty prefix is every key.
        prefixes: Vec<String>,
        /// Whether a missing object is answered 404.
        lists: bool,
    },
    /// To a function, by its URL.
    Service(Id<Service>),
    /// To a server outside.
    Host(Id<Host>),
}

/// A web server outside the stack.
#[derive(Debug, Clone, PartialEq)]
pub struct Host {
    /// The kebab-case name that the user gave it.
    pub name: String,
    /// Where it is declared.
    pub at: Path,
    /// Its host name.
    pub host: String,
    /// Its port.
    pub port: u32,
    /// A path put before every request's own.
    pub path: Option<String>,
    /// How long it may take to answer, in seconds.
    pub timeout: u32,
    /// How often a GET or HEAD is tried.
    pub attempts: u32,
    /// Headers that CloudFront adds to every request.
    pub headers: BTreeMap<String, Fact>,
}

/// How long answers are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cache {
    /// Not at all.
    Off,
    /// A day, or as the answer says up to a year.
    Long,
    /// As the answer says, and not at all where it says nothing.
    AsAnswered,
    /// By a policy of the stack's own.
    Own(OwnCache),
}

/// A cache policy of the stack's own; times in seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCache {
    /// The logical id that the user wants.
    pub id: Option<LogicalId>,
    /// The shortest time.
    pub min: u32,
    /// The time where the answer says nothing.
    pub default: u32,
    /// The longest time.
    pub max: u32,
    /// Query parameters in the cache key.
    pub query: Vec<String>,
    /// Headers in the cache key.
    pub headers: Vec<String>,
    /// Cookies in the cache key.
    pub cookies: Vec<String>,
    /// Whether answers are kept and sent compressed.
    pub compress: bool,
}

/// What a request over plain http gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlainHttp {
    /// A redirect to https.
    Redirected,
    /// 403.
    Refused,
}

/// Headers that are added to answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Headers {
    /// AWS's set of security headers.
    Security,
    /// None.
    None,
    /// By a policy of the stack's own.
    Own(OwnHeaders),
}

/// A response headers policy of the stack's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnHeaders {
    /// The logical id that the user wants.
    pub id: Option<LogicalId>,
    /// Whether AWS's set of security headers is sent too.
    pub security: bool,
    /// What pages may load, which is a security header outside of that set.
    pub content_security_policy: Option<String>,
    /// Other headers with their values.
    pub set: BTreeMap<String, String>,
    /// Headers that viewers do not get.
    pub remove: Vec<String>,
}
