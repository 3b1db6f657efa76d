//! The template as deployed, read once: what stands in it, by service.

use std::collections::BTreeMap;

use super::cloudfront::Distributions;
use super::iam::Identities;
use super::lambda::Functions;
use super::s3::Buckets;
use crate::template::{Deployment, Resource, Settings};

/// A resource of the template, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResourceId(usize);

/// A template as deployed.
#[derive(Debug)]
pub struct World {
    /// All its resources.
    pub resources: Resources,
    pub(super) iam: Identities,
    pub(super) s3: Buckets,
    pub(super) lambda: Functions,
    pub(super) cloudfront: Distributions,
}

impl World {
    /// Reads what is deployed.
    pub fn new(deployment: Deployment, settings: Settings) -> Self {
        let resources = Resources::new(deployment, settings);
        Self {
            iam: Identities::read(&resources),
            s3: Buckets::read(&resources),
            lambda: Functions::read(&resources),
            cloudfront: Distributions::read(&resources),
            resources,
        }
    }
}

/// The resources of a template as deployed.
#[derive(Debug)]
pub struct Resources {
    /// Where it is deployed.
    pub settings: Settings,
    deployment: Deployment,
    by_id: BTreeMap<String, ResourceId>,
}

impl Resources {
    fn new(deployment: Deployment, settings: Settings) -> Self {
        let by_id = deployment
            .resources
            .iter()
            .enumerate()
            .map(|(number, resource)| (resource.id.clone(), ResourceId(number)))
            .collect();
        Self {
            settings,
            deployment,
            by_id,
        }
    }

    /// The resource of this logical id.
    pub fn find(&self, id: &str) -> Option<ResourceId> {
        self.by_id.get(id).copied()
    }

    /// A resource.
    pub fn get(&self, id: ResourceId) -> &Resource {
        &self.deployment.resources[id.0]
    }

    /// Its logical id.
    pub fn name(&self, id: ResourceId) -> &str {
        &self.get(id).id
    }

    /// All resources of a type, with their numbers.
    pub fn of_kind<'a>(
        &'a self,
        kind: &'a str,
    ) -> impl Iterator<Item = (ResourceId, &'a Resource)> {
        self.all()
            .filter(move |(_, resource)| resource.kind == kind)
    }

    /// All resources, with their numbers.
    pub fn all(&self) -> impl Iterator<Item = (ResourceId, &Resource)> {
        let resources = self.deployment.resources.iter().enumerate();
        resources.map(|(number, resource)| (ResourceId(number), resource))
    }
}
