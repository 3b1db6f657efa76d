//! The names of a stack: what stands under each, and what was said about those that stand nowhere.

use std::collections::BTreeMap;

use crate::app::{Arena, Fact, Host, Id, Parameter, Service, Site, Store, Table, UserPool};
use crate::aws::LogicalId;
use crate::diag::{Diagnostic, Path, Place, Refusal, did_you_mean, listed};
use crate::source::Files;
use crate::stack::{self, External, Name, Stack};

/// A section of the stack file whose things have names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Tables,
    UserPools,
    Buckets,
    Functions,
    Origins,
    Sites,
}

impl Section {
    const ALL: [Self; 6] = [
        Self::Tables,
        Self::UserPools,
        Self::Buckets,
        Self::Functions,
        Self::Origins,
        Self::Sites,
    ];

    /// The section's key in the file.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Tables => "tables",
            Self::UserPools => "user-pools",
            Self::Buckets => "buckets",
            Self::Functions => "functions",
            Self::Origins => "origins",
            Self::Sites => "sites",
        }
    }

    /// What one of its things is called.
    const fn noun(self) -> &'static str {
        match self {
            Self::Tables => "table",
            Self::UserPools => "user pool",
            Self::Buckets => "bucket",
            Self::Functions => "function",
            Self::Origins => "origin",
            Self::Sites => "site",
        }
    }

    /// What is said when a thing is not there.
    const fn refusal(self) -> Refusal {
        match self {
            Self::Tables => Refusal::UnknownTable,
            Self::UserPools => Refusal::UnknownUserPool,
            Self::Buckets => Refusal::UnknownBucket,
            Self::Functions => Refusal::UnknownFunction,
            Self::Origins => Refusal::UnknownOrigin,
            Self::Sites => Refusal::UnknownSite,
        }
    }

    /// The names of its things, in the order of the file.
    fn names(self, stack: &Stack) -> Vec<&Name> {
        match self {
            Self::Tables => stack.tables.names().collect(),
            Self::UserPools => stack.user_pools.names().collect(),
            Self::Buckets => stack.buckets.names().collect(),
            Self::Functions => stack.functions.names().collect(),
            Self::Origins => stack.origins.names().collect(),
            Self::Sites => stack.sites.names().collect(),
        }
    }

    /// The path of one of its things.
    pub(super) fn path(self, name: &Name) -> Path {
        Path::from_iter([self.key(), name.as_str()])
    }
}

/// The names of a stack, and everything that was found wrong so far.
pub(super) struct Scope<'a> {
    pub(super) stack: &'a Stack,
    pub(super) files: &'a dyn Files,
    pub(super) found: Vec<Diagnostic>,
    /// The stack's name; where it is wrong, which is told already, a stand-in.
    pub(super) name: String,
    parameters: BTreeMap<LogicalId, Parameter>,
    parameter_ids: Vec<LogicalId>,
}

impl<'a> Scope<'a> {
    /// Declares everything: after this, each name means one thing.
    pub(super) fn new(stack: &'a Stack, files: &'a dyn Files) -> Self {
        let mut scope = Self {
            stack,
            files,
            found: Vec::new(),
            name: stack.name.as_ref().map_or("stack", Name::as_str).to_owned(),
            parameters: BTreeMap::new(),
            parameter_ids: Vec::new(),
        };
        scope.refuse_clashes();
        for (name, parameter) in stack.parameters.iter() {
            scope.refuse_impossible_default(name, parameter);
            scope.parameter_ids.push(name.clone());
            scope.parameters.insert(
                name.clone(),
                Parameter {
                    name: name.clone(),
                    at: Path::from_iter(["parameters", name.as_str()]),
                    description: parameter.description.clone(),
                    default: parameter.default.clone(),
                    pattern: parameter.pattern.clone(),
                    values: parameter.values.clone(),
                    secret: parameter.secret,
                },
            );
        }
        scope
    }

    /// One name in two sections would make every reference to it a riddle.
    fn refuse_clashes(&mut self) {
        let mut seen: BTreeMap<&Name, Section> = BTreeMap::new();
        for section in Section::ALL {
            for name in section.names(self.stack) {
                if let Some(first) = seen.get(name) {
                    self.found.push(
                        Diagnostic::refusal(
                            Refusal::NameClash,
                            Place::Key(section.path(name)),
                            format!("the name `{name}` is taken by a {}", first.noun()),
                        )
                        .also(Place::Key(first.path(name)), "taken here")
                        .help(format!("give the {} another name", section.noun())),
                    );
                } else {
                    seen.insert(name, section);
                }
            }
        }
    }

    fn refuse_impossible_default(&mut self, name: &LogicalId, parameter: &stack::Parameter) {
        if let Some(default) = &parameter.default
            && !parameter.values.is_empty()
            && !parameter.values.contains(default)
        {
            let at = Path::from_iter(["parameters", name.as_str(), "default"]);
            let values_at = at.parent().join("values");
            self.found.push(
                Diagnostic::refusal(
                    Refusal::InvalidValue,
                    at,
                    format!("`{default}` is not one of the values that are taken"),
                )
                .also(Place::Key(values_at), "these are")
                .help("add it to `values`, or take another default"),
            );
        }
    }

    /// Says what is wrong.
    pub(super) fn tell(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Refuses the settings that are given of a thing that exists already, which the stack cannot change.
    pub(super) fn refuse_settings_of_existing(
        &mut self,
        section: Section,
        name: &Name,
        settings: &[(&str, bool)],
    ) {
        let at = section.path(name);
        let noun = section.noun();
        for (field, _) in settings.iter().filter(|(_, is_given)| *is_given) {
            let refusal = Diagnostic::refusal(
                Refusal::ExistingIsNotOurs,
                Place::Key(at.join(*field)),
                format!("`{field}` cannot be set on a {noun} that exists already"),
            )
            .also(Place::Key(at.join("existing")), "said to exist here")
            .help(format!(
                "take out `{field}`, or `existing` to make the {noun} part of the stack"
            ));
            self.tell(refusal);
        }
    }

    /// The position of a thing in its section.
    fn position(&mut self, section: Section, name: &Name, at: &Path) -> Option<usize> {
        let names = section.names(self.stack);
        let position = names.iter().position(|known| *known == name);
        if position.is_none() {
            let known = || names.iter().map(|name| name.as_str());
            let help = match did_you_mean(name.as_str(), known()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => listed(&format!("{}s", section.noun()), known()),
            };
            self.found.push(
                Diagnostic::refusal(
                    section.refusal(),
                    at,
                    format!("there is no {} called `{name}`", section.noun()),
                )
                .help(help),
            );
        }
        position
    }

    pub(super) fn table(&mut self, name: &Name, at: &Path) -> Option<Id<Table>> {
        self.position(Section::Tables, name, at)
            .map(Arena::upcoming)
    }

    pub(super) fn user_pool(&mut self, name: &Name, at: &Path) -> Option<Id<UserPool>> {
        self.position(Section::UserPools, name, at)
            .map(Arena::upcoming)
    }

    pub(super) fn store(&mut self, name: &Name, at: &Path) -> Option<Id<Store>> {
        self.position(Section::Buckets, name, at)
            .map(Arena::upcoming)
    }

    pub(super) fn service(&mut self, name: &Name, at: &Path) -> Option<Id<Service>> {
        self.position(Section::Functions, name, at)
            .map(Arena::upcoming)
    }

    pub(super) fn host(&mut self, name: &Name, at: &Path) -> Option<Id<Host>> {
        self.position(Section::Origins, name, at)
            .map(Arena::upcoming)
    }

    pub(super) fn site(&mut self, name: &Name, at: &Path) -> Option<Id<Site>> {
        self.position(Section::Sites, name, at).map(Arena::upcoming)
    }

    /// The parameter of this name; one that is not declared is added with what is known of its kind.
    /// A name that is nearly a declared one is refused instead.
    pub(super) fn parameter(
        &mut self,
        name: &LogicalId,
        kind: Given,
        at: &Path,
    ) -> Option<Id<Parameter>> {
        if let Some(parameter) = self.parameters.get_mut(name) {
            kind.complete(parameter);
        } else {
            let declared = self.stack.parameters.names().map(LogicalId::as_str);
            if let Some(near) = did_you_mean(name.as_str(), declared) {
                let refusal = Diagnostic::refusal(
                    Refusal::UnknownParameter,
                    at,
                    format!("there is no parameter called `{name}`"),
                )
                .help(format!("did you mean `{near}`?"));
                self.found.push(refusal);
                return None;
            }
            let mut parameter = Parameter {
                name: name.clone(),
                at: at.clone(),
                description: None,
                default: None,
                pattern: None,
                values: Vec::new(),
                secret: false,
            };
            kind.complete(&mut parameter);
            self.parameter_ids.push(name.clone());
            self.parameters.insert(name.clone(), parameter);
        }
        let position = self.parameter_ids.iter().position(|known| known == name)?;
        Some(Arena::upcoming(position))
    }

    /// What a text, a parameter or a raw resource gives.
    pub(super) fn external(&mut self, external: &External, kind: Given, at: &Path) -> Option<Fact> {
        match external {
            External::Literal(text) => Some(Fact::Literal(text.clone())),
            External::Parameter(name) => self
                .parameter(name, kind, &at.join("parameter"))
                .map(Fact::Parameter),
            External::Resource(id, attribute) => Some(Fact::Raw(id.clone(), attribute.clone())),
        }
    }

    /// The parameters that are declared or used, in that order.
    pub(super) fn take_parameters(&mut self) -> Arena<Parameter> {
        let mut arena = Arena::default();
        for name in &self.parameter_ids {
            if let Some(parameter) = self.parameters.remove(name) {
                arena.add(parameter);
            }
        }
        arena
    }
}

/// What a parameter gives, which says how its values look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    UserPoolId,
    BucketName,
    TableName,
    CertificateArn,
    ZoneId,
    WebAclArn,
    KeyArn,
    /// The site's host name, which is empty at the first deployment.
    SiteDomain,
    Text,
}

impl Given {
    /// Adds what is known of the kind where the user said nothing.
    fn complete(self, parameter: &mut Parameter) {
        let (description, pattern) = match self {
            Self::UserPoolId => (
                "The id of the Cognito user pool.",
                r"^[a-z]{2}(-[a-z]+)+-\d_[0-9A-Za-z]+$",
            ),
            Self::BucketName => (
                "The name of the bucket.",
                r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
            ),
            Self::TableName => ("The name of the table.", r"^[a-zA-Z0-9_.-]{3,255}$"),
            Self::CertificateArn => (
                "The ARN of the certificate, in us-east-1.",
                r"^arn:[a-z-]+:acm:us-east-1:\d{12}:certificate/[0-9a-f-]+$",
            ),
            Self::ZoneId => ("The id of the Route 53 hosted zone.", r"^[0-9A-Z]{1,32}$"),
            Self::WebAclArn => (
                "The ARN of the web ACL, of scope CLOUDFRONT.",
                r"^arn:[a-z-]+:wafv2:us-east-1:\d{12}:global/webacl/.+$",
            ),
            Self::KeyArn => (
                "The ARN of the KMS key.",
                r"^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key/.+$",
            ),
            Self::SiteDomain => (
                "The site's host name, from the output of the first deployment; empty until then.",
                r"^$|^[a-z0-9.-]+\.[a-z]{2,}$",
            ),
            Self::Text => return,
        };
        parameter
            .description
            .get_or_insert_with(|| description.to_owned());
        if parameter.values.is_empty() {
            parameter.pattern.get_or_insert_with(|| pattern.to_owned());
        }
        if self == Self::SiteDomain {
            parameter.default.get_or_insert_default();
        }
    }
}
