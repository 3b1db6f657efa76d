//! A function of Lambda.

use crate::simulate::{ResourceId, World};
use crate::template::{Known, Resource, Term, Text};

/// A function.
#[derive(Debug)]
pub struct Function<'a> {
    /// Its number.
    pub id: ResourceId,
    /// The resource.
    pub resource: &'a Resource,
    /// Its environment variables in the order of the template, each with its value.
    pub variables: &'a [(String, Term)],
    /// The role of the template that it has.
    pub role: Option<(ResourceId, &'a Resource)>,
    /// Its function URLs: those for the function itself and those for an alias of it.
    pub urls: Vec<(ResourceId, &'a Resource)>,
    name: Option<Text>,
    arn: Option<Text>,
}

impl<'a> Function<'a> {
    /// All functions of the template, those of SAM left out.
    pub(in crate::check) fn read_all(world: &'a World) -> Vec<Self> {
        let all = world.resources.of_kind("AWS::Lambda::Function");
        all.map(|(id, resource)| Self::read(world, id, resource))
            .collect()
    }

    /// All functions of the template, those of SAM included, as the template has them.
    pub fn declared(world: &'a World) -> impl Iterator<Item = &'a Resource> {
        let kinds = ["AWS::Lambda::Function", "AWS::Serverless::Function"];
        let all = kinds
            .into_iter()
            .flat_map(|kind| world.resources.of_kind(kind));
        all.map(|(_, resource)| resource)
    }

    /// The environment variables of a function.
    pub fn variables_of(function: &'a Resource) -> &'a [(String, Term)] {
        let variables = function.properties.find(&["Environment", "Variables"]);
        variables.map(Term::entries).unwrap_or_default()
    }

    fn read(world: &'a World, id: ResourceId, resource: &'a Resource) -> Self {
        let properties = &resource.properties;
        let role = properties.text_at(&["Role"]);
        let mut roles = world.resources.of_kind("AWS::IAM::Role");
        let mut function = Self {
            id,
            resource,
            variables: Self::variables_of(resource),
            role: role.and_then(|arn| roles.find(|(_, role)| role.attribute("Arn") == Some(&arn))),
            urls: Vec::new(),
            name: resource.reference.clone(),
            arn: resource.attribute("Arn").cloned(),
        };
        let urls = world.resources.of_kind("AWS::Lambda::Url");
        function.urls = urls
            .filter(|(_, url)| {
                let target = url.properties.text_at(&["TargetFunctionArn"]);
                target.is_some_and(|target| function.is_named(&target))
            })
            .collect();
        function
    }

    /// Whether this names it: by its name or its ARN, with or without a version or alias behind it.
    pub fn is_named(&self, name: &Text) -> bool {
        let own = [self.name.as_ref(), self.arn.as_ref()];
        own.into_iter().flatten().any(|own| {
            name == own
                || match (own.as_known(), name.as_known()) {
                    (Some(own), Some(name)) => name
                        .strip_prefix(own)
                        .is_some_and(|rest| rest.starts_with(':')),
                    (_, _) => false,
                }
        })
    }

    /// A text of its properties, if all of it is known.
    pub fn text(&self, keys: &[&str]) -> Option<String> {
        let text = self.resource.properties.text_at(keys)?;
        text.as_known().map(str::to_owned)
    }

    /// What stands at a property, or the function itself where nothing does.
    pub fn at(&self, keys: &[&str]) -> &'a crate::diag::Path {
        let term = self.resource.properties.find(keys);
        term.map_or(&self.resource.at, |term| &term.at)
    }

    /// Its timeout in seconds, 3 where it says nothing; `None` where it is not known.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html>
    pub fn timeout(&self) -> Option<u64> {
        match self.resource.properties.get("Timeout").map(Term::number) {
            None => Some(3),
            Some(Some(Known::Yes(seconds))) => Some(seconds),
            Some(Some(Known::No(_)) | None) => None,
        }
    }

    /// Its code, where it stands in the template and all of it is known.
    pub fn inline_code(&self) -> Option<String> {
        self.text(&["Code", "ZipFile"])
    }
}
