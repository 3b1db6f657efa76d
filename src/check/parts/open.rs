//! What statements of a bucket's policies let everybody do.

use super::bucket::Bucket;
use super::document::{Document, Of};
use super::reading::keys_of;
use super::statement::{Named, Statement};
use crate::aws::Action;
use crate::aws::service_action::{Level, stands_for};
use crate::check::Deployed;

/// A statement that lets everybody in, with the bucket of the template whose policy it stands in.
#[derive(Debug)]
pub struct Open<'s, 'a> {
    /// The bucket.
    pub bucket: &'s Bucket<'a>,
    /// The policy.
    pub document: &'s Document<'a>,
    /// The statement.
    pub statement: &'s Statement<'a>,
}

impl<'a> Deployed<'a> {
    /// The statements that let everybody in and are in force: where the bucket blocks them, that is told as such.
    pub fn open_statements<'s>(&'s self) -> impl Iterator<Item = Open<'s, 'a>> {
        let all = self.documents.iter();
        all.filter_map(|document| match &document.of {
            Of::Bucket(_, Some(id)) => Some((self.bucket(*id)?, document)),
            Of::Bucket(_, None) | Of::Identity(_) | Of::Trust(_) | Of::Other => None,
        })
        .filter(|(bucket, _)| {
            let blocks = &bucket.blocks;
            blocks.block_public_policy == Some(false)
                && blocks.restrict_public_buckets == Some(false)
        })
        .flat_map(|(bucket, document)| {
            let statements = document.statements.iter();
            statements
                .filter(|statement| statement.is_open())
                .map(move |statement| Open {
                    bucket,
                    document,
                    statement,
                })
        })
    }
}

impl Open<'_, '_> {
    /// Whether an action is among those of the statement.
    pub fn allows(&self, action: &str) -> bool {
        let Ok(action) = action.parse::<Action>() else {
            return false;
        };
        self.actions().any(|known| known.covers(&action))
    }

    /// The first action of the statement by which something is changed, where one is.
    pub fn writes(&self) -> Option<Action> {
        let resources: Vec<String> = self
            .statement
            .resources
            .iter()
            .map(Named::pattern)
            .collect();
        self.actions().find(|action| {
            // Of `*` all services are meant, S3 among them.
            let meant = if action.as_str() == "*" {
                "s3:*".parse().ok().and_then(|all| stands_for(&all))
            } else {
                stands_for(action)
            };
            meant.is_some_and(|(service, all)| {
                let changes = all.iter().filter(|one| one.level >= Level::Tagging);
                service.prefix == "s3"
                    && changes.into_iter().any(|one| {
                        resources
                            .iter()
                            .any(|pattern| service.applies(one, pattern))
                    })
            })
        })
    }

    /// Whether the statement names the bucket itself.
    pub fn names_bucket(&self) -> bool {
        let name = self.bucket.arn.widest();
        let mut all = self.statement.resources.iter();
        all.any(|named| crate::aws::wildcard::meeting(&named.pattern(), &name).is_some())
    }

    /// The keys of the bucket that the statement names, as patterns.
    pub fn keys(&self) -> Vec<String> {
        let arn = self.bucket.arn.widest();
        let all = self.statement.resources.iter();
        all.filter_map(|named| keys_of(&arn, &named.pattern()))
            .collect()
    }

    fn actions(&self) -> impl Iterator<Item = Action> {
        let all = self.statement.actions.iter();
        all.filter_map(|named| named.text.as_known()?.parse().ok())
    }
}
