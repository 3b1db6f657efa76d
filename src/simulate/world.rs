//! The template as deployed, read once: what stands in it, by service.

use std::collections::BTreeMap;

use super::answer::Answer;
use super::ask::{Aliases, Question, look_up};
use super::cloudfront::{Backend, Distributions};
use super::iam::Identities;
use super::lambda::Functions;
use super::s3::Buckets;
use super::simulation;
use crate::template::{Deployment, Resource, Settings, Term};

/// A resource of the template, by its place among all of them: the same however the template turns out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResourceId(usize);

impl ResourceId {
    /// The place among the resources of the template, from 0.
    pub fn number(self) -> usize {
        self.0
    }
}

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

    /// What stands behind an origin of a distribution, as the template writes it.
    pub fn backend(&self, origin: &Term) -> Backend {
        self.cloudfront.backend(&self.resources, origin)
    }

    /// The patterns by which the policies of a role, a user or a bucket of the template name resources, each as one that
    /// matches all that it may come to.
    pub fn resources_named_by(&self, id: ResourceId) -> Vec<String> {
        match self.resources.get(id).kind.as_str() {
            "AWS::S3::Bucket" => self.s3.resources_of(id),
            _ => self.iam.resources_of(id),
        }
    }

    /// The answer to a question that names things as the template does.
    ///
    /// # Errors
    /// What is not understood about the question, and what would be.
    pub fn ask(&self, question: &Question) -> Result<Answer, String> {
        let request = look_up(question, self, &Aliases::new())?;
        Ok(simulation::answer(self, &request))
    }
}

/// The resources of a template as deployed.
#[derive(Debug)]
pub struct Resources {
    /// Where it is deployed.
    pub settings: Settings,
    deployment: Deployment,
    /// Where in the deployment the resource of each number is; those that are not made are nowhere.
    places: Vec<Option<usize>>,
    by_id: BTreeMap<String, ResourceId>,
    by_kind: BTreeMap<String, Vec<ResourceId>>,
}

impl Resources {
    fn new(deployment: Deployment, settings: Settings) -> Self {
        let resources = deployment.resources.iter();
        let by_id = resources
            .map(|resource| (resource.id.clone(), ResourceId(resource.number)))
            .collect();
        let mut by_kind: BTreeMap<String, Vec<ResourceId>> = BTreeMap::new();
        for resource in &deployment.resources {
            let all = by_kind.entry(resource.kind.clone()).or_default();
            all.push(ResourceId(resource.number));
        }
        let numbers = deployment.resources.iter().map(|resource| resource.number);
        let mut places = vec![None; numbers.max().map_or(0, |last| last + 1)];
        for (place, resource) in deployment.resources.iter().enumerate() {
            places[resource.number] = Some(place);
        }
        Self {
            settings,
            deployment,
            places,
            by_id,
            by_kind,
        }
    }

    /// The conditions that chose between what is made, each with whether it holds.
    pub fn conditions(&self) -> &[(String, bool)] {
        &self.deployment.conditions
    }

    /// The resource of this logical id.
    pub fn find(&self, id: &str) -> Option<ResourceId> {
        self.by_id.get(id).copied()
    }

    /// A resource, by a number that this template gave.
    pub fn get(&self, id: ResourceId) -> &Resource {
        let place = self.places.get(id.0).copied().flatten();
        &self.deployment.resources[place.unwrap_or(0)]
    }

    /// Its logical id.
    pub fn name(&self, id: ResourceId) -> &str {
        &self.get(id).id
    }

    /// All resources of a type, with their numbers.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = (ResourceId, &Resource)> + Clone {
        let ids = self.by_kind.get(kind).map(Vec::as_slice);
        let ids = ids.unwrap_or_default().iter();
        ids.map(|id| (*id, self.get(*id)))
    }

    /// All resources, with their numbers.
    pub fn all(&self) -> impl Iterator<Item = (ResourceId, &Resource)> {
        let resources = self.deployment.resources.iter();
        resources.map(|resource| (ResourceId(resource.number), resource))
    }
}
