//! The names, ids and ARNs that resources have once they are made: as AWS forms them, and with a stand-in in angle
//! brackets where AWS would make something up.
//!
//! What `Ref` and `Fn::GetAtt` give stands on the page of each resource type, under "Return values":
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html>.

mod cloudfront;
mod lambda;
mod others;
mod s3;

use super::Evaluator;
use crate::diag::Path;
use crate::source::Node;
use crate::template::text::Text;

/// The attributes of a type that other resources, requests and policies name it by.
pub(super) fn attributes(kind: &str) -> &'static [&'static str] {
    match kind {
        "AWS::S3::Bucket" => &[
            "Arn",
            "DomainName",
            "RegionalDomainName",
            "DualStackDomainName",
            "WebsiteURL",
        ],
        "AWS::CloudFront::Distribution" => &["Arn", "DomainName"],
        "AWS::CloudFront::CloudFrontOriginAccessIdentity" => &["S3CanonicalUserId"],
        "AWS::CloudFront::Function" => &["FunctionARN"],
        "AWS::Lambda::Url" => &["FunctionArn", "FunctionUrl"],
        "AWS::IAM::ManagedPolicy" => &["PolicyArn"],
        "AWS::SNS::Topic" => &["TopicArn"],
        "AWS::Lambda::Function"
        | "AWS::IAM::Role"
        | "AWS::IAM::User"
        | "AWS::IAM::Group"
        | "AWS::DynamoDB::Table"
        | "AWS::DynamoDB::GlobalTable"
        | "AWS::Logs::LogGroup"
        | "AWS::KMS::Key"
        | "AWS::SQS::Queue"
        | "AWS::SecretsManager::Secret"
        | "AWS::Cognito::UserPool"
        | "AWS::StepFunctions::StateMachine"
        | "AWS::WAFv2::WebACL"
        | "AWS::CloudFront::KeyValueStore" => &["Arn"],
        _ => &[],
    }
}

/// A resource whose name is asked for.
struct Named<'a> {
    id: &'a str,
    properties: Option<&'a Node>,
}

impl Evaluator<'_> {
    /// What `Ref` of a resource gives; `None` for types whose answer is not known.
    pub(super) fn reference(&self, id: &str, resource: &Node) -> Option<Text> {
        let kind = resource.get("Type").and_then(Node::as_str)?;
        let named = Named {
            id,
            properties: resource.get("Properties"),
        };
        let (service, type_) = kind.strip_prefix("AWS::")?.split_once("::")?;
        match service {
            "S3" => self.s3_reference(&named, type_),
            "CloudFront" => self.cloudfront_reference(&named, type_),
            "Lambda" => self.lambda_reference(&named, type_),
            _ => self.other_reference(&named, service, type_),
        }
    }

    /// What an attribute of a resource is; `None` where that is not known.
    pub(super) fn attribute(&self, id: &str, resource: &Node, attribute: &str) -> Option<Text> {
        let kind = resource.get("Type").and_then(Node::as_str)?;
        let named = Named {
            id,
            properties: resource.get("Properties"),
        };
        let (service, type_) = kind.strip_prefix("AWS::")?.split_once("::")?;
        match service {
            "S3" => self.s3_attribute(&named, type_, attribute),
            "CloudFront" => self.cloudfront_attribute(&named, type_, attribute),
            "Lambda" => self.lambda_attribute(&named, type_, attribute),
            _ => self.other_attribute(&named, service, type_, attribute),
        }
    }

    /// A property as a text, where the resource has it.
    fn property(&self, named: &Named, keys: &[&str]) -> Option<Text> {
        let mut node = named.properties?;
        let mut at = Path::from_iter(["Resources", named.id, "Properties"]);
        for (position, key) in (1_usize..).zip(keys) {
            let Some(below) = node.get(key) else {
                // A function may stand for a map on the way, as `Fn::If` does.
                let term = self.term(node, &at)?;
                return term.text_at(keys.get(position - 1..)?);
            };
            at = at.join(*key);
            node = below;
        }
        self.term(node, &at)?
            .text()
            .map(std::borrow::Cow::into_owned)
    }

    /// The name that CloudFormation makes up: the stack's, the logical id, and something random.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html>
    fn made_up(&self, id: &str) -> Text {
        Text::from(format!("{}-{id}-<{id}>", self.settings.stack_name))
    }

    /// The name in a property, or the one that CloudFormation makes up.
    fn name(&self, named: &Named, property: &str) -> Text {
        self.property(named, &[property])
            .unwrap_or_else(|| self.made_up(named.id))
    }

    /// An ARN in the account and region of the stack.
    fn arn(&self, service: &str, resource: &Text) -> Text {
        let settings = self.settings;
        self.arn_of(
            service,
            settings.region.as_str(),
            &settings.account,
            resource,
        )
    }

    /// An ARN in the account, for what lies in no region.
    fn global_arn(&self, service: &str, resource: &Text) -> Text {
        self.arn_of(service, "", &self.settings.account, resource)
    }

    fn arn_of(&self, service: &str, region: &str, account: &str, resource: &Text) -> Text {
        let partition = self.settings.partition().name();
        let mut arn = Text::from(format!("arn:{partition}:{service}:{region}:{account}:"));
        arn.push(resource);
        arn
    }
}

/// A stand-in for what AWS makes up.
fn stand_in(id: &str) -> Text {
    Text::from(format!("<{id}>"))
}

/// A text before another.
fn before(prefix: &str, text: &Text) -> Text {
    let mut whole = Text::from(prefix);
    whole.push(text);
    whole
}
