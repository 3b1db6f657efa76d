//! A behavior of a distribution: what it takes, lets through, keeps and passes on.

use super::origin::Origin;
use super::passed::Passed;
use crate::aws::{Method, PathPattern, managed};
use crate::simulate::World;
use crate::template::{Resource, Term, Text};

/// A behavior.
#[derive(Debug)]
pub struct Behavior<'a> {
    /// As the template writes it.
    pub term: &'a Term,
    /// Its place among those that have a pattern, from 0; none for the default behavior.
    pub position: Option<usize>,
    /// Its path pattern, where all of it is known and AWS takes it.
    pub pattern: Option<PathPattern>,
    /// The origins to which it sends requests, by their numbers: one, or those of a group; none where it names none.
    pub origins: Vec<usize>,
    /// How answers are kept.
    pub caching: Caching<'a>,
    /// What else of a request is passed on.
    pub forwarding: Forwarding<'a>,
    /// What of a request reaches the origin, and what of it is in the cache key.
    pub passed: Passed,
}

/// By what it is said how answers are kept.
#[derive(Debug)]
pub enum Caching<'a> {
    /// A policy that CloudFront manages.
    Managed(managed::CachePolicy),
    /// A policy of the template.
    Own(&'a Resource),
    /// The older settings that stand in the behavior itself.
    Legacy,
    /// A policy that is not in the template.
    Elsewhere(Text),
}

/// By what it is said what of a request is passed on beside the cache key.
#[derive(Debug)]
pub enum Forwarding<'a> {
    /// Nothing else is.
    None,
    /// A policy that CloudFront manages.
    Managed(managed::OriginRequestPolicy),
    /// A policy of the template.
    Own(&'a Resource),
    /// A policy that is not in the template.
    Elsewhere(Text),
}

impl<'a> Behavior<'a> {
    pub(super) fn read(
        world: &'a World,
        term: &'a Term,
        position: Option<usize>,
        origins: &[Origin],
        groups: &[Term],
    ) -> Self {
        let pattern = position.and_then(|_| term.text_at(&["PathPattern"]));
        let pattern = pattern.as_ref().and_then(Text::as_known);
        let caching = Caching::read(world, term);
        let forwarding = Forwarding::read(world, term);
        Self {
            passed: Passed::read(term, &caching, &forwarding),
            term,
            position,
            pattern: pattern.and_then(|pattern| pattern.parse().ok()),
            origins: target(term, origins, groups),
            caching,
            forwarding,
        }
    }

    /// `` behavior `/api/*` `` or `the default behavior`.
    pub fn name(&self) -> String {
        match (self.position, self.term.text_at(&["PathPattern"])) {
            (Some(_), Some(pattern)) => format!("behavior `{pattern}`"),
            (Some(position), None) => format!("behavior {position}"),
            (None, _) => "the default behavior".to_owned(),
        }
    }

    /// Its path pattern as the template writes it, known or not; none for the default behavior.
    pub fn written_pattern(&self) -> Option<(&'a Term, Text)> {
        self.position?;
        let term = self.term.get("PathPattern")?;
        Some((term, term.text()?.into_owned()))
    }

    /// The id of the origin or group that it names.
    pub fn target(&self) -> Option<Text> {
        self.term.text_at(&["TargetOriginId"])
    }

    /// A text of the behavior, if it is there and all of it is known.
    pub fn text(&self, key: &str) -> Option<String> {
        let text = self.term.text_at(&[key])?;
        text.as_known().map(str::to_owned)
    }

    /// The methods that it lets through, GET and HEAD where it says nothing; `None` where not all are known, or some are
    /// none of CloudFront's.
    pub fn allowed_methods(&self) -> Option<Vec<Method>> {
        self.methods("AllowedMethods")
    }

    /// The methods whose answers it keeps.
    pub fn cached_methods(&self) -> Option<Vec<Method>> {
        self.methods("CachedMethods")
    }

    fn methods(&self, key: &str) -> Option<Vec<Method>> {
        match self.term.get(key).map(Term::items) {
            None | Some([]) => Some(vec![Method::Get, Method::Head]),
            Some(items) => items
                .iter()
                .map(|item| item.text()?.as_known()?.parse().ok())
                .collect(),
        }
    }

    /// Whether it lets requests through that change something: POST, PUT, PATCH, DELETE.
    pub fn lets_bodies_through(&self) -> bool {
        let methods = self.allowed_methods().unwrap_or_default();
        methods.contains(&Method::Post)
    }

    /// What stands at a key, or the behavior itself where nothing does.
    pub fn at(&self, key: &str) -> &'a crate::diag::Path {
        &self.term.get(key).unwrap_or(self.term).at
    }

    /// The functions that run at the edge for an event (`viewer-request` and so on): those of CloudFront.
    pub fn edge_functions(&self, event: &str) -> impl Iterator<Item = &'a Term> {
        let all = self.term.get("FunctionAssociations").map(Term::items);
        let all = all.unwrap_or_default().iter();
        all.filter(move |one| {
            let type_ = one.text_at(&["EventType"]);
            type_.as_ref().and_then(Text::as_known) == Some(event)
        })
    }

    /// Whether a function at the edge sees requests before the origin does, or may: it may ask for something else.
    pub fn changes_requests(&self) -> bool {
        ["FunctionAssociations", "LambdaFunctionAssociations"]
            .iter()
            .flat_map(|key| self.term.get(key).map(Term::items).unwrap_or_default())
            .any(|one| {
                let event = one.text_at(&["EventType"]);
                let event = event.as_ref().and_then(Text::as_known);
                event.is_none_or(|event| event.ends_with("-request"))
            })
    }

    /// Whether a function of Lambda runs before the origin is asked, which may sign, rewrite or redirect the request.
    pub fn is_asked_by_lambda(&self) -> bool {
        let all = self.term.get("LambdaFunctionAssociations").map(Term::items);
        let mut all = all.unwrap_or_default().iter();
        all.any(|one| {
            let event = one.text_at(&["EventType"]);
            event.as_ref().and_then(Text::as_known) != Some("origin-response")
        })
    }

    /// Whether any function runs at the edge before the origin is asked, so that what it asks for is not as it is written.
    pub fn is_rewritten(&self) -> bool {
        let all = |key| self.term.get(key).map(Term::items).unwrap_or_default();
        !all("FunctionAssociations").is_empty() || !all("LambdaFunctionAssociations").is_empty()
    }
}

/// The numbers of the origins that a behavior names.
fn target(term: &Term, origins: &[Origin], groups: &[Term]) -> Vec<usize> {
    let Some(target) = term.text_at(&["TargetOriginId"]) else {
        return Vec::new();
    };
    let number = |id: &Text| origins.iter().position(|origin| origin.id == *id);
    if let Some(number) = number(&target) {
        return vec![number];
    }
    let mut groups = groups.iter();
    let group = groups.find(|group| group.text_at(&["Id"]).as_ref() == Some(&target));
    let members = group.and_then(|group| group.find(&["Members", "Items"]));
    let members = members.map(Term::items).unwrap_or_default().iter();
    members
        .filter_map(|member| number(&member.text_at(&["OriginId"])?))
        .collect()
}

impl<'a> Caching<'a> {
    fn read(world: &'a World, behavior: &'a Term) -> Self {
        let Some(id) = policy(behavior, "CachePolicyId") else {
            return Self::Legacy;
        };
        let managed = id.as_known().and_then(managed::CachePolicy::from_id);
        match (managed, named(world, "AWS::CloudFront::CachePolicy", &id)) {
            (Some(managed), _) => Self::Managed(managed),
            (None, Some(own)) => Self::Own(own),
            (None, None) => Self::Elsewhere(id),
        }
    }

    /// Whether it is CloudFront's policy that keeps nothing.
    pub fn is_disabled(&self) -> bool {
        matches!(self, Self::Managed(managed::CachePolicy::CachingDisabled))
    }
}

impl<'a> Forwarding<'a> {
    fn read(world: &'a World, behavior: &'a Term) -> Self {
        let Some(id) = policy(behavior, "OriginRequestPolicyId") else {
            return Self::None;
        };
        let managed = id
            .as_known()
            .and_then(managed::OriginRequestPolicy::from_id);
        let kind = "AWS::CloudFront::OriginRequestPolicy";
        match (managed, named(world, kind, &id)) {
            (Some(managed), _) => Self::Managed(managed),
            (None, Some(own)) => Self::Own(own),
            (None, None) => Self::Elsewhere(id),
        }
    }
}

fn policy(behavior: &Term, key: &str) -> Option<Text> {
    let id = behavior.text_at(&[key])?;
    (id.as_known() != Some("")).then_some(id)
}

/// The resource of a type to which a text refers.
pub(super) fn named<'a>(world: &'a World, kind: &str, id: &Text) -> Option<&'a Resource> {
    let mut all = world.resources.of_kind(kind);
    let found = all.find(|(_, resource)| resource.reference.as_ref() == Some(id));
    found.map(|(_, resource)| resource)
}
