//! What a bucket answers.

mod access;
mod acl;
mod bucket;
mod conditional;
mod cors;
mod door;
mod encryption;
mod implied;
mod key;
mod operation;
mod public;
mod query;
mod serve;
mod website;
mod write;

use std::collections::BTreeMap;

use super::answer::Response;
use super::caller::Caller;
use super::context::Context;
use super::iam::{self, Call, Ruling};
use super::matching;
use super::request::{Body, Headers, Values, What};
use super::run::Run;
use super::world::{ResourceId, Resources};
use crate::aws::Method;
use crate::template::{Fact, Part, Text};
use bucket::Bucket;
use encryption::Keys;

pub use bucket::public_access_switch;
pub(in crate::simulate) use key::encoded;
pub use public::Publicity;

/// The buckets of a template, and the policies of buckets.
#[derive(Debug, Default)]
pub(in crate::simulate) struct Buckets {
    /// Those of the template, and then those outside it that the template gives a policy.
    all: Vec<Bucket>,
    by_id: BTreeMap<ResourceId, usize>,
    by_name: BTreeMap<Text, usize>,
    /// The keys with which they are encrypted.
    keys: Keys,
}

impl Buckets {
    pub(in crate::simulate) fn read(resources: &Resources) -> Self {
        let mut buckets = Self {
            keys: Keys::read(resources),
            ..Self::default()
        };
        for (id, resource) in resources.of_kind("AWS::S3::Bucket") {
            if let Some(bucket) = Bucket::read(id, resource, resources, &buckets.keys) {
                buckets.add(bucket);
            }
        }
        for (_, policy) in resources.of_kind("AWS::S3::BucketPolicy") {
            if let Some(name) = policy.properties.text_at(&["Bucket"])
                && !buckets.by_name.contains_key(&name)
            {
                buckets.add(Bucket::outside(&name, resources));
            }
        }
        buckets
    }

    fn add(&mut self, bucket: Bucket) {
        let number = self.all.len();
        if let Some(id) = bucket.id {
            self.by_id.insert(id, number);
        }
        self.by_name.entry(bucket.name.clone()).or_insert(number);
        self.all.push(bucket);
    }

    /// The patterns by which the policies of a bucket of the template name resources.
    pub(in crate::simulate) fn resources_of(&self, id: ResourceId) -> Vec<String> {
        let bucket = self.of(&BucketRef::Inside(id));
        let policies = bucket
            .map(|bucket| &bucket.policies[..])
            .unwrap_or_default();
        let policies = policies.iter().map(|policy| &policy.policy);
        policies.flat_map(iam::Policy::resources).collect()
    }

    fn of(&self, meant: &BucketRef) -> Option<&Bucket> {
        match meant {
            BucketRef::Inside(id) => self.all.get(*self.by_id.get(id)?),
            BucketRef::Outside(name) => self.named(name),
        }
    }

    fn named(&self, name: &Text) -> Option<&Bucket> {
        self.all.get(*self.by_name.get(name)?)
    }
}

/// Which bucket is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::simulate) enum BucketRef {
    /// One of the template.
    Inside(ResourceId),
    /// One that the template does not make, by its name.
    Outside(Text),
}

/// A request at the door of a bucket, direct or by way of a distribution.
#[derive(Debug)]
pub(in crate::simulate) struct BucketRequest<'a> {
    pub(in crate::simulate) bucket: BucketRef,
    /// Whether it comes to the website endpoint.
    pub(in crate::simulate) website: bool,
    pub(in crate::simulate) method: Method,
    /// The raw path, undecoded, beginning with `/`, without the name of the bucket.
    pub(in crate::simulate) path: &'a str,
    pub(in crate::simulate) query: Option<&'a str>,
    /// The headers that reach the bucket.
    pub(in crate::simulate) headers: &'a Headers,
    pub(in crate::simulate) body: Option<&'a Body>,
    pub(in crate::simulate) https: bool,
    /// Who signed.
    pub(in crate::simulate) caller: &'a Caller,
    /// Whether the signature stands in the query.
    pub(in crate::simulate) presigned: bool,
    /// The distribution by way of which it comes, with its ARN.
    pub(in crate::simulate) via: Option<(ResourceId, Text)>,
    /// Condition keys that follow from the way it came.
    pub(in crate::simulate) context: Context,
}

/// What the bucket answers; hops are noted.
pub(in crate::simulate) fn respond(run: &mut Run, request: &BucketRequest) -> Response {
    let world = run.world;
    let made;
    let bucket = if let Some(bucket) = world.s3.of(&request.bucket) {
        bucket
    } else {
        made = Bucket::outside(&name(&request.bucket, &world.resources), &world.resources);
        &made
    };
    if request.website {
        website::respond(run, bucket, request)
    } else {
        serve::respond(run, bucket, request)
    }
}

fn name(bucket: &BucketRef, resources: &Resources) -> Text {
    match bucket {
        BucketRef::Outside(name) => name.clone(),
        BucketRef::Inside(id) => {
            let reference = resources.get(*id).reference.clone();
            reference.unwrap_or_else(|| Text::from(Fact::new(resources.name(*id))))
        }
    }
}

/// Whether a caller may do something to a bucket or an object, by its ARN.
pub(in crate::simulate) fn authorize(
    run: &mut Run,
    caller: &Caller,
    action: &str,
    arn: &Text,
    context: &Context,
) -> Ruling {
    let world = run.world;
    let owner = world.resources.settings.account.as_str();
    let mut context = context.clone();
    if let What::Action { headers, .. } = &run.request.what {
        implied::of_an_action(&mut context, headers);
    }
    if *caller == Caller::Anonymous {
        context.imply("s3:authtype", Values::Absent);
    } else {
        context.imply("s3:authtype", Values::One("REST-HEADER".to_owned()));
    }
    context.imply("s3:resourceaccount", Values::One(owner.to_owned()));
    context.imply("aws:resourceaccount", Values::One(owner.to_owned()));
    let Some(name) = bucket_of(arn) else {
        // What lies in no bucket, as a list of all buckets or an access point, has no policy here.
        let call = Call {
            caller,
            action,
            resource: arn,
            owner,
            context: &context,
            resource_policies: &[],
            restricted: false,
        };
        return iam::authorize(run, &call);
    };
    let found = world.s3.named(&name).or_else(|| {
        let unknown = |text: &Text| text.as_known().is_none();
        let mut all = world.s3.all.iter();
        all.find(|bucket| {
            (unknown(&bucket.name) || unknown(&name))
                && matching::same(&bucket.name, &name, run.trial)
        })
    });
    let made;
    let bucket = if let Some(bucket) = found {
        bucket
    } else {
        made = Bucket::outside(&name, &world.resources);
        &made
    };
    access::decide(run, bucket, caller, action, arn, &context)
}

/// The name of the bucket in the ARN of a bucket or of an object; `None` where it is no such ARN.
fn bucket_of(arn: &Text) -> Option<Text> {
    let (first, rest) = arn.parts().split_first()?;
    let (Part::Known(first), rest) = (first, rest) else {
        return None;
    };
    let (_, behind) = first
        .strip_prefix("arn:")?
        .split_once(":s3:::")
        .filter(|(partition, _)| !partition.contains(':'))?;
    let mut name = Text::default();
    let behind = Part::Known(behind.to_owned());
    for part in std::iter::once(&behind).chain(rest) {
        match part {
            Part::Unknown(fact) => name.push_unknown(fact.clone()),
            Part::Known(known) => match known.split_once('/') {
                Some((last, _)) => {
                    name.push_known(last);
                    break;
                }
                None => name.push_known(known),
            },
        }
    }
    (name != Text::default()).then_some(name)
}

#[cfg(test)]
mod tests;
