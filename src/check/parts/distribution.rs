//! A distribution.

use super::behavior::Behavior;
use super::origin::Origin;
use crate::simulate::{ResourceId, World};
use crate::template::{Known, Resource, Term, Text};

/// A distribution.
#[derive(Debug)]
pub struct Distribution<'a> {
    /// Its number.
    pub id: ResourceId,
    /// The resource.
    pub resource: &'a Resource,
    /// Its `DistributionConfig`; its properties, where it has none.
    pub config: &'a Term,
    /// Its origins, in the order of the template.
    pub origins: Vec<Origin<'a>>,
    /// Its origin groups, as the template writes them.
    pub groups: &'a [Term],
    /// Its behaviors in the order in which they are tried, the default one last.
    pub behaviors: Vec<Behavior<'a>>,
}

impl<'a> Distribution<'a> {
    /// All distributions.
    pub(in crate::check) fn read_all(world: &'a World) -> Vec<Self> {
        let all = world.resources.of_kind("AWS::CloudFront::Distribution");
        all.map(|(id, resource)| Self::read(world, id, resource))
            .collect()
    }

    fn read(world: &'a World, id: ResourceId, resource: &'a Resource) -> Self {
        let properties = &resource.properties;
        let config = properties.get("DistributionConfig").unwrap_or(properties);
        let origins: Vec<Origin> = config
            .get("Origins")
            .map(Term::items)
            .unwrap_or_default()
            .iter()
            .map(|term| Origin::read(world, term))
            .collect();
        let groups = config.find(&["OriginGroups", "Items"]);
        let groups = groups.map(Term::items).unwrap_or_default();
        let ordered = config.get("CacheBehaviors").map(Term::items);
        let ordered = ordered.unwrap_or_default().iter().enumerate();
        let default = config.get("DefaultCacheBehavior");
        let read = |term, position| Behavior::read(world, term, position, &origins, groups);
        let behaviors = ordered
            .map(|(position, term)| read(term, Some(position)))
            .chain(default.map(|term| read(term, None)))
            .collect();
        Self {
            id,
            resource,
            config,
            origins,
            groups,
            behaviors,
        }
    }

    /// The behaviors that have a path pattern, in the order in which they are tried.
    pub fn ordered(&self) -> impl Iterator<Item = &Behavior<'a>> {
        let all = self.behaviors.iter();
        all.filter(|behavior| behavior.position.is_some())
    }

    /// The behavior that takes what no other does.
    pub fn default(&self) -> Option<&Behavior<'a>> {
        let mut all = self.behaviors.iter();
        all.find(|behavior| behavior.position.is_none())
    }

    /// The behavior that takes a path; `None` where that hangs on a pattern that is not known, or there is none at all.
    ///
    /// The path is given in the form to which [`normalize`](crate::aws::normalize()) brings it.
    pub fn taker(&self, path: &str) -> Option<&Behavior<'a>> {
        for behavior in self.ordered() {
            if behavior.pattern.as_ref()?.matches(path) {
                return Some(behavior);
            }
        }
        self.default()
    }

    /// Whether two behaviors send requests to the same place: to the same origins, or to one of the same domain name.
    pub fn share_origins(&self, one: &Behavior, other: &Behavior) -> bool {
        let mut domains = self.origins_of(one).map(|origin| &origin.domain);
        let others: Vec<&Text> = self
            .origins_of(other)
            .map(|origin| &origin.domain)
            .collect();
        one.target() == other.target() || domains.any(|domain| others.contains(&domain))
    }

    /// The origins to which a behavior sends requests: one, or those of a group.
    pub fn origins_of(&self, behavior: &Behavior) -> impl Iterator<Item = &Origin<'a>> {
        let numbers = behavior.origins.clone().into_iter();
        numbers.filter_map(|number| self.origins.get(number))
    }

    /// Whether the group of origins to which a behavior sends requests asks its second origin where the first answers with
    /// this status, or may do so.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html>
    pub fn fails_over_at(&self, behavior: &Behavior, status: u64) -> bool {
        let groups = self.config.find(&["OriginGroups", "Items"]);
        let mut groups = groups.map(Term::items).unwrap_or_default().iter();
        let Some(target) = behavior.target() else {
            return false;
        };
        let group = groups.find(|group| group.text_at(&["Id"]).as_ref() == Some(&target));
        let codes =
            group.and_then(|group| group.find(&["FailoverCriteria", "StatusCodes", "Items"]));
        let codes = codes.map(Term::items).unwrap_or_default();
        codes.iter().any(|code| match code.number() {
            Some(Known::Yes(code)) => code == status,
            Some(Known::No(_)) | None => true,
        })
    }

    /// The behaviors that send requests to an origin.
    pub fn behaviors_of(&self, origin: &Origin) -> impl Iterator<Item = &Behavior<'a>> {
        let number = self
            .origins
            .iter()
            .position(|one| one.term.at == origin.term.at);
        let all = self.behaviors.iter();
        all.filter(move |behavior| number.is_some_and(|number| behavior.origins.contains(&number)))
    }

    /// A text of the configuration, if all of it is known and it is not empty.
    pub fn text(&self, keys: &[&str]) -> Option<String> {
        let text = self.config.text_at(keys)?;
        text.as_known()
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    }

    /// Whether it has a name of its own.
    pub fn aliases(&self) -> Vec<(&'a Term, Text)> {
        let aliases = self.config.get("Aliases").map(Term::items);
        let aliases = aliases.unwrap_or_default().iter();
        aliases
            .filter_map(|term| Some((term, term.text()?.into_owned())))
            .collect()
    }
}
