//! A request on its way through a distribution: as the viewer sent it, or as a function at the edge made it.

use std::borrow::Cow;

use crate::aws::Method;
use crate::simulate::javascript::OriginChange;
use crate::simulate::request::{Body, Headers, Http};

/// A request on its way.
#[derive(Debug, Clone)]
pub(super) struct Asked<'a> {
    pub(super) method: Method,
    /// The raw path, undecoded, beginning with `/`.
    pub(super) path: Cow<'a, str>,
    pub(super) query: Option<Cow<'a, str>>,
    pub(super) headers: Cow<'a, Headers>,
    /// The host under which the distribution was asked, in lower case.
    pub(super) host: &'a str,
    pub(super) https: bool,
    pub(super) http_1_0: bool,
    pub(super) body: Option<&'a Body>,
    /// How many distributions it has come to, this one included.
    pub(super) depth: usize,
    /// Whether the origin's answer that was given is the one to it.
    pub(super) is_of_viewer: bool,
    /// The changes of the origin that a function asked for.
    pub(super) changes: Vec<OriginChange>,
}

impl<'a> Asked<'a> {
    /// A request of a viewer.
    pub(super) fn by_viewer(http: &'a Http) -> Self {
        Self {
            method: http.method,
            path: Cow::Borrowed(&http.path),
            query: http.query.as_deref().map(Cow::Borrowed),
            headers: Cow::Borrowed(&http.headers),
            host: &http.host,
            https: http.https,
            http_1_0: http.http_1_0,
            body: http.body.as_ref(),
            depth: 1,
            is_of_viewer: true,
            changes: Vec::new(),
        }
    }

    /// The same for another object, as the page that stands in for an error: its body and query are left behind.
    pub(super) fn for_page(&self, path: &'a str) -> Self {
        Self {
            method: Method::Get,
            path: Cow::Borrowed(path),
            query: None,
            body: None,
            is_of_viewer: false,
            changes: Vec::new(),
            ..self.clone()
        }
    }

    /// The path with its query.
    pub(super) fn path_and_query(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.clone().into_owned(),
        }
    }

    /// The parameters of the query: names, and their values where they have one.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        parameters(self.query.as_deref().unwrap_or_default())
    }

    /// The cookies: names and values.
    pub(super) fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        let headers = self.headers.0.iter();
        headers
            .filter(|(name, _)| name.eq_ignore_ascii_case("cookie"))
            .flat_map(|(_, value)| cookies(value))
    }
}

/// The parameters of a query. `&` alone stands between them:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/QueryStringParameters.html>.
pub(super) fn parameters(query: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    query
        .split('&')
        .filter(|parameter| !parameter.is_empty())
        .map(|parameter| match parameter.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (parameter, None),
        })
}

/// The cookies in a `Cookie` header.
pub(super) fn cookies(header: &str) -> impl Iterator<Item = (&str, &str)> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
}
