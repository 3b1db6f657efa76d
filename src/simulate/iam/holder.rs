//! A role or user of the template, with all the policies that it has.

use crate::simulate::world::ResourceId;
use crate::template::{Resource, Term, Text};

/// A role or a user.
#[derive(Debug)]
pub(in crate::simulate) struct Holder {
    /// Its resource.
    pub(super) id: ResourceId,
    /// Which of both.
    pub(super) kind: Kind,
    /// Its name, without its path.
    pub(super) name: Text,
    /// The policies that are attached to it, by their numbers.
    pub(super) attached: Vec<Attached>,
    /// The policy that bounds it.
    pub(super) boundary: Option<usize>,
    /// Whether sessions may carry tags that the template does not give.
    pub(super) sessions_may_be_tagged: bool,
    tags: Vec<(String, Text)>,
}

/// Which kind of identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Role,
    User,
    Group,
}

impl Kind {
    /// The kind of a resource.
    pub(super) fn of(resource: &Resource) -> Option<Self> {
        match resource.kind.as_str() {
            "AWS::IAM::Role" => Some(Self::Role),
            "AWS::IAM::User" => Some(Self::User),
            "AWS::IAM::Group" => Some(Self::Group),
            _ => None,
        }
    }
}

/// A policy that is attached: certainly, or if one name turns out to be the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attached {
    /// The number of the policy.
    pub(super) policy: usize,
    /// The names that must be the same; none where they are.
    pub(super) if_same: Vec<(Text, Text)>,
}

impl Holder {
    /// The role or user that a resource is, without policies so far.
    pub(super) fn new(id: ResourceId, kind: Kind, resource: &Resource) -> Self {
        let tags = resource.properties.get("Tags");
        let tags = tags.map(Term::items).unwrap_or_default();
        let tag = |tag: &Term| {
            let key = tag.text_at(&["Key"])?;
            let key = key.as_known()?.to_ascii_lowercase();
            Some((key, tag.text_at(&["Value"])?))
        };
        Self {
            id,
            kind,
            name: resource.reference.clone().unwrap_or_default(),
            attached: Vec::new(),
            boundary: None,
            sessions_may_be_tagged: false,
            tags: tags.iter().filter_map(tag).collect(),
        }
    }

    /// The value of a tag, by its key in lower case: "Key names are not case-sensitive."
    pub(super) fn tag(&self, key: &str) -> Option<&Text> {
        let found = self.tags.iter().find(|(known, _)| known == key);
        found.map(|(_, value)| value)
    }
}
