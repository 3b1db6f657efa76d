//! A bucket as the template makes it, read once.

use super::acl::{Canned, Ownership};
use super::cors::Rules;
use super::encryption::{Encryption, Keys};
use super::operation::Configuration;
use super::public::Publicity;
use super::website::Website;
use crate::diag::Path;
use crate::simulate::assumption::Assumption;
use crate::simulate::iam::Policy;
use crate::simulate::matching;
use crate::simulate::request::PublicAccessBlock;
use crate::simulate::run::Run;
use crate::simulate::world::{ResourceId, Resources};
use crate::template::{Fact, Known, Resource, Term, Text, Trial};

/// A bucket.
#[derive(Debug)]
pub(super) struct Bucket {
    /// The resource; none for a bucket that the template does not make.
    pub(super) id: Option<ResourceId>,
    pub(super) name: Text,
    pub(super) arn: Text,
    pub(super) policies: Vec<BucketPolicy>,
    pub(super) blocks: Blocks,
    pub(super) ownership: Setting<Ownership>,
    /// The canned access control list of the bucket itself.
    pub(super) acl: Setting<Canned>,
    pub(super) encryption: Encryption,
    pub(super) cors: Rules,
    pub(super) website: Website,
    /// Configurations that are there; what else is not listed here.
    configurations: Vec<Configuration>,
}

/// A setting, and where the template says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting<T> {
    pub(super) value: Known<T>,
    pub(super) at: Option<Path>,
}

/// A policy that the template attaches to a bucket.
#[derive(Debug)]
pub(super) struct BucketPolicy {
    pub(super) policy: Policy,
    pub(super) publicity: Publicity,
    /// Whose policy it is.
    pub(super) of: Of,
}

/// Whether a policy is that of the bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Of {
    /// It is.
    ThisBucket,
    /// It is that of the bucket of this name, which may be this one.
    Named(Text),
}

/// The switches that block public access, as the bucket has them.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html>
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Blocks {
    pub(super) block_public_acls: Setting<bool>,
    pub(super) ignore_public_acls: Setting<bool>,
    pub(super) restrict_public_buckets: Setting<bool>,
}

impl Bucket {
    /// Reads a bucket of the template.
    pub(super) fn read(
        id: ResourceId,
        resource: &Resource,
        resources: &Resources,
        keys: &Keys,
    ) -> Option<Self> {
        let name = resource.reference.clone()?;
        let arn = resource.attribute("Arn").cloned()?;
        let properties = &resource.properties;
        let there = |name: &str| properties.get(name).is_some();
        let configurations = [
            (Configuration::Cors, "CorsConfiguration"),
            (Configuration::Website, "WebsiteConfiguration"),
            (Configuration::Lifecycle, "LifecycleConfiguration"),
            (Configuration::Replication, "ReplicationConfiguration"),
        ];
        Some(Self {
            id: Some(id),
            policies: policies(&name, resources),
            name,
            arn,
            blocks: Blocks::read(properties),
            ownership: Ownership::read(properties),
            acl: Canned::of_bucket(properties),
            encryption: Encryption::read(properties, keys),
            cors: Rules::read(properties),
            website: Website::read(properties),
            configurations: configurations
                .into_iter()
                .filter(|(_, name)| there(name))
                .map(|(kind, _)| kind)
                .collect(),
        })
    }

    /// A bucket that the template does not make. Its policy is the one that the template gives it; everything else of it
    /// is unknown, except that its objects are taken to be encrypted with keys of S3.
    pub(super) fn outside(name: &Text, resources: &Resources) -> Self {
        let partition = resources.settings.partition().name();
        let mut arn = Text::from(format!("arn:{partition}:s3:::"));
        arn.push(name);
        let unknown = |what: &str| Fact::new(format!("{what} of bucket {name}"));
        let switch = |what| Setting {
            value: Known::No(unknown(what)),
            at: None,
        };
        Self {
            id: None,
            name: name.clone(),
            arn,
            policies: policies(name, resources),
            blocks: Blocks {
                block_public_acls: switch("BlockPublicAcls"),
                ignore_public_acls: switch("IgnorePublicAcls"),
                restrict_public_buckets: switch("RestrictPublicBuckets"),
            },
            ownership: Setting {
                value: Known::No(unknown("object ownership")),
                at: None,
            },
            acl: Setting {
                value: Known::Yes(Canned::Private),
                at: None,
            },
            encryption: Encryption::default(),
            cors: Rules::Unknown(unknown("CORS rules")),
            website: Website::Unknown(unknown("website configuration")),
            configurations: Vec::new(),
        }
    }

    /// The policy of the bucket that is in force: the last one that was put.
    ///
    /// A bucket has one policy, so that of two in a template one overwrites the other; which one is not told.
    pub(super) fn policy(&self, trial: &mut Trial) -> Option<&BucketPolicy> {
        let meant = |policy: &&BucketPolicy, trial: &mut Trial| match &policy.of {
            Of::ThisBucket => true,
            Of::Named(other) => matching::same(&self.name, other, trial),
        };
        match &self.policies[..] {
            [] => None,
            [only] => Some(only).filter(|only| meant(only, trial)),
            several => {
                let meant: Vec<_> = several
                    .iter()
                    .filter(|policy| meant(policy, trial))
                    .collect();
                if let [] | [_] = meant[..] {
                    return meant.first().copied();
                }
                let question = format!("which policy of bucket {} is put last", self.name);
                let last = trial.choose(&question, &[Fact::new(&question)], meant.len());
                meant.get(last).copied()
            }
        }
    }

    /// Whether the bucket has a configuration; `None` where that is not known.
    pub(super) fn has(&self, kind: Configuration, run: &mut Run) -> Option<bool> {
        match kind {
            Configuration::Policy if self.id.is_none() && self.policies.is_empty() => None,
            Configuration::Policy => Some(self.policy(run.trial).is_some()),
            Configuration::Cors
            | Configuration::Website
            | Configuration::Lifecycle
            | Configuration::Replication => self.id.map(|_| self.configurations.contains(&kind)),
        }
    }
}

/// The policies in the template that are, or may be, those of the bucket of this name.
fn policies(name: &Text, resources: &Resources) -> Vec<BucketPolicy> {
    let all = resources.of_kind("AWS::S3::BucketPolicy");
    let read = |(id, resource): (ResourceId, &Resource)| {
        let bucket = resource.properties.text_at(&["Bucket"])?;
        let document = resource.properties.get("PolicyDocument")?;
        let of = whose(name, bucket)?;
        if let Of::Named(other) = &of
            && is_another(name, other, resources)
        {
            return None;
        }
        Some(BucketPolicy {
            policy: Policy::read(Some(id), document),
            publicity: Publicity::of(document),
            of,
        })
    };
    all.filter_map(read).collect()
}

/// Whether a name is that of another bucket of the template: no two of them can have one name.
fn is_another(name: &Text, other: &Text, resources: &Resources) -> bool {
    let mut buckets = resources.of_kind("AWS::S3::Bucket");
    buckets.any(|(_, bucket)| {
        let reference = bucket.reference.as_ref();
        reference == Some(other) && reference != Some(name)
    })
}

/// Whether a policy of the bucket that is named second is, or may be, that of the bucket that is named first.
fn whose(name: &Text, bucket: Text) -> Option<Of> {
    if *name == bucket {
        return Some(Of::ThisBucket);
    }
    // What AWS makes up for a bucket of the template stands in angle brackets, and can have been given in no parameter.
    let made_up = |text: &Text| text.as_known().is_some_and(|known| known.contains('<'));
    let hinges = name.as_known().is_none() || bucket.as_known().is_none();
    (hinges && !made_up(name) && !made_up(&bucket)).then_some(Of::Named(bucket))
}

impl Blocks {
    fn read(properties: &Term) -> Self {
        let switch = |name| {
            let (value, at) = public_access_switch(properties, name);
            let at = at.cloned();
            Setting { value, at }
        };
        Self {
            block_public_acls: switch("BlockPublicAcls"),
            ignore_public_acls: switch("IgnorePublicAcls"),
            restrict_public_buckets: switch("RestrictPublicBuckets"),
        }
    }
}

/// How the properties of a bucket set a switch that blocks public access, and where they say so.
///
/// Since April 2023 all are on where the bucket says nothing
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html#access-denied-bpa-examples>);
/// where it says something, the switches that it does not name are off
/// (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-publicaccessblockconfiguration.html>).
pub fn public_access_switch<'a>(
    properties: &'a Term,
    name: &str,
) -> (Known<bool>, Option<&'a Path>) {
    let Some(configuration) = properties.get("PublicAccessBlockConfiguration") else {
        return (Known::Yes(true), None);
    };
    let said = match configuration.unknown() {
        Some(_) => Some(configuration),
        None => configuration.get(name),
    };
    let value = said.and_then(Term::bool).unwrap_or(Known::Yes(false));
    (value, Some(&said.unwrap_or(configuration).at))
}

impl Setting<bool> {
    /// Whether the switch is on in this run.
    fn is_on(&self, trial: &mut Trial) -> bool {
        match &self.value {
            Known::Yes(on) => *on,
            Known::No(fact) => trial.whether(fact.as_str(), std::slice::from_ref(fact)),
        }
    }

    /// Whether a switch is on for the bucket or for its account, of which the stricter one counts.
    pub(super) fn is_on_for(
        &self,
        run: &mut Run,
        of_account: impl Fn(&PublicAccessBlock) -> bool,
    ) -> bool {
        let account = run.request.facts.account_public_access_block;
        account.is_some_and(|account| of_account(&account)) || self.is_on(run.trial)
    }
}

/// Notes that a request goes through only because the account does not block it, where that is not given.
pub(super) fn assume_no_account_block(run: &mut Run) {
    if run.request.facts.account_public_access_block.is_none() {
        run.assume(Assumption::NoAccountPublicAccessBlock);
    }
}

#[cfg(test)]
mod tests {
    use super::{Blocks, Known, Of, Setting, whose};
    use crate::simulate::deployed::term;
    use crate::template::{Fact, Text};

    fn blocks(properties: &str) -> [Option<bool>; 3] {
        let blocks = Blocks::read(&term(properties));
        let known = |setting: &Setting<bool>| match &setting.value {
            Known::Yes(on) => Some(*on),
            Known::No(_) => None,
        };
        [
            known(&blocks.block_public_acls),
            known(&blocks.ignore_public_acls),
            known(&blocks.restrict_public_buckets),
        ]
    }

    #[test]
    fn switches_are_on_where_nothing_is_said_and_off_beside_those_that_are() {
        assert_eq!(blocks("{}"), [Some(true); 3]);
        let none = r#"{"PublicAccessBlockConfiguration":{}}"#;
        assert_eq!(blocks(none), [Some(false); 3]);
        let one = r#"{"PublicAccessBlockConfiguration":{"BlockPublicAcls":"true"}}"#;
        assert_eq!(blocks(one), [Some(true), Some(false), Some(false)]);
        let other = r#"{"PublicAccessBlockConfiguration":{"RestrictPublicBuckets":false,"IgnorePublicAcls":true}}"#;
        assert_eq!(blocks(other), [Some(false), Some(true), Some(false)]);
        let unknown = r#"{"PublicAccessBlockConfiguration":{"Ref":"Nowhere"}}"#;
        assert_eq!(blocks(unknown), [None; 3]);
    }

    #[test]
    fn whose_policy_it_is() {
        let text = |known: &str| Text::from(known);
        let parameter = |name: &str| Text::from(Fact::new(format!("parameter {name}")));
        assert_eq!(whose(&text("a"), text("a")), Some(Of::ThisBucket));
        assert_eq!(whose(&parameter("P"), parameter("P")), Some(Of::ThisBucket));
        assert_eq!(whose(&text("a"), text("b")), None);
        let named = Some(Of::Named(parameter("P")));
        assert_eq!(whose(&text("a"), parameter("P")), named);
        assert_eq!(whose(&text("stack-a-<A>"), parameter("P")), None);
    }
}
