//! Facts that no template holds: which of them are given, and which of them a run has read.

use std::collections::BTreeMap;

/// A fact that a function has read although nobody has given it; the run went on with a stand-in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// The IP address of the viewer.
    ViewerIp,
    /// The id of the request.
    RequestId,
    /// The id of the distribution.
    DistributionId,
    /// The domain name of the distribution or connection group.
    DomainName,
    /// The time.
    Clock,
    /// `Math.random()`.
    Random,
    /// The edge location that took the request: `cf.edgeLocation`.
    EdgeLocation,
    /// A header that `CloudFront` adds, by its name.
    Header(String),
    /// What the key value store has under a key, if anything.
    KeyValue(String),
    /// The metadata of the key value store.
    KeyValueStore,
}

/// What is known of these facts. Nothing, unless it is given.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    /// The IP address of the viewer.
    pub viewer_ip: Option<String>,
    /// The id of the request.
    pub request_id: Option<String>,
    /// The id of the distribution.
    pub distribution_id: Option<String>,
    /// The domain name of the distribution, or of the connection group.
    pub domain_name: Option<String>,
    /// The time, in milliseconds since 1970 in UTC.
    pub clock_ms: Option<i64>,
    /// What `Math.random()` gives, from 0 up to 1.
    pub random: Option<f64>,
    /// All keys of the function's key value store with their values.
    pub key_values: Option<BTreeMap<String, String>>,
}
