//! What an action is for, looked up: the ARN that a word names.

use super::Asked;
use crate::aws::Arn;
use crate::template::Text;

impl Asked<'_> {
    /// The ARN of a resource: given as one, as `s3://BUCKET/KEY`, as a logical id, or `*` for all.
    pub(super) fn arn(&self, word: &str) -> Result<Text, String> {
        if word == "*" {
            return Ok(Text::from("*"));
        }
        if word.starts_with("arn:") {
            let arn: Arn = word.parse()?;
            return Ok(Text::from(arn.to_string()));
        }
        if let Some(rest) = word.strip_prefix("s3://") {
            let (bucket, key) = rest
                .split_once('/')
                .map_or((rest, None), |(b, k)| (b, Some(k)));
            let mut arn = self.bucket_arn(bucket)?;
            // `s3://BUCKET/` is the bucket itself.
            if let Some(key) = key.filter(|key| !key.is_empty()) {
                arn.push_known("/");
                arn.push_known(key);
            }
            return Ok(arn);
        }
        let Some(id) = self.named(word) else {
            return Err(format!(
                "there is no resource `{word}` in the template{}\na resource is an ARN, `s3://BUCKET/KEY`, a logical id, or `*`",
                self.meant(word)
            ));
        };
        let resource = self.world.resources.get(id);
        let arn = ["Arn", "FunctionArn", "TopicArn", "PolicyArn", "FunctionARN"];
        arn.iter()
            .find_map(|name| resource.attribute(name))
            .cloned()
            .ok_or_else(|| {
                format!(
                    "the ARN of `{word}`, which is of type {}, is not known; write it out",
                    resource.kind
                )
            })
    }

    /// The ARN of a bucket by its logical id, the stack file's name, or its physical name.
    pub(super) fn bucket_arn(&self, bucket: &str) -> Result<Text, String> {
        if bucket.is_empty() {
            return Err("`s3://` names no bucket".to_owned());
        }
        if let Some(id) = self.named(bucket)
            && let Some(arn) = self.world.resources.get(id).attribute("Arn")
            && self.kind(id) == "AWS::S3::Bucket"
        {
            return Ok(arn.clone());
        }
        let partition = self.world.resources.settings.partition().name();
        Ok(Text::from(format!("arn:{partition}:s3:::{bucket}")))
    }
}
