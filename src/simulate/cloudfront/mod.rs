//! What a distribution answers.
//!
//! A distribution is read once, when the template is deployed: its behaviors with their patterns and policies, its
//! origins with what stands behind them, its functions compiled. A request then takes the way of [`viewer`].

mod access;
mod added_headers;
mod admission;
mod asked;
mod backend;
mod behavior;
mod bucket;
mod cache;
mod distribution;
mod edge_function;
mod error_pages;
mod fetch;
mod forward;
mod freshness;
mod functions;
mod hosts;
mod origin;
mod plan;
mod policies;
mod rerouting;
mod response_headers;
mod selection;
mod setting;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod viewer;
mod web_acl;

use std::collections::BTreeMap;

use super::answer::{AnsweredBy, Response};
use super::reason::Reason;
use super::request::Http;
use super::run::Run;
use super::world::{ResourceId, Resources};
use crate::template::Term;
use asked::Asked;
pub use backend::{Backend, BucketHost};
use distribution::Distribution;
use edge_function::EdgeFunctions;
pub(in crate::simulate) use hosts::Hosts;

/// The distributions of a template, with what belongs to them.
#[derive(Debug, Default)]
pub(in crate::simulate) struct Distributions {
    all: BTreeMap<ResourceId, Distribution>,
    hosts: Hosts,
    functions: EdgeFunctions,
}

impl Distributions {
    /// Reads the distributions of a template.
    pub(in crate::simulate) fn read(resources: &Resources) -> Self {
        let hosts = Hosts::read(resources);
        let functions = EdgeFunctions::read(resources);
        let read = |(id, resource)| {
            let read = Distribution::read(resources, &hosts, &functions, id, resource);
            (id, read)
        };
        let all = resources.of_kind("AWS::CloudFront::Distribution");
        Self {
            all: all.map(read).collect(),
            hosts,
            functions,
        }
    }

    /// What stands behind an origin of a distribution, as the template writes it.
    pub(in crate::simulate) fn backend(&self, resources: &Resources, origin: &Term) -> Backend {
        Backend::of_origin(resources, &self.hosts, origin)
    }

    /// Which distribution answers under which host name.
    pub(in crate::simulate) const fn hosts(&self) -> &Hosts {
        &self.hosts
    }
}

/// What the distribution answers; hops are noted.
pub(in crate::simulate) fn respond(
    run: &mut Run,
    distribution: ResourceId,
    request: &Http,
) -> Response {
    respond_to(run, distribution, Asked::by_viewer(request))
}

/// The same for a request of a viewer or of another distribution.
fn respond_to(run: &mut Run, id: ResourceId, asked: Asked) -> Response {
    let world = run.world;
    match world.cloudfront.all.get(&id) {
        Some(distribution) => viewer::respond(run, distribution, asked),
        // Nobody gets here: the names of distributions are looked up before.
        None => Response::new(
            403,
            AnsweredBy::CloudFront,
            Some(id),
            Reason::DistributionDisabled,
        ),
    }
}
