//! The identities of a template, and which policies they have.

use std::collections::BTreeMap;

use super::guards::Guards;
use super::holder::{Attached, Holder, Kind};
use super::managed;
use super::policy::Policy;
use crate::simulate::caller::Identity;
use crate::simulate::matching;
use crate::simulate::world::{ResourceId, Resources};
use crate::template::{Resource, Term, Text};

/// The roles, users, groups and managed policies of a template, and the policies of its other resources that are decided by
/// IAM alone.
#[derive(Debug, Default)]
pub(in crate::simulate) struct Identities {
    guards: Guards,
    policies: Vec<Policy>,
    holders: Vec<Holder>,
    by_resource: BTreeMap<ResourceId, usize>,
    by_arn: BTreeMap<String, usize>,
    /// Policies that name an identity which is none of the template's, as far as that is known.
    added: Vec<(Kind, String, usize)>,
}

impl Identities {
    /// Reads all policies of all identities.
    pub(in crate::simulate) fn read(resources: &Resources) -> Self {
        let mut reading = Reading {
            resources,
            found: Self {
                guards: Guards::read(resources),
                ..Self::default()
            },
            managed: BTreeMap::new(),
            groups: Vec::new(),
        };
        reading.identities();
        reading.attachments();
        reading.memberships();
        reading.found
    }

    /// What guards resources, and whose their ARNs are.
    pub(in crate::simulate) const fn guards(&self) -> &Guards {
        &self.guards
    }

    /// The role or user of the template that somebody is.
    pub(super) fn holder(&self, identity: &Identity) -> Option<&Holder> {
        let found = match identity.resource {
            Some(id) => self.by_resource.get(&id),
            None => self.by_arn.get(&identity.arn),
        };
        self.holders.get(*found?)
    }

    /// The patterns by which the policies of a role or user of the template name resources.
    pub(in crate::simulate) fn resources_of(&self, id: ResourceId) -> Vec<String> {
        let holder = self
            .by_resource
            .get(&id)
            .and_then(|number| self.holders.get(*number));
        let Some(holder) = holder else {
            return Vec::new();
        };
        let attached = holder.attached.iter().map(|attached| attached.policy);
        let policies = attached
            .chain(holder.boundary)
            .filter_map(|number| self.policy(number));
        policies.flat_map(Policy::resources).collect()
    }

    /// The policies of the template that are attached to a role or user of this name outside it.
    pub(super) fn added(&self, is_role: bool, name: &str) -> impl Iterator<Item = &Policy> {
        let kind = if is_role { Kind::Role } else { Kind::User };
        let added = self.added.iter();
        let named = added.filter(move |(known, of, _)| *known == kind && of == name);
        named.filter_map(|(_, _, number)| self.policy(*number))
    }

    /// A policy, by its number.
    pub(super) fn policy(&self, number: usize) -> Option<&Policy> {
        self.policies.get(number)
    }
}

/// Reading a template.
struct Reading<'a> {
    resources: &'a Resources,
    found: Identities,
    /// The managed policies of the template that were read.
    managed: BTreeMap<ResourceId, usize>,
    /// Groups, with the policies that are attached to them.
    groups: Vec<Holder>,
}

impl Reading<'_> {
    /// Roles, users and groups, with what stands in them.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html>
    fn identities(&mut self) {
        let resources = self.resources;
        for (id, resource) in resources.all() {
            let Some(kind) = Kind::of(resource) else {
                continue;
            };
            let mut holder = Holder::new(kind, resource);
            let properties = &resource.properties;
            for inline in properties
                .get("Policies")
                .map(Term::items)
                .unwrap_or_default()
            {
                if let Some(document) = inline.get("PolicyDocument") {
                    let policy = self.add(Policy::read(Some(id), document));
                    holder.attach(policy);
                }
            }
            let managed = properties.get("ManagedPolicyArns");
            for arn in managed.map(Term::items).unwrap_or_default() {
                let policy = self.managed_policy(id, arn);
                holder.attached.extend(policy.map(Attached::surely));
            }
            if let Some(boundary) = properties.get("PermissionsBoundary") {
                holder.boundary = self.managed_policy(id, boundary);
            }
            if let Some(trust) = properties.get("AssumeRolePolicyDocument") {
                let trust = Policy::read(Some(id), trust);
                holder.sessions_may_be_tagged = trust.may_allow("sts:tagsession");
            }
            match kind {
                Kind::Group => self.groups.push(holder),
                Kind::Role | Kind::User => {
                    let number = self.found.holders.len();
                    self.found.by_resource.insert(id, number);
                    if let Some(arn) = resource.attribute("Arn").and_then(Text::as_known) {
                        self.found.by_arn.insert(arn.to_owned(), number);
                    }
                    self.found.holders.push(holder);
                }
            }
        }
    }

    /// Policies that stand beside the identities and name them.
    fn attachments(&mut self) {
        let resources = self.resources;
        for (id, resource) in resources.all() {
            let lists: &[(&str, Kind)] = match resource.kind.as_str() {
                "AWS::IAM::Policy" | "AWS::IAM::ManagedPolicy" => &[
                    ("Roles", Kind::Role),
                    ("Users", Kind::User),
                    ("Groups", Kind::Group),
                ],
                "AWS::IAM::RolePolicy" => &[("RoleName", Kind::Role)],
                "AWS::IAM::UserPolicy" => &[("UserName", Kind::User)],
                "AWS::IAM::GroupPolicy" => &[("GroupName", Kind::Group)],
                _ => continue,
            };
            let number = match resource.kind.as_str() {
                "AWS::IAM::ManagedPolicy" => self.template_policy(id, resource),
                _ => match resource.properties.get("PolicyDocument") {
                    Some(document) => self.add(Policy::read(Some(id), document)),
                    None => continue,
                },
            };
            for (property, kind) in lists {
                for name in names(&resource.properties, property) {
                    self.attach(number, *kind, &name);
                }
            }
        }
    }

    fn attach(&mut self, policy: usize, kind: Kind, name: &Text) {
        let holders = self.found.holders.iter_mut().chain(&mut self.groups);
        for holder in holders.filter(|holder| holder.kind == kind) {
            holder.attached.extend(holder.named(name, policy));
        }
        if let Some(name) = name.as_known() {
            self.found.added.push((kind, name.to_owned(), policy));
        }
    }

    /// Users have the policies of their groups.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-usertogroupaddition.html>
    fn memberships(&mut self) {
        let resources = self.resources;
        for (_, addition) in resources.of_kind("AWS::IAM::UserToGroupAddition") {
            for group in names(&addition.properties, "GroupName") {
                for user in names(&addition.properties, "Users") {
                    self.join(&user, &group);
                }
            }
        }
        for (_, user) in resources.of_kind("AWS::IAM::User") {
            for group in names(&user.properties, "Groups") {
                if let Some(name) = &user.reference {
                    self.join(name, &group);
                }
            }
        }
    }

    fn join(&mut self, user: &Text, group: &Text) {
        let Self { found, groups, .. } = self;
        let users = found.holders.iter_mut();
        for holder in users.filter(|holder| holder.kind == Kind::User) {
            for group in groups.iter().filter_map(|known| known.member(group)) {
                let (known, if_group) = group;
                for attached in &known.attached {
                    let mut joined = holder.named(user, attached.policy);
                    if let Some(joined) = &mut joined {
                        joined.if_same.extend(attached.if_same.iter().cloned());
                        joined.if_same.extend(if_group.clone());
                    }
                    holder.attached.extend(joined);
                }
            }
        }
    }

    /// The policy that an ARN in a property of an identity names.
    fn managed_policy(&mut self, id: ResourceId, arn: &Term) -> Option<usize> {
        let text = arn.text()?;
        let resources = self.resources;
        let is_it =
            |(_, policy): &(ResourceId, &Resource)| policy.reference.as_ref() == Some(&*text);
        match resources.of_kind("AWS::IAM::ManagedPolicy").find(is_it) {
            Some((id, policy)) => Some(self.template_policy(id, policy)),
            None => Some(self.add(managed::elsewhere(id, arn, &text))),
        }
    }

    /// The number of a managed policy of the template, which is read once.
    fn template_policy(&mut self, id: ResourceId, resource: &Resource) -> usize {
        if let Some(number) = self.managed.get(&id) {
            return *number;
        }
        let policy = match resource.properties.get("PolicyDocument") {
            Some(document) => Policy::read(Some(id), document),
            None => Policy::default(),
        };
        let number = self.add(policy);
        self.managed.insert(id, number);
        number
    }

    fn add(&mut self, policy: Policy) -> usize {
        self.found.policies.push(policy);
        self.found.policies.len() - 1
    }
}

impl Holder {
    fn attach(&mut self, policy: usize) {
        self.attached.push(Attached::surely(policy));
    }

    /// A policy as it is attached to this one by a name, if it may be.
    fn named(&self, name: &Text, policy: usize) -> Option<Attached> {
        let if_same = same_if(&self.name, name)?;
        Some(Attached { policy, if_same })
    }

    /// This group, if it may be the one of that name, and what must be the same.
    fn member(&self, name: &Text) -> Option<(&Self, Vec<(Text, Text)>)> {
        Some((self, same_if(&self.name, name)?))
    }
}

impl Attached {
    fn surely(policy: usize) -> Self {
        Self {
            policy,
            if_same: Vec::new(),
        }
    }
}

/// What must turn out the same for two names to be: nothing where they are, `None` where they cannot be.
fn same_if(one: &Text, other: &Text) -> Option<Vec<(Text, Text)>> {
    match matching::decided_same(one, other) {
        Some(true) => Some(Vec::new()),
        Some(false) => None,
        None => Some(vec![(one.clone(), other.clone())]),
    }
}

/// The names in a property; a list of which nothing is known is one name of which nothing is known.
fn names(properties: &Term, property: &str) -> Vec<Text> {
    let listed = properties
        .get(property)
        .map(Term::items)
        .unwrap_or_default();
    let text = |name: &Term| Some(name.text()?.into_owned());
    listed.iter().filter_map(text).collect()
}
