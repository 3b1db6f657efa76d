//! An origin of a distribution.

use crate::simulate::{Backend, ResourceId, World};
use crate::template::{Known, Term, Text};

/// An origin.
#[derive(Debug)]
pub struct Origin<'a> {
    /// As the template writes it.
    pub term: &'a Term,
    /// Its id within the distribution.
    pub id: Text,
    /// Its domain name; empty where it has none.
    pub domain: Text,
    /// What is put before each path; empty where nothing is.
    pub path: Text,
    /// What stands behind its domain name.
    pub backend: Backend,
}

impl<'a> Origin<'a> {
    pub(super) fn read(world: &World, term: &'a Term) -> Self {
        let text = |key| term.text_at(&[key]).unwrap_or_default();
        Self {
            term,
            id: text("Id"),
            domain: text("DomainName"),
            path: text("OriginPath"),
            backend: world.backend(term),
        }
    }

    /// The bucket of the template that it asks by the REST API, if it is settled which one.
    pub fn bucket(&self) -> Option<ResourceId> {
        match &self.backend {
            Backend::Bucket(host) if !host.website => host.bucket,
            Backend::Bucket(_)
            | Backend::FunctionUrl(_)
            | Backend::Distribution(_)
            | Backend::Outside => None,
        }
    }

    /// Whether it is a bucket that is asked by the REST API, of this template or not.
    pub fn is_bucket(&self) -> bool {
        matches!(&self.backend, Backend::Bucket(host) if !host.website)
    }

    /// Whether it is a bucket that is asked as a website.
    pub fn is_website(&self) -> bool {
        matches!(&self.backend, Backend::Bucket(host) if host.website)
    }

    /// The function URL of the template that it is.
    pub fn function_url(&self) -> Option<ResourceId> {
        match &self.backend {
            Backend::FunctionUrl(id) => Some(*id),
            Backend::Bucket(_) | Backend::Distribution(_) | Backend::Outside => None,
        }
    }

    /// Whether it is a function URL, of this template or not.
    pub fn is_function_url(&self) -> bool {
        let domain = self.domain.as_known();
        let is_one = |domain: &str| domain.contains(".lambda-url.");
        self.function_url().is_some() || domain.is_some_and(is_one)
    }

    /// Whether something answers there that is no bucket: a function, an API, a server.
    pub fn is_custom(&self) -> bool {
        !self.is_bucket() && !self.is_website()
    }

    /// The settings of a custom origin.
    pub fn custom(&self) -> Option<&'a Term> {
        self.term.get("CustomOriginConfig")
    }

    /// For how many seconds it is waited for, 30 where nothing is said; `None` where it is not known.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginResponseTimeout>
    pub fn read_timeout(&self) -> Option<u64> {
        let setting = self
            .custom()
            .and_then(|custom| custom.get("OriginReadTimeout"));
        match setting.map(Term::number) {
            None => Some(30),
            Some(Some(Known::Yes(seconds))) => Some(seconds),
            Some(Some(Known::No(_)) | None) => None,
        }
    }

    /// The origin access identity that it names, in the form in which the template writes it; none where it is empty.
    pub fn identity(&self) -> Option<(&'a Term, Text)> {
        filled(self.term.find(&["S3OriginConfig", "OriginAccessIdentity"]))
    }

    /// The origin access control that it names; none where it is empty.
    pub fn control(&self) -> Option<(&'a Term, Text)> {
        filled(self.term.get("OriginAccessControlId"))
    }

    /// `` origin `photos` ``
    pub fn name(&self) -> String {
        format!("origin `{}`", self.id)
    }
}

/// A text that is not empty, with where it stands.
fn filled(term: Option<&Term>) -> Option<(&Term, Text)> {
    let text = term?.text()?.into_owned();
    let is_empty = text.as_known() == Some("");
    (!is_empty).then_some((term?, text))
}
