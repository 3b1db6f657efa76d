//! A bucket that the template makes.

use crate::simulate::{ResourceId, World, public_access_switch};
use crate::template::{Known, Resource, Term, Text};

/// A bucket.
#[derive(Debug)]
pub struct Bucket<'a> {
    /// Its number.
    pub id: ResourceId,
    /// The resource.
    pub resource: &'a Resource,
    /// Its name.
    pub name: Text,
    /// Its ARN.
    pub arn: Text,
    /// The switches that block public access.
    pub blocks: Blocks,
    /// Whether access control lists count for it; `None` where that is not known.
    pub lists_count: Option<bool>,
}

/// The four switches that block public access; `None` where it is not known how one is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blocks {
    /// Whether the template writes any of them.
    pub written: bool,
    /// Requests that set public ACLs fail.
    pub block_public_acls: Option<bool>,
    /// Public ACLs have no effect.
    pub ignore_public_acls: Option<bool>,
    /// Public policies are refused.
    pub block_public_policy: Option<bool>,
    /// A public policy lets nobody in but services and users of the account.
    pub restrict_public_buckets: Option<bool>,
}

impl<'a> Bucket<'a> {
    /// All buckets of the template.
    pub(in crate::check) fn read_all(world: &'a World) -> Vec<Self> {
        let all = world.resources.of_kind("AWS::S3::Bucket");
        all.map(|(id, resource)| Self {
            id,
            resource,
            name: resource.reference.clone().unwrap_or_default(),
            arn: resource.attribute("Arn").cloned().unwrap_or_default(),
            blocks: Blocks::read(&resource.properties),
            lists_count: lists_count(&resource.properties),
        })
        .collect()
    }

    /// Where it says that its objects are encrypted with a key of KMS, if it does.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-serversideencryptionbydefault.html>
    pub fn kms(&self) -> Option<&'a Term> {
        let rules = ["BucketEncryption", "ServerSideEncryptionConfiguration"];
        let rules = self.resource.properties.find(&rules).map(Term::items);
        let default = rules?.first()?.get("ServerSideEncryptionByDefault")?;
        let algorithm = default.text_at(&["SSEAlgorithm"])?;
        let is_kms = matches!(algorithm.as_known(), Some("aws:kms" | "aws:kms:dsse"));
        is_kms.then_some(default)
    }

    /// What its properties write for one of the switches, or the block of them, or the bucket itself.
    pub fn at_switch(&self, switch: &str) -> &'a crate::diag::Path {
        let (_, at) = public_access_switch(&self.resource.properties, switch);
        at.unwrap_or(&self.resource.at)
    }

    /// Whether an object of it may be readable for everybody by an access control list of its own, of which no template
    /// tells.
    pub fn may_have_public_objects(&self) -> bool {
        self.lists_count != Some(false) && self.blocks.ignore_public_acls != Some(true)
    }

    /// What stands at a property, or the bucket itself where nothing does.
    pub fn at(&self, property: &str) -> &'a crate::diag::Path {
        let term = self.resource.properties.get(property);
        term.map_or(&self.resource.at, |term| &term.at)
    }
}

/// Lists count only where the bucket says so
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html>).
fn lists_count(properties: &Term) -> Option<bool> {
    let Some(controls) = properties.get("OwnershipControls") else {
        return Some(false);
    };
    let rules = controls.get("Rules").map(Term::items).unwrap_or_default();
    let said = rules.first().and_then(|rule| rule.get("ObjectOwnership"));
    let said = said.or(controls.get("Rules")).unwrap_or(controls);
    match said.text() {
        Some(text) => {
            let known = text.as_known();
            known.map(|known| known == "BucketOwnerPreferred" || known == "ObjectWriter")
        }
        None => Some(false),
    }
}

impl Blocks {
    fn read(properties: &Term) -> Self {
        let switch = |name| match public_access_switch(properties, name).0 {
            Known::Yes(on) => Some(on),
            Known::No(_) => None,
        };
        Self {
            written: properties.get("PublicAccessBlockConfiguration").is_some(),
            block_public_acls: switch("BlockPublicAcls"),
            ignore_public_acls: switch("IgnorePublicAcls"),
            block_public_policy: switch("BlockPublicPolicy"),
            restrict_public_buckets: switch("RestrictPublicBuckets"),
        }
    }
}
