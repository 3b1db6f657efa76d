//! Buckets: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html#aws-resource-s3-bucket-return-values>.

use super::super::Evaluator;
use super::{Named, before};
use crate::aws::website_endpoint;
use crate::template::text::Text;

impl Evaluator<'_> {
    pub(super) fn s3_reference(&self, named: &Named, type_: &str) -> Option<Text> {
        match type_ {
            "Bucket" => Some(self.bucket_name(named)),
            // `Ref` of a bucket policy is the name of its bucket.
            "BucketPolicy" => self.property(named, &["Bucket"]),
            _ => None,
        }
    }

    pub(super) fn s3_attribute(&self, named: &Named, type_: &str, attribute: &str) -> Option<Text> {
        if type_ != "Bucket" {
            return None;
        }
        let name = self.bucket_name(named);
        let region = &self.settings.region;
        let suffix = self.settings.partition().url_suffix();
        Some(match attribute {
            "Arn" => self.arn_of("s3", "", "", &name),
            "DomainName" => name.and(".s3.").and(suffix),
            "RegionalDomainName" => name.and(&format!(".s3.{region}.{suffix}")),
            "DualStackDomainName" => name.and(&format!(".s3.dualstack.{region}.{suffix}")),
            "WebsiteURL" => before("http://", &name)
                .and(".")
                .and(&website_endpoint(region)),
            _ => return None,
        })
    }

    /// A made-up name is in lower case.
    fn bucket_name(&self, named: &Named) -> Text {
        self.property(named, &["BucketName"]).unwrap_or_else(|| {
            let id = named.id;
            let stem = format!("{}-{id}-", self.settings.stack_name).to_lowercase();
            Text::from(format!("{stem}<{id}>"))
        })
    }
}
