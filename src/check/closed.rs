//! Who may read and write each bucket, as a closed list of all that the template makes: whoever of them is not on it may not.

use super::{deployed::Deployed, others};
use crate::access::{BucketAccess, May, Who};
use crate::language::Language;

/// Who may use a bucket, and which of its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// The bucket, by its logical id.
    pub bucket: String,
    /// Who may read objects.
    pub readers: Vec<Holder>,
    /// Who may write them.
    pub writers: Vec<Holder>,
    /// Whom its policy lets in besides, or may: services and accounts as it names them, and whoever meets a condition.
    pub others: Vec<String>,
    /// Whether every key that functions may write is delivered by a distribution; none where no behavior leads to the bucket,
    /// or one whose paths are not known, or no function writes into it.
    pub all_writes_served: Option<bool>,
    /// Whether the template says of some keys that they are for functions alone: those need not be delivered.
    pub keeps_some: bool,
    /// Whether this is decided; if not, the lists are empty, because the keys fall into too many parts.
    pub decided: bool,
    /// In which of the ways in which the template may turn out it is so; in all, if there is nothing here.
    pub when: Option<String>,
}

/// Somebody on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The logical id, `everybody`, or `CloudFront for` a distribution.
    pub name: String,
    /// The keys, as patterns with `*`.
    pub keys: Vec<String>,
    /// A key that is allowed as well, where there are more than the patterns say.
    pub also: Option<String>,
    /// The facts on which it depends.
    pub depends_on: Vec<String>,
}

/// The list of one way in which a template may turn out.
pub(super) fn read(deployed: &Deployed) -> Vec<Closed> {
    let closed = deployed.access().iter().map(|(bucket, access)| {
        let others = others::named(deployed, *bucket);
        let bucket = deployed.resources().name(*bucket).to_owned();
        match access {
            Ok(access) => Closed {
                bucket,
                readers: holders(deployed, access, &access.readers),
                writers: holders(deployed, access, &access.writers),
                others,
                all_writes_served: all_writes_served(deployed, access),
                keeps_some: access.private != Language::Nothing,
                decided: true,
                when: None,
            },
            Err(_) => Closed {
                bucket,
                readers: Vec::new(),
                writers: Vec::new(),
                others,
                all_writes_served: None,
                keeps_some: false,
                decided: false,
                when: None,
            },
        }
    });
    closed.collect()
}

fn holders(deployed: &Deployed, access: &BucketAccess, all: &[(Who, Vec<May>)]) -> Vec<Holder> {
    // What everybody may do is said of nobody else.
    let everybody = all.iter().find(|(who, _)| *who == Who::Everybody);
    let own = |(who, each): &(Who, Vec<May>)| {
        let mut each = each.clone();
        if let Some((_, public)) = everybody.filter(|_| *who != Who::Everybody) {
            for (own, public) in each.iter_mut().zip(public) {
                if matches!(public, May::Yes(_)) {
                    *own = May::No;
                }
            }
        }
        (*who, each)
    };
    let holder = |(who, each): (Who, Vec<May>)| {
        let (keys, also) = access.patterns(&each);
        let mut depends_on: Vec<String> = Vec::new();
        for may in &each {
            if let May::If(facts, _) = may {
                depends_on.extend(facts.iter().map(ToString::to_string));
            }
        }
        depends_on.sort();
        depends_on.dedup();
        Holder {
            name: who.name(deployed.world),
            keys,
            also,
            depends_on,
        }
    };
    let some = |(_, each): &(Who, Vec<May>)| each.iter().any(|may| *may != May::No);
    all.iter().map(own).filter(some).map(holder).collect()
}

fn all_writes_served(deployed: &Deployed, access: &BucketAccess) -> Option<bool> {
    let mut written = access
        .writers
        .iter()
        .filter(|(who, _)| deployed.function_of(*who).is_some())
        .peekable();
    let is_open = || {
        let routes = deployed.open_routes_to(access.bucket);
        routes.into_iter().any(|route| route.is_served)
    };
    if access.routes.is_empty() || written.peek().is_none() || is_open() {
        return None;
    }
    Some(written.all(|(_, each)| access.lost(each).next().is_none()))
}
