//! A distribution, read once: all that its answers depend on.

use super::behavior::Behaviors;
use super::edge_function::EdgeFunctions;
use super::error_pages::ErrorPages;
use super::hosts::Hosts;
use super::origin::Origins;
use super::setting::{Names, Setting, filled};
use super::web_acl::WebAcl;
use crate::diag::Path;
use crate::simulate::world::{ResourceId, Resources};
use crate::template::{Resource, Said, Term, Text};

/// A distribution.
#[derive(Debug)]
pub(super) struct Distribution {
    /// Its resource.
    pub(super) id: ResourceId,
    /// Its ARN.
    pub(super) arn: Text,
    /// Whether it answers at all.
    pub(super) enabled: Setting<bool>,
    /// Where that stands.
    pub(super) enabled_at: Path,
    /// Whether it serves the tenants of others alone.
    pub(super) tenants_only: Setting<bool>,
    /// The web ACL in front of it.
    pub(super) web_acl: Option<WebAcl>,
    /// The countries in which it is served, or is not.
    pub(super) countries: Countries,
    /// What is served for `/`.
    pub(super) root_object: Option<(Text, Path)>,
    /// Its origins.
    pub(super) origins: Origins,
    /// Its behaviors.
    pub(super) behaviors: Behaviors,
    /// What stands in for errors.
    pub(super) errors: ErrorPages,
}

/// Where a distribution is served.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-georestriction.html>
#[derive(Debug)]
pub(super) struct Countries {
    /// How the list is meant.
    pub(super) restriction: Setting<Restriction>,
    /// Two capital letters each.
    pub(super) listed: Names,
    /// Where that stands.
    pub(super) at: Path,
}

/// How a list of countries is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Restriction {
    None,
    Allowed,
    Denied,
}

impl Restriction {
    pub(super) const ALL: [Self; 3] = [Self::None, Self::Allowed, Self::Denied];
}

impl Distribution {
    /// Reads a distribution.
    pub(super) fn read(
        resources: &Resources,
        hosts: &Hosts,
        functions: &EdgeFunctions,
        id: ResourceId,
        resource: &Resource,
    ) -> Self {
        let nothing = Term {
            at: resource.at.clone(),
            said: Said::Null,
        };
        let config = resource.properties.get("DistributionConfig");
        let config = config.unwrap_or(&nothing);
        let with_place = |key| {
            let term = config.get(key)?;
            Some((filled(Some(term))?.into_owned(), term.at.clone()))
        };
        let enabled = config.get("Enabled");
        let origins = Origins::read(resources, hosts, config);
        Self {
            id,
            arn: resource.attribute("Arn").cloned().unwrap_or_default(),
            enabled: Setting::flag(enabled, true),
            enabled_at: enabled.unwrap_or(config).at.clone(),
            tenants_only: Setting::read(config.get("ConnectionMode"), false, |mode| {
                Some(mode == "tenant-only")
            }),
            web_acl: WebAcl::read(resources, config),
            countries: Countries::read(config),
            root_object: with_place("DefaultRootObject"),
            behaviors: Behaviors::read(resources, functions, config, &origins),
            errors: ErrorPages::read(config),
            origins,
        }
    }
}

impl Countries {
    fn read(config: &Term) -> Self {
        let term = config.find(&["Restrictions", "GeoRestriction"]);
        let get = |key| term.and_then(|term| term.get(key));
        let reading = |word: &str| match word {
            "whitelist" => Some(Restriction::Allowed),
            "blacklist" => Some(Restriction::Denied),
            _ => None,
        };
        Self {
            restriction: Setting::read(get("RestrictionType"), Restriction::None, reading),
            listed: Names::read(get("Locations")),
            at: term.unwrap_or(config).at.clone(),
        }
    }
}
