//! The policies that are attached to resources and that IAM alone decides by: of roles, keys, queues, topics, secrets, tables.

use std::collections::BTreeMap;

use super::policy::Policy;
use crate::simulate::matching;
use crate::simulate::world::{ResourceId, Resources};
use crate::template::{Part, Resource, Term, Text, Trial};

/// What guards the resources of a template, and which ARN is whose.
#[derive(Debug, Default)]
pub(in crate::simulate) struct Guards {
    policies: BTreeMap<ResourceId, Vec<Policy>>,
    by_arn: BTreeMap<String, ResourceId>,
    /// ARNs of which parts are not known.
    partly: Vec<(Text, ResourceId)>,
}

/// Where a type of resource has a policy: that of the resource itself, or of the one that names it.
///
/// Each on its page below <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/>.
const POLICIES: &[(&str, Held, &[&str])] = &[
    (
        "AWS::IAM::Role",
        Held::Itself,
        &["AssumeRolePolicyDocument"],
    ),
    ("AWS::KMS::Key", Held::Itself, &["KeyPolicy"]),
    ("AWS::KMS::ReplicaKey", Held::Itself, &["KeyPolicy"]),
    (
        "AWS::DynamoDB::Table",
        Held::Itself,
        &["ResourcePolicy", "PolicyDocument"],
    ),
    (
        "AWS::SQS::QueuePolicy",
        Held::For("Queues"),
        &["PolicyDocument"],
    ),
    (
        "AWS::SQS::QueueInlinePolicy",
        Held::For("Queue"),
        &["PolicyDocument"],
    ),
    (
        "AWS::SNS::TopicPolicy",
        Held::For("Topics"),
        &["PolicyDocument"],
    ),
    (
        "AWS::SNS::TopicInlinePolicy",
        Held::For("TopicArn"),
        &["PolicyDocument"],
    ),
    (
        "AWS::SecretsManager::ResourcePolicy",
        Held::For("SecretId"),
        &["ResourcePolicy"],
    ),
];

/// Whose policy it is.
#[derive(Debug, Clone, Copy)]
enum Held {
    /// The resource's own.
    Itself,
    /// That of the resources which this property names.
    For(&'static str),
}

impl Guards {
    /// Reads them all.
    pub(super) fn read(resources: &Resources) -> Self {
        let mut guards = Self::default();
        for (id, resource) in resources.all() {
            for name in ["Arn", "FunctionArn", "PolicyArn", "TopicArn", "FunctionARN"] {
                // A URL has the ARN of its function for an attribute, but is not the function.
                if name == "FunctionArn" && resource.kind == "AWS::Lambda::Url" {
                    continue;
                }
                if let Some(arn) = resource.attribute(name) {
                    guards.add_arn(arn, id);
                }
            }
            for (kind, held, way) in POLICIES {
                if resource.kind == *kind {
                    guards.add(resources, id, resource, *held, way);
                }
            }
            if resource.kind == "AWS::KMS::Key" && resource.properties.get("KeyPolicy").is_none() {
                let account = &resources.settings.account;
                let policy = Policy::of_new_key(id, &resource.at, account);
                guards.policies.entry(id).or_default().push(policy);
            }
        }
        guards
    }

    fn add_arn(&mut self, arn: &Text, id: ResourceId) {
        match arn.as_known() {
            Some(known) => {
                // The ARN of a log group that `Fn::GetAtt` gives ends with `:*`, which stands for its streams.
                let known = known.strip_suffix(":*").unwrap_or(known);
                self.by_arn.insert(known.to_owned(), id);
            }
            None => self.partly.push((arn.clone(), id)),
        }
    }

    fn add(
        &mut self,
        resources: &Resources,
        id: ResourceId,
        resource: &Resource,
        held: Held,
        way: &[&str],
    ) {
        let Some(document) = resource.properties.find(way) else {
            return;
        };
        match held {
            Held::Itself => {
                let policy = Policy::read(Some(id), document);
                self.policies.entry(id).or_default().push(policy);
            }
            Held::For(property) => {
                let named = resource.properties.get(property).map(Term::items);
                for name in named.unwrap_or_default() {
                    let name = name.text();
                    let is_it = |(_, other): &(ResourceId, &Resource)| {
                        let name = name.as_deref();
                        name.is_some()
                            && (other.reference.as_ref() == name || other.attribute("Arn") == name)
                    };
                    if let Some((guarded, _)) = resources.all().find(is_it) {
                        let policy = Policy::read(Some(id), document);
                        self.policies.entry(guarded).or_default().push(policy);
                    }
                }
            }
        }
    }

    /// The policies that are attached to a resource.
    pub(in crate::simulate) fn of(&self, id: ResourceId) -> &[Policy] {
        self.policies
            .get(&id)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The resource of the template that an ARN names, or that is part of it: an index of a table, a stream of a log group,
    /// an object of a bucket. Where the template does not say enough to tell, it is supposed.
    pub(in crate::simulate) fn find_supposing(
        &self,
        arn: &Text,
        trial: &mut Trial,
    ) -> Option<ResourceId> {
        let found = arn.as_known().and_then(|arn| self.find_known(arn));
        if found.is_some() {
            return found;
        }
        let is_it = |(known, _): &&(Text, ResourceId)| begins_with(arn, known);
        if let Some((_, id)) = self.partly.iter().find(is_it) {
            return Some(*id);
        }
        let guarded = self
            .partly
            .iter()
            .filter(|(_, id)| self.policies.contains_key(id));
        let mut same = guarded.filter(|(known, _)| matching::same(known, arn, trial));
        same.next().map(|(_, id)| *id)
    }

    fn find_known(&self, arn: &str) -> Option<ResourceId> {
        let mut rest = arn;
        loop {
            if let Some(id) = self.by_arn.get(rest) {
                return Some(*id);
            }
            let at = rest.rfind(['/', ':'])?;
            rest = &rest[..at];
            if rest.matches(':').count() < 5 {
                return None;
            }
        }
    }
}

/// Whether a text begins with another, and nothing or a `/` or `:` comes behind.
fn begins_with(text: &Text, other: &Text) -> bool {
    text == other
        || ['/', ':'].iter().any(|divider| {
            let mut longer = other.clone();
            longer.push_known(&divider.to_string());
            let (Some((last, known)), parts) = (longer.parts().split_last(), text.parts()) else {
                return false;
            };
            let (same, rest) = parts.split_at(known.len().min(parts.len()));
            match (last, rest.first()) {
                (Part::Known(last), Some(Part::Known(next))) => {
                    same == known && next.starts_with(last.as_str())
                }
                _ => false,
            }
        })
}
