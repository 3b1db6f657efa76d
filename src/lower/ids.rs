//! Logical ids: an interface, since a changed one replaces what is deployed (docs/adr/0004-logical-ids.md).

use crate::app::{App, Id, Parameter, Service, Site, Store, Table};
use crate::aws::{DomainName, LogicalId, PathPattern};

/// What each part of the app is called in the template.
///
/// No id has an index, a hash or anything else that another part of the stack could change.
pub(super) struct Ids<'a> {
    app: &'a App,
}

impl<'a> Ids<'a> {
    pub(super) const fn new(app: &'a App) -> Self {
        Self { app }
    }

    pub(super) fn parameter(&self, parameter: Id<Parameter>) -> &'a LogicalId {
        &self.app.parameters[parameter].name
    }

    pub(super) fn table(&self, table: Id<Table>) -> LogicalId {
        let table = &self.app.tables[table];
        given_or(table.id.as_ref(), &[&table.name, "Table"])
    }

    pub(super) fn bucket(&self, store: Id<Store>) -> LogicalId {
        let store = &self.app.stores[store];
        given_or(store.id.as_ref(), &[&store.name, "Bucket"])
    }

    pub(super) fn bucket_policy(&self, store: Id<Store>) -> LogicalId {
        LogicalId::from_words(&[self.bucket(store).as_str(), "Policy"])
    }

    /// `ProgressPhotosOAI`
    pub(super) fn access_identity(&self, store: Id<Store>) -> LogicalId {
        LogicalId::from_words(&[&self.app.stores[store].name, "OAI"])
    }

    /// `ProgressPhotosOAC`
    pub(super) fn access_control(&self, store: Id<Store>) -> LogicalId {
        LogicalId::from_words(&[&self.app.stores[store].name, "OAC"])
    }

    /// `AnalyticsServiceLambda`
    pub(super) fn function(&self, service: Id<Service>) -> LogicalId {
        let service = &self.app.services[service];
        given_or(service.id.as_ref(), &[&service.name, "Lambda"])
    }

    /// A part of a function that is named after it whole: `AnalyticsServiceLambdaRole`.
    pub(super) fn function_role(function: &LogicalId) -> LogicalId {
        LogicalId::from_words(&[function.as_str(), "Role"])
    }

    /// `AnalyticsServiceLambdaLogs`
    pub(super) fn function_logs(function: &LogicalId) -> LogicalId {
        LogicalId::from_words(&[function.as_str(), "Logs"])
    }

    /// `AnalyticsServiceUrl`, and so `AIServiceUrl` where the function is `AIServiceLambda`.
    pub(super) fn function_url(&self, service: Id<Service>) -> LogicalId {
        let function = self.function(service);
        let base = function.as_str();
        LogicalId::from_words(&[base.strip_suffix("Lambda").unwrap_or(base), "Url"])
    }

    /// The permission to call the URL.
    pub(super) fn url_permission(&self, service: Id<Service>) -> LogicalId {
        LogicalId::from_words(&[self.function_url(service).as_str(), "Permission"])
    }

    /// The permission to run the function, by the URL alone.
    pub(super) fn invoke_permission(&self, service: Id<Service>) -> LogicalId {
        LogicalId::from_words(&[self.function_url(service).as_str(), "InvokePermission"])
    }

    /// `Distribution` for the first site, with the site's name before it for others.
    pub(super) fn distribution(&self, site: Id<Site>) -> LogicalId {
        self.site_part_or(site, self.app.sites[site].id.as_ref(), &["Distribution"])
    }

    /// The condition that a pinning parameter is empty: `CloudFrontDomainUnknown`.
    pub(super) fn domain_unknown(pin: &LogicalId) -> LogicalId {
        LogicalId::from_words(&[pin.as_str(), "Unknown"])
    }

    /// A part of a site: the words, with the site's name before them for all but the first site.
    pub(super) fn site_part(&self, site: Id<Site>, words: &[&str]) -> LogicalId {
        self.site_part_or(site, None, words)
    }

    /// A part of a site for the paths of a pattern: `ProgressPhotosCachePolicy` for `/progress-photos/*`.
    pub(super) fn pattern_part(
        &self,
        site: Id<Site>,
        given: Option<&LogicalId>,
        pattern: Option<&PathPattern>,
        noun: &str,
    ) -> LogicalId {
        let written = pattern.map_or("Default", PathPattern::as_written);
        self.site_part_or(site, given, &[written, noun])
    }

    /// A part of a site for an alias: `WwwExampleComRecord` for `www.example.com`.
    pub(super) fn alias_part(&self, site: Id<Site>, alias: &DomainName, noun: &str) -> LogicalId {
        let wildcard = if alias.wildcard_of().is_some() {
            "Any"
        } else {
            ""
        };
        self.site_part(site, &[wildcard, alias.as_str(), noun])
    }

    fn site_part_or(&self, site: Id<Site>, given: Option<&LogicalId>, words: &[&str]) -> LogicalId {
        let is_first = self
            .app
            .sites
            .iter()
            .next()
            .is_some_and(|(first, _)| first == site);
        let before = if is_first {
            ""
        } else {
            &self.app.sites[site].name
        };
        let all: Vec<_> = [before].into_iter().chain(words.iter().copied()).collect();
        given_or(given, &all)
    }
}

fn given_or(given: Option<&LogicalId>, words: &[&str]) -> LogicalId {
    given
        .cloned()
        .unwrap_or_else(|| LogicalId::from_words(words))
}
