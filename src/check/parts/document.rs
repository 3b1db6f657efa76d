//! A policy document, wherever it stands.

use super::bucket::Bucket;
use super::statement::Statement;
use crate::simulate::{ResourceId, World};
use crate::template::{Resource, Said, Term, Text};

/// A policy document.
#[derive(Debug)]
pub struct Document<'a> {
    /// The resource in which it stands.
    pub holder: &'a Resource,
    /// The document.
    pub term: &'a Term,
    /// Whose it is.
    pub of: Of,
    /// Its statements; a text of JSON has none here.
    pub statements: Vec<Statement<'a>>,
}

/// What a policy document is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// It says what a role, a user or a group may do: these resources of the template.
    Identity(Vec<ResourceId>),
    /// It says who may be a role.
    Trust(ResourceId),
    /// It says who may do what with a bucket, which is named so.
    Bucket(Text, Option<ResourceId>),
    /// It says who may do what with another resource: a key, a queue, a topic.
    Other,
}

/// Where the documents of a type stand: the type, the property, and whether it is a document of identities.
const PLACES: [(&str, &str, bool); 12] = [
    ("AWS::IAM::Policy", "PolicyDocument", true),
    ("AWS::IAM::ManagedPolicy", "PolicyDocument", true),
    ("AWS::IAM::RolePolicy", "PolicyDocument", true),
    ("AWS::IAM::UserPolicy", "PolicyDocument", true),
    ("AWS::IAM::GroupPolicy", "PolicyDocument", true),
    ("AWS::S3::BucketPolicy", "PolicyDocument", false),
    ("AWS::KMS::Key", "KeyPolicy", false),
    ("AWS::Lambda::ResourcePolicy", "PolicyDocument", false),
    ("AWS::SQS::QueuePolicy", "PolicyDocument", false),
    ("AWS::SNS::TopicPolicy", "PolicyDocument", false),
    (
        "AWS::SecretsManager::ResourcePolicy",
        "ResourcePolicy",
        false,
    ),
    ("AWS::DynamoDB::Table", "ResourcePolicy", false),
];

impl<'a> Document<'a> {
    /// All documents of the template.
    pub(in crate::check) fn read_all(world: &'a World, buckets: &[Bucket]) -> Vec<Self> {
        let mut found = Vec::new();
        for (id, resource) in world.resources.all() {
            let properties = &resource.properties;
            let mut add = |term: &'a Term, of: Of| found.push(Self::read(resource, term, of));
            match resource.kind.as_str() {
                "AWS::IAM::Role" | "AWS::IAM::User" | "AWS::IAM::Group" => {
                    if let Some(trust) = properties.get("AssumeRolePolicyDocument") {
                        add(trust, Of::Trust(id));
                    }
                    let inline = properties.get("Policies").map(Term::items);
                    for policy in inline.unwrap_or_default() {
                        if let Some(document) = policy.get("PolicyDocument") {
                            add(document, Of::Identity(vec![id]));
                        }
                    }
                }
                "AWS::S3::BucketPolicy" => {
                    let name = properties.text_at(&["Bucket"]).unwrap_or_default();
                    let mut all = buckets.iter();
                    let bucket = all.find(|bucket| bucket.name == name);
                    if let Some(document) = properties.get("PolicyDocument") {
                        add(document, Of::Bucket(name, bucket.map(|bucket| bucket.id)));
                    }
                }
                kind => {
                    let place = PLACES.iter().find(|(type_, _, _)| *type_ == kind);
                    let Some((_, property, of_identities)) = place else {
                        continue;
                    };
                    let Some(document) = properties.get(property) else {
                        continue;
                    };
                    let of = if *of_identities {
                        let mut ids = attached_to(world, properties);
                        ids.extend(attaching(world, resource));
                        Of::Identity(ids)
                    } else {
                        Of::Other
                    };
                    add(document, of);
                }
            }
        }
        found
    }

    fn read(holder: &'a Resource, term: &'a Term, of: Of) -> Self {
        let statements = match &term.said {
            Said::Map(_) => term.get("Statement").map(Term::items).unwrap_or_default(),
            Said::Null
            | Said::Bool(_)
            | Said::Number(_)
            | Said::Text(_)
            | Said::List(_)
            | Said::Unknown(_) => &[],
        };
        let statements = statements.iter().enumerate();
        Self {
            holder,
            term,
            of,
            statements: statements
                .map(|(number, term)| Statement::read(number, term))
                .collect(),
        }
    }

    /// Whether it is a policy of a role or another identity.
    pub fn is_of_identity(&self) -> bool {
        matches!(self.of, Of::Identity(_))
    }
}

/// The roles, users and groups of the template to which a policy that stands for itself is attached.
fn attached_to(world: &World, properties: &Term) -> Vec<ResourceId> {
    let lists = [
        ("Roles", "AWS::IAM::Role"),
        ("Users", "AWS::IAM::User"),
        ("Groups", "AWS::IAM::Group"),
        ("RoleName", "AWS::IAM::Role"),
        ("UserName", "AWS::IAM::User"),
        ("GroupName", "AWS::IAM::Group"),
    ];
    let mut found = Vec::new();
    for (property, kind) in lists {
        let names = properties.get(property).map(Term::items);
        for name in names.unwrap_or_default().iter().filter_map(Term::text) {
            let mut all = world.resources.of_kind(kind);
            let meant = all.find(|(_, resource)| resource.reference.as_ref() == Some(&*name));
            found.extend(meant.map(|(id, _)| id));
        }
    }
    found
}

/// The roles, users and groups of the template that name a managed policy themselves.
fn attaching(world: &World, policy: &Resource) -> Vec<ResourceId> {
    let Some(arn) = policy.reference.as_ref() else {
        return Vec::new();
    };
    if policy.kind != "AWS::IAM::ManagedPolicy" {
        return Vec::new();
    }
    let names = |resource: &Resource| {
        let listed = resource
            .properties
            .get("ManagedPolicyArns")
            .map(Term::items);
        let mut listed = listed.unwrap_or_default().iter().filter_map(Term::text);
        listed.any(|one| *one == *arn)
    };
    let kinds = ["AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group"];
    let all = kinds.iter().flat_map(|kind| world.resources.of_kind(kind));
    all.filter(|(_, resource)| names(resource))
        .map(|(id, _)| id)
        .collect()
}
