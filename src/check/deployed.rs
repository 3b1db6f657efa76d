//! The template as deployed, for rules about what its parts do together.

use std::cell::OnceCell;

use super::parts::{Bucket, Distribution, Document, Function, Origin};
use crate::access::{Access, BucketAccess, Who};
use crate::language::{Language, Spent};
use crate::simulate::{ResourceId, Resources, World};
use crate::source::Node;
use crate::template::{Resource, Template, Text};

/// What rules about a deployed template look at: one way in which it may turn out.
#[derive(Debug)]
pub struct Deployed<'a> {
    /// The template as it is written.
    pub template: &'a Template,
    /// All that is made, and what AWS would do with a request to it.
    pub world: &'a World,
    /// Whether all ways in which the template may turn out are looked at.
    pub all_ways: bool,
    /// The distributions.
    pub distributions: Vec<Distribution<'a>>,
    /// The buckets that the template makes.
    pub buckets: Vec<Bucket<'a>>,
    /// The functions of Lambda.
    pub functions: Vec<Function<'a>>,
    /// Every policy document that stands in the template, wherever it stands.
    pub documents: Vec<Document<'a>>,
    /// Who may do what with the keys of each bucket; worked out when it is first asked for.
    access: OnceCell<Vec<(ResourceId, Result<BucketAccess, Spent>)>>,
}

impl<'a> Deployed<'a> {
    /// Reads the parts of a deployed template.
    pub(super) fn new(template: &'a Template, world: &'a World, all_ways: bool) -> Self {
        let buckets = Bucket::read_all(world);
        Self {
            template,
            world,
            all_ways,
            distributions: Distribution::read_all(world),
            documents: Document::read_all(world, &buckets),
            functions: Function::read_all(world),
            buckets,
            access: OnceCell::new(),
        }
    }

    /// The resources as they are made.
    pub fn resources(&self) -> &'a Resources {
        &self.world.resources
    }

    /// The resources of a type.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = (ResourceId, &'a Resource)> + Clone {
        self.resources().of_kind(kind)
    }

    /// Who may do what with the keys of each bucket of the template, and which of them are served; that it is not decided
    /// where the keys fall into too many parts.
    pub fn access(&self) -> &[(ResourceId, Result<BucketAccess, Spent>)] {
        self.access.get_or_init(|| {
            let principals = self.principals();
            let access = Access { world: self.world };
            let of = |bucket: &Bucket| {
                let routes = self.routes_to(bucket.id);
                let private = self.private_keys(bucket);
                let found = access.of_bucket(bucket.id, routes, &principals, private);
                (bucket.id, found)
            };
            self.buckets.iter().map(of).collect()
        })
    }

    /// The keys of a bucket that the template says are for functions alone: under `private` in what it says to stackgen.
    pub fn private_keys(&self, bucket: &Bucket) -> Language {
        let metadata = self.template.source().tree.get("Metadata");
        let ours = metadata.and_then(|metadata| metadata.get("stackgen"));
        let private = ours.and_then(|ours| ours.get("private"));
        let listed = private.and_then(Node::as_list).unwrap_or_default().iter();
        let of_this = listed.filter(|one| {
            one.get("bucket").and_then(Node::as_str) == Some(bucket.resource.id.as_str())
        });
        let keys = of_this.filter_map(|one| one.get("keys").and_then(Node::as_str));
        Language::any(keys.map(Language::glob))
    }

    /// Who might do something with a bucket: all that the template makes, and everybody.
    fn principals(&self) -> Vec<Who> {
        let all = |kind| self.of_kind(kind).map(|(id, _)| id);
        let identities = all("AWS::CloudFront::CloudFrontOriginAccessIdentity").map(Who::Identity);
        let controlled = self.distributions.iter().filter(|distribution| {
            let mut origins = distribution.origins.iter();
            origins.any(|origin| origin.control().is_some())
        });
        let distributions = controlled.map(|distribution| Who::Distribution(distribution.id));
        let signing = all("AWS::IAM::Role").chain(all("AWS::IAM::User"));
        let signing = signing.map(Who::Principal);
        identities
            .chain(distributions)
            .chain(signing)
            .chain([Who::Everybody])
            .collect()
    }

    /// The function of the template that runs as somebody; of several that share a role, the first.
    pub fn function_of(&self, who: Who) -> Option<&Function<'a>> {
        self.functions.iter().find(|function| {
            let role = function.role.map(|(role, _)| Who::Principal(role));
            role == Some(who)
        })
    }

    /// A bucket of the template.
    pub fn bucket(&self, id: ResourceId) -> Option<&Bucket<'a>> {
        self.buckets.iter().find(|bucket| bucket.id == id)
    }

    /// Whether a custom resource is told of a resource, by its reference or its ARN, and so may change it by code.
    pub fn is_handed_to_custom_resource(&self, resource: &Resource) -> bool {
        let names = [resource.reference.as_ref(), resource.attribute("Arn")];
        let custom = self.resources().all().filter(|(_, one)| {
            one.kind.starts_with("Custom::") || one.kind == "AWS::CloudFormation::CustomResource"
        });
        let mut custom = custom.map(|(_, one)| &one.properties);
        custom.any(|properties| {
            let mut values = properties.entries().iter();
            values.any(|(_, value)| {
                let text = value.text();
                text.is_some_and(|text| names.iter().flatten().any(|name| **name == *text))
            })
        })
    }

    /// The bucket of the template that has this name.
    pub fn bucket_named(&self, name: &Text) -> Option<&Bucket<'a>> {
        let mut buckets = self.buckets.iter();
        buckets.find(|bucket| bucket.resource.reference.as_ref() == Some(name))
    }

    /// The function of the template that this names: by its name or its ARN, with or without a version behind it.
    pub fn function_named(&self, name: &Text) -> Option<&Function<'a>> {
        self.functions
            .iter()
            .find(|function| function.is_named(name))
    }

    /// The function URL that an origin is, and its function, both of the template.
    pub fn function_behind(&self, origin: &Origin) -> Option<(&'a Resource, &Function<'a>)> {
        let id = origin.function_url()?;
        self.functions.iter().find_map(|function| {
            let mut urls = function.urls.iter();
            let (_, url) = urls.find(|(url, _)| *url == id)?;
            Some((*url, function))
        })
    }

    /// The role of the template that has this ARN.
    pub fn role_of_arn(&self, arn: &Text) -> Option<(ResourceId, &'a Resource)> {
        let mut roles = self.of_kind("AWS::IAM::Role");
        roles.find(|(_, role)| role.attribute("Arn") == Some(arn))
    }
}
