//! Encryption with keys of KMS: who can use the key with which objects are encrypted.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html>,
//! <https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html>

use super::bucket::Bucket;
use crate::diag::Path;
use crate::simulate::action;
use crate::simulate::answer::Verdict;
use crate::simulate::assumption::Assumption;
use crate::simulate::caller::Caller;
use crate::simulate::context::Context;
use crate::simulate::hop::Did;
use crate::simulate::iam::Ruling;
use crate::simulate::reason::Reason;
use crate::simulate::request::Values;
use crate::simulate::run::Run;
use crate::simulate::world::{ResourceId, Resources};
use crate::template::{Fact, Known, Part, Settings, Term, Text};

/// How the objects of a bucket are encrypted where nothing else is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Encryption {
    pub(super) with: With,
    /// Whether all objects share a key of the bucket, which changes what KMS is told of them.
    bucket_key: bool,
    pub(super) at: Option<Path>,
}

/// What objects are encrypted with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum With {
    /// Keys of S3, which ask nothing of anybody.
    #[default]
    S3,
    /// The key `aws/s3` of an account, whose policy cannot be changed.
    Managed,
    /// A key of a customer.
    Key(Key),
    /// It hangs on a fact.
    Unknown(Fact),
}

/// A key of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// Its ARN; of a key outside the template, as far as it is told.
    arn: Text,
    /// The resource that it is, if the template makes it.
    id: Option<ResourceId>,
}

/// The keys of a template, by every name by which one is called: its id, its ARN, its aliases.
#[derive(Debug, Default)]
pub(super) struct Keys {
    names: Vec<(Text, Key)>,
    /// What stands before the resource in the ARN of a key of the account.
    arn: String,
}

impl Keys {
    pub(super) fn read(resources: &Resources) -> Self {
        let settings = &resources.settings;
        let (partition, region) = (settings.partition().name(), &settings.region);
        let mut keys = Self {
            arn: format!("arn:{partition}:kms:{region}:{}:", settings.account),
            ..Self::default()
        };
        for (id, resource) in resources.of_kind("AWS::KMS::Key") {
            let Some(arn) = resource.attribute("Arn") else {
                continue;
            };
            let key = Key {
                arn: arn.clone(),
                id: Some(id),
            };
            keys.names.push((arn.clone(), key.clone()));
            if let Some(reference) = &resource.reference {
                keys.names.push((reference.clone(), key));
            }
        }
        for (_, alias) in resources.of_kind("AWS::KMS::Alias") {
            let target = alias.properties.text_at(&["TargetKeyId"]);
            let name = alias.properties.text_at(&["AliasName"]);
            if let (Some(target), Some(name)) = (target, name) {
                let key = keys.named(&target);
                let mut arn = Text::from(keys.arn.as_str());
                arn.push(&name);
                keys.names.push((name, key.clone()));
                keys.names.push((arn, key));
            }
        }
        keys
    }

    /// The key that is called so; one outside the template, where the template makes none of this name.
    fn named(&self, name: &Text) -> Key {
        if let Some((_, key)) = self.names.iter().find(|(known, _)| known == name) {
            return key.clone();
        }
        let begins = |word: &str| match name.parts().first() {
            Some(Part::Known(known)) => known.starts_with(word),
            Some(Part::Unknown(_)) | None => false,
        };
        let is_alias = begins("alias/") || begins("arn:") && name.widest().contains(":alias/");
        let arn = if is_alias {
            // Policies name the key itself, and which one the alias stands for is not told.
            let mut arn = Text::from(format!("{}key/", self.arn));
            arn.push_unknown(Fact::new(format!("key of {name}")));
            arn
        } else if begins("arn:") || name.as_known().is_none() {
            name.clone()
        } else {
            let mut arn = Text::from(format!("{}key/", self.arn));
            arn.push(name);
            arn
        };
        Key { arn, id: None }
    }
}

impl Encryption {
    /// The default encryption of a bucket:
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-serversideencryptionbydefault.html>.
    pub(super) fn read(properties: &Term, keys: &Keys) -> Self {
        let rules = properties.find(&["BucketEncryption", "ServerSideEncryptionConfiguration"]);
        let Some(rule) = rules.and_then(|rules| rules.items().first()) else {
            return Self::default();
        };
        let default = rule.get("ServerSideEncryptionByDefault").unwrap_or(rule);
        let algorithm = match default.unknown() {
            Some(fact) => Text::from(fact.clone()),
            None => default.text_at(&["SSEAlgorithm"]).unwrap_or_default(),
        };
        let named = default.text_at(&["KMSMasterKeyID"]);
        let with = match (algorithm.as_known(), algorithm.facts().next()) {
            (None, Some(fact)) => With::Unknown(fact.clone()),
            (Some("aws:kms" | "aws:kms:dsse"), _) => keys.with(named.as_ref()),
            (Some(_) | None, _) => With::S3,
        };
        let bucket_key = rule.get("BucketKeyEnabled").and_then(Term::bool);
        Self {
            with,
            bucket_key: bucket_key == Some(Known::Yes(true)),
            at: Some(default.at.clone()),
        }
    }
}

impl Keys {
    /// What a request or a bucket that asks for KMS with this key encrypts with.
    pub(super) fn with(&self, named: Option<&Text>) -> With {
        let is_managed = |name: &Text| name.as_known().is_some_and(|k| k.ends_with("alias/aws/s3"));
        match named {
            None => With::Managed,
            Some(name) if is_managed(name) => With::Managed,
            Some(name) => With::Key(self.named(name)),
        }
    }
}

/// A use of a key.
pub(super) struct Use<'a> {
    pub(super) caller: &'a Caller,
    /// `kms:Decrypt` to read, `kms:GenerateDataKey` to write.
    pub(super) action: &'a str,
    /// The ARN of the object.
    pub(super) object: &'a Text,
    pub(super) context: &'a Context,
    pub(super) https: bool,
}

/// Why S3 does not read or write: status, code and reason.
pub(super) type Refused = (u16, Option<&'static str>, Reason);

/// Whether the caller can use the key.
pub(super) fn check(
    run: &mut Run,
    bucket: &Bucket,
    with: &With,
    usage: &Use,
) -> Result<(), Refused> {
    if *with == With::S3 {
        if bucket.id.is_none() {
            run.assume(Assumption::DefaultEncryption);
        }
        return Ok(());
    }
    let world = run.world;
    let account = world.resources.settings.account.as_str();
    run.assume(Assumption::DefaultEncryption);
    let denied = Err((403, Some("AccessDenied"), Reason::NoDecryption));
    match usage.caller {
        // Requests must be signed, by version 4.
        Caller::Anonymous => return Err((400, Some("InvalidArgument"), Reason::NoDecryption)),
        // <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html>:
        // not supported. That it shows as a 403 stands on AWS's page of causes of that status:
        // <https://repost.aws/knowledge-center/s3-rest-api-cloudfront-error-403>.
        Caller::OriginAccessIdentity(_) => return denied,
        Caller::Role(_) | Caller::User(_) | Caller::Account(_) | Caller::Service(_) => {}
    }
    if !usage.https {
        let reason = Reason::EncryptionNeedsHttps;
        return Err((400, Some("InvalidArgument"), reason));
    }
    let allowed = match with {
        With::S3 => true,
        // <https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html#troubleshoot-403-encryption-requirements>:
        // for the key of the account, the requester must be of it.
        With::Managed => usage.caller.account() == Some(account),
        With::Unknown(fact) => {
            let question = format!("{fact} lets the caller use the key");
            run.trial.whether(&question, std::slice::from_ref(fact))
        }
        With::Key(key) => {
            let ruling = of_key(run, bucket, key, usage);
            let did = Did::Decided {
                action: usage.action.to_owned(),
                verdict: ruling.verdict,
                reason: ruling.reason,
                by: ruling.by.clone(),
            };
            let place = ruling.by.as_ref().map(|by| &by.at);
            run.note(key.id, did, place.or(bucket.encryption.at.as_ref()));
            ruling.verdict == Verdict::Allowed
        }
    };
    if allowed { Ok(()) } else { denied }
}

/// What the policies say about a key, its own first. That of a key outside the template may let in a service.
fn of_key(run: &mut Run, bucket: &Bucket, key: &Key, usage: &Use) -> Ruling {
    if key.id.is_none() && matches!(usage.caller, Caller::Service(_)) {
        let fact = Fact::new(format!("policy of key {}", key.arn));
        let question = format!("the policy of key {} lets the service use it", key.arn);
        let (verdict, reason) = if run.trial.whether(&question, &[fact]) {
            (Verdict::Allowed, Reason::Allowed)
        } else {
            (Verdict::ImplicitDeny, Reason::KeyPolicyDoesNotAllow)
        };
        return Ruling {
            verdict,
            reason,
            by: None,
        };
    }
    let context = context(usage, bucket, &run.world.resources.settings);
    action::permit(run, usage.caller, usage.action, &key.arn, &context).0
}

/// What S3 tells KMS: <https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html>.
fn context(usage: &Use, bucket: &Bucket, settings: &Settings) -> Context {
    let (region, suffix) = (&settings.region, settings.partition().url_suffix());
    let mut context = usage.context.clone();
    let via = format!("s3.{region}.{suffix}");
    context.imply("kms:viaservice", Values::One(via));
    if let Some(account) = usage.caller.account() {
        context.imply("kms:calleraccount", Values::One(account.to_owned()));
    }
    let arn = if bucket.encryption.bucket_key {
        &bucket.arn
    } else {
        usage.object
    };
    if let Some(arn) = arn.as_known() {
        context.imply(
            "kms:encryptioncontext:aws:s3:arn",
            Values::One(arn.to_owned()),
        );
    }
    let keys = Values::Many(vec!["aws:s3:arn".to_owned()]);
    context.imply("kms:encryptioncontextkeys", keys);
    context
}
