//! What holds data and is named by its name or its ARN: buckets and tables.

use crate::check::Deployed;
use crate::simulate::ResourceId;
use crate::template::{Resource, Text};

/// A bucket or a table of the template.
#[derive(Debug)]
pub struct Store<'a> {
    /// Its number.
    pub id: ResourceId,
    /// The resource.
    pub resource: &'a Resource,
    /// `bucket` or `table`.
    pub noun: &'static str,
    /// The prefix of the actions for it.
    pub service: &'static str,
    /// Its name.
    pub name: &'a Text,
    /// Its ARN.
    pub arn: &'a Text,
}

impl<'a> Deployed<'a> {
    /// The buckets and tables of the template.
    pub fn stores(&self) -> impl Iterator<Item = Store<'a>> + use<'a> {
        let kinds = [
            ("AWS::S3::Bucket", "bucket", "s3"),
            ("AWS::DynamoDB::Table", "table", "dynamodb"),
            ("AWS::DynamoDB::GlobalTable", "table", "dynamodb"),
        ];
        let resources = self.resources();
        kinds.into_iter().flat_map(move |(kind, noun, service)| {
            resources.of_kind(kind).filter_map(move |(id, resource)| {
                Some(Store {
                    id,
                    resource,
                    noun,
                    service,
                    name: resource.reference.as_ref()?,
                    arn: resource.attribute("Arn")?,
                })
            })
        })
    }
}

impl Store<'_> {
    /// Whether a text is its name or its ARN.
    pub fn is_named(&self, text: &Text) -> bool {
        text == self.name || text == self.arn
    }

    /// Whether its name is made up by `CloudFormation`.
    pub fn has_made_up_name(&self) -> bool {
        let given = ["BucketName", "TableName"];
        given
            .iter()
            .all(|key| self.resource.properties.get(key).is_none())
    }
}
