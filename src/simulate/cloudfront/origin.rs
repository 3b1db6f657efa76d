//! The origins of a distribution, alone and in groups.

use super::access::Access;
use super::backend::Backend;
use super::hosts::Hosts;
use super::setting::{Names, Setting, filled};
use crate::diag::Path;
use crate::simulate::matching;
use crate::simulate::run::Run;
use crate::simulate::world::Resources;
use crate::template::{Term, Text};

/// An origin.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    /// Where it stands.
    pub(super) at: Path,
    /// Its id in the distribution.
    pub(super) id: Text,
    /// The same as a text to show.
    pub(super) name: String,
    /// Its domain name.
    pub(super) domain: Text,
    /// The host name to ask under, where a function at the edge sets one.
    pub(super) host: Option<Text>,
    /// What stands behind the domain name.
    pub(super) backend: Backend,
    /// What is put before each path; empty, or beginning with `/`.
    pub(super) path: Text,
    /// Headers that are added.
    pub(super) custom_headers: Vec<(String, String)>,
    /// How `CloudFront` talks to it.
    pub(super) talk: Talk,
    /// How requests to it are signed.
    pub(super) access: Access,
}

/// How `CloudFront` talks to an origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Talk {
    /// With a bucket, by the protocol of the viewer:
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-s3-origin.html>.
    AsWithBuckets,
    /// As a custom origin says.
    Custom(Setting<OriginProtocol>),
}

/// By which protocol a custom origin is asked.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginProtocolPolicy>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OriginProtocol {
    HttpOnly,
    HttpsOnly,
    MatchViewer,
}

impl OriginProtocol {
    const ALL: [Self; 3] = [Self::HttpOnly, Self::HttpsOnly, Self::MatchViewer];

    fn of(word: &str) -> Option<Self> {
        match word {
            "http-only" => Some(Self::HttpOnly),
            "https-only" => Some(Self::HttpsOnly),
            "match-viewer" => Some(Self::MatchViewer),
            _ => None,
        }
    }
}

impl Origin {
    fn read(resources: &Resources, hosts: &Hosts, term: &Term) -> Self {
        let id = term.text_at(&["Id"]).unwrap_or_default();
        let domain = term.text_at(&["DomainName"]).unwrap_or_default();
        let custom = term.get("CustomOriginConfig");
        let backend = Backend::of_origin(resources, hosts, term);
        let talks_as_with_buckets = match &backend {
            Backend::Bucket(bucket) => custom.is_none() && !bucket.website,
            Backend::FunctionUrl(_) | Backend::Distribution(_) | Backend::Outside => false,
        };
        let talk = if talks_as_with_buckets {
            Talk::AsWithBuckets
        } else {
            let policy = custom.and_then(|custom| custom.get("OriginProtocolPolicy"));
            Talk::Custom(Setting::read(
                policy,
                OriginProtocol::MatchViewer,
                OriginProtocol::of,
            ))
        };
        let headers = term.get("OriginCustomHeaders").map(Term::items);
        let header = |header: &Term| {
            let name = header.text_at(&["HeaderName"])?;
            let value = header.text_at(&["HeaderValue"])?;
            // What is not known of a value stands in it in braces, as no header has it by chance.
            Some((name.to_string(), value.to_string()))
        };
        Self {
            at: term.at.clone(),
            name: id.to_string(),
            id,
            access: Access::read(resources, term),
            domain,
            host: None,
            backend,
            path: term.text_at(&["OriginPath"]).unwrap_or_default(),
            custom_headers: headers
                .unwrap_or_default()
                .iter()
                .filter_map(header)
                .collect(),
            talk,
        }
    }

    /// Whether it is asked over an encrypted connection, for a request that may have come over one.
    pub(super) fn is_asked_by_https(&self, run: &mut Run, viewer: bool) -> bool {
        let policy = match &self.talk {
            Talk::AsWithBuckets => return viewer,
            Talk::Custom(policy) => policy,
        };
        let default = OriginProtocol::MatchViewer;
        match policy.settle(run, "origin protocol policy", &OriginProtocol::ALL, default) {
            OriginProtocol::HttpOnly => false,
            OriginProtocol::HttpsOnly => true,
            OriginProtocol::MatchViewer => viewer,
        }
    }

    /// Whether this is a bucket that is asked by the REST API.
    pub(super) fn is_bucket_by_rest(&self) -> bool {
        match &self.backend {
            Backend::Bucket(bucket) => !bucket.website,
            Backend::FunctionUrl(_) | Backend::Distribution(_) | Backend::Outside => false,
        }
    }
}

/// A group of origins, of which the second is asked where the first fails.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html>
#[derive(Debug)]
pub(super) struct Group {
    /// Where it stands.
    pub(super) at: Path,
    id: Text,
    /// Its origins, the first one first.
    pub(super) members: Vec<Target>,
    /// The statuses that count as a failure.
    pub(super) failures: Names,
    /// Whether another score than the order decides which origin is asked first.
    pub(super) by_score: Setting<bool>,
}

/// Which origin or group is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// The origin of this number.
    Origin(usize),
    /// The group of this number.
    Group(usize),
    /// One that is not there.
    Missing(String),
    /// It depends on what this says.
    Open(Text),
}

/// The origins of a distribution.
#[derive(Debug, Default)]
pub(super) struct Origins {
    /// Alone.
    pub(super) origins: Vec<Origin>,
    /// In groups.
    pub(super) groups: Vec<Group>,
}

impl Origins {
    /// Reads the origins of a `DistributionConfig`.
    pub(super) fn read(resources: &Resources, hosts: &Hosts, config: &Term) -> Self {
        let origins = config.get("Origins").map(Term::items).unwrap_or_default();
        let mut all = Self {
            origins: origins
                .iter()
                .map(|term| Origin::read(resources, hosts, term))
                .collect(),
            groups: Vec::new(),
        };
        let groups = config.find(&["OriginGroups", "Items"]).map(Term::items);
        let groups = groups.unwrap_or_default().iter();
        all.groups = groups.map(|term| all.group(term)).collect();
        all
    }

    fn group(&self, term: &Term) -> Group {
        let members = term.find(&["Members", "Items"]).map(Term::items);
        let members = members.unwrap_or_default().iter();
        let codes = ["FailoverCriteria", "StatusCodes", "Items"];
        Group {
            at: term.at.clone(),
            id: term.text_at(&["Id"]).unwrap_or_default(),
            members: members
                .map(|member| self.target(member.get("OriginId")))
                .collect(),
            failures: Names::read(term.find(&codes)),
            by_score: Setting::read(term.get("SelectionCriteria"), false, |word| {
                Some(word == "media-quality-based")
            }),
        }
    }

    /// The origin or group that an id names.
    pub(super) fn target(&self, id: Option<&Term>) -> Target {
        let Some(id) = filled(id) else {
            return Target::Missing(String::new());
        };
        let is = |known: &Text| *known == *id;
        if let Some(number) = self.origins.iter().position(|origin| is(&origin.id)) {
            return Target::Origin(number);
        }
        if let Some(number) = self.groups.iter().position(|group| is(&group.id)) {
            return Target::Group(number);
        }
        let all_known = self.ids().all(|(known, _)| known.as_known().is_some());
        match id.as_known() {
            Some(known) if all_known => Target::Missing(known.to_owned()),
            Some(_) | None => Target::Open(id.into_owned()),
        }
    }

    fn ids(&self) -> impl Iterator<Item = (&Text, Target)> {
        let origins = self.origins.iter().enumerate();
        let groups = self.groups.iter().enumerate();
        origins
            .map(|(number, origin)| (&origin.id, Target::Origin(number)))
            .chain(groups.map(|(number, group)| (&group.id, Target::Group(number))))
    }

    /// The origin or group that is meant, where a part of its name is not known each in turn.
    pub(super) fn settle(&self, run: &mut Run, target: &Target) -> Target {
        match target {
            Target::Origin(_) | Target::Group(_) | Target::Missing(_) => target.clone(),
            Target::Open(id) => self
                .ids()
                .find(|(known, _)| matching::same(known, id, run.trial))
                .map_or_else(|| Target::Missing(id.to_string()), |(_, found)| found),
        }
    }
}
