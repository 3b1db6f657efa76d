//! What a distribution answers.

use super::answer::{AnsweredBy, Response};
use super::reason::Reason;
use super::request::Http;
use super::run::Run;
use super::world::{ResourceId, Resources};

/// The distributions of a template, with what belongs to them.
#[derive(Debug, Default)]
pub(in crate::simulate) struct Distributions {}

impl Distributions {
    pub(in crate::simulate) fn read(_resources: &Resources) -> Self {
        Self::default()
    }

    /// The distribution that answers at this host, in lower case.
    pub(in crate::simulate) fn answering(
        &self,
        _resources: &Resources,
        _host: &str,
    ) -> Option<ResourceId> {
        None
    }
}

/// What the distribution answers; hops are noted.
pub(in crate::simulate) fn respond(
    _run: &mut Run,
    _distribution: ResourceId,
    _request: &Http,
) -> Response {
    Response::new(403, AnsweredBy::CloudFront, None, Reason::MethodNotAllowed)
}
