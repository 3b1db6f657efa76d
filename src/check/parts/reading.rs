//! What the one as whom CloudFront asks a bucket may read there.

use super::bucket::Bucket;
use super::distribution::Distribution;
use super::document::{Document, Of};
use super::signer::Signer;
use super::statement::Named;
use crate::aws::wildcard::{Case, matches, meeting};
use crate::check::Deployed;
use crate::simulate::{Outcome, Question, Reason, ResourceId, Verdict};

/// How many keys are tried; where a policy has more statements than that, nothing is said.
const MOST_KEYS: usize = 40;

/// Whether somebody may read something of what a pattern of keys names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readable {
    /// This key, for example.
    Yes(String),
    /// It hangs on something that is not known.
    Open,
    /// Nothing, for these reasons.
    No(Vec<Reason>),
}

impl<'a> Deployed<'a> {
    /// The policies of a bucket of the template.
    pub fn policies_of(&self, bucket: ResourceId) -> impl Iterator<Item = &Document<'a>> {
        let all = self.documents.iter();
        all.filter(move |document| matches!(&document.of, Of::Bucket(_, Some(id)) if *id == bucket))
    }

    /// Whether the signer may read any object whose key matches a pattern with `*` and `?`.
    ///
    /// The simulator is asked about a key of the pattern, and about one for each resource that a statement of the
    /// bucket's policies allows and that has a key in common with it: a grant that reaches into the pattern is not missed.
    pub fn readable(
        &self,
        distribution: &Distribution,
        bucket: &Bucket,
        signer: &Signer,
        pattern: &str,
    ) -> Readable {
        let mut keys = vec![pattern.replace(['*', '?'], "x")];
        for granted in self.granted_keys(bucket) {
            keys.extend(meeting(pattern, &granted).map(|key| longer(key, pattern, &granted)));
        }
        keys.sort();
        keys.dedup();
        if keys.len() > MOST_KEYS {
            return Readable::Open;
        }
        let mut reasons = Vec::new();
        for key in keys.into_iter().filter(|key| !key.is_empty()) {
            let question = Question {
                action: Some("s3:GetObject".to_owned()),
                resource: Some(format!("s3://{}/{key}", bucket.resource.id)),
                ..Question::default()
            };
            let Some(question) = signer.asks(self.world, distribution, question) else {
                return Readable::Open;
            };
            match self.world.ask(&question).map(|answer| answer.outcome) {
                Ok(Outcome::Decision(decision)) if decision.verdict == Verdict::Allowed => {
                    return Readable::Yes(key);
                }
                Ok(Outcome::Decision(decision)) => reasons.push(decision.reason),
                Ok(Outcome::Response(_) | Outcome::Unknown(_)) | Err(_) => return Readable::Open,
            }
        }
        Readable::No(reasons)
    }

    /// The keys that statements of the bucket's policies allow something with, as patterns.
    fn granted_keys(&self, bucket: &Bucket) -> Vec<String> {
        let arn = bucket.arn.widest();
        let allowing = self
            .policies_of(bucket.id)
            .flat_map(|document| &document.statements)
            .filter(|statement| statement.allows != Some(false));
        let named = allowing.flat_map(|statement| &statement.resources);
        let keys = |resource: &Named| keys_of(&arn, &resource.pattern());
        named.filter_map(keys).collect()
    }
}

/// The keys of a bucket that a pattern of a policy names, as a pattern; `None` where it names none.
pub fn keys_of(bucket: &str, pattern: &str) -> Option<String> {
    match pattern.split_once('/') {
        Some((before, keys)) => meeting(before, bucket).is_some().then(|| keys.to_owned()),
        // A `*` crosses the slash.
        None => {
            (pattern.ends_with('*') && meeting(pattern, bucket).is_some()).then(|| "*".to_owned())
        }
    }
}

/// The key with something behind a `/` at its end, where the patterns let it have that: as objects are called.
fn longer(key: String, pattern: &str, granted: &str) -> String {
    let longer = format!("{key}x");
    let fits = |pattern| matches(pattern, &longer, Case::Sensitive);
    if (key.is_empty() || key.ends_with('/')) && fits(pattern) && fits(granted) {
        longer
    } else {
        key
    }
}
