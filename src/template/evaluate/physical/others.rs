//! What else this architecture names: roles, tables, queues, keys, logs, pools.

use super::super::Evaluator;
use super::{Named, before, stand_in};
use crate::template::text::Text;

impl Evaluator<'_> {
    #[expect(
        clippy::match_same_arms,
        reason = "one line for each type, as AWS lists them"
    )]
    pub(super) fn other_reference(
        &self,
        named: &Named,
        service: &str,
        type_: &str,
    ) -> Option<Text> {
        match (service, type_) {
            ("IAM", "Role") => Some(self.name(named, "RoleName")),
            ("IAM", "User") => Some(self.name(named, "UserName")),
            ("IAM", "Group") => Some(self.name(named, "GroupName")),
            ("IAM", "InstanceProfile") => Some(self.name(named, "InstanceProfileName")),
            ("IAM", "ManagedPolicy") => self.other_attribute(named, service, type_, "PolicyArn"),
            ("DynamoDB", "Table" | "GlobalTable") => Some(self.name(named, "TableName")),
            ("Logs", "LogGroup") => Some(self.name(named, "LogGroupName")),
            ("SSM", "Parameter") => Some(self.name(named, "Name")),
            ("ApiGateway", "Stage") => self.property(named, &["StageName"]),
            ("ApiGateway", "RestApi") | ("ApiGatewayV2", "Api") => Some(stand_in(named.id)),
            ("KMS", "Key") | ("Cognito", "UserPoolClient" | "IdentityPool") => {
                Some(stand_in(named.id))
            }
            ("KMS", "Alias") => self.property(named, &["AliasName"]),
            ("SecretsManager", "Secret") => self.other_attribute(named, service, type_, "Arn"),
            ("SNS", "Topic") => Some(self.arn("sns", &self.name(named, "TopicName"))),
            ("SQS", "Queue") => {
                let (region, account) = (&self.settings.region, &self.settings.account);
                let suffix = self.settings.partition().url_suffix();
                let url = format!("https://sqs.{region}.{suffix}/{account}/");
                Some(before(&url, &self.name(named, "QueueName")))
            }
            ("Cognito", "UserPool") => {
                let pool = format!("{}_<{}>", self.settings.region, named.id);
                Some(Text::from(pool))
            }
            ("CertificateManager", "Certificate") => {
                Some(self.arn("acm", &before("certificate/", &stand_in(named.id))))
            }
            ("Events", "Rule") => Some(self.name(named, "Name")),
            ("StepFunctions", "StateMachine") => {
                let name = self.name(named, "StateMachineName");
                Some(self.arn("states", &before("stateMachine:", &name)))
            }
            ("Route53", "HostedZone") => Some(stand_in(named.id)),
            _ => None,
        }
    }

    #[expect(
        clippy::match_same_arms,
        reason = "one line for each type, as AWS lists them"
    )]
    pub(super) fn other_attribute(
        &self,
        named: &Named,
        service: &str,
        type_: &str,
        attribute: &str,
    ) -> Option<Text> {
        let name = || self.other_reference(named, service, type_);
        Some(match (service, type_, attribute) {
            ("IAM", "Role", "Arn") => self.identity_arn(named, "role", &name()?),
            ("IAM", "User", "Arn") => self.identity_arn(named, "user", &name()?),
            ("IAM", "Group", "Arn") => self.identity_arn(named, "group", &name()?),
            ("IAM", "InstanceProfile", "Arn") => {
                self.identity_arn(named, "instance-profile", &name()?)
            }
            ("IAM", "ManagedPolicy", "PolicyArn") => {
                let name = self.name(named, "ManagedPolicyName");
                self.identity_arn(named, "policy", &name)
            }
            ("IAM", "Role", "RoleId") => before("AROA", &stand_in(named.id)),
            ("DynamoDB", "Table" | "GlobalTable", "Arn") => {
                self.arn("dynamodb", &before("table/", &name()?))
            }
            ("DynamoDB", "Table" | "GlobalTable", "StreamArn") => {
                let table = self.arn("dynamodb", &before("table/", &name()?));
                table.and(&format!("/stream/<{}>", named.id))
            }
            ("Logs", "LogGroup", "Arn") => {
                self.arn("logs", &before("log-group:", &name()?).and(":*"))
            }
            ("ApiGatewayV2", "Api", "ApiEndpoint") => {
                let host = format!(
                    "https://<{}>.execute-api.{}",
                    named.id, self.settings.region
                );
                Text::from(host)
                    .and(".")
                    .and(self.settings.partition().url_suffix())
            }
            ("ApiGatewayV2", "Api", "ApiId") | ("ApiGateway", "RestApi", "RestApiId") => name()?,
            ("SSM", "Parameter", "Value") => self.property(named, &["Value"])?,
            ("SSM", "Parameter", "Type") => self.property(named, &["Type"])?,
            ("KMS", "Key", "Arn") => self.arn("kms", &before("key/", &stand_in(named.id))),
            ("KMS", "Key", "KeyId") => stand_in(named.id),
            ("SNS", "Topic", "TopicArn") => name()?,
            ("SNS", "Topic", "TopicName") => self.name(named, "TopicName"),
            ("SQS", "Queue", "Arn") => self.arn("sqs", &self.name(named, "QueueName")),
            ("SQS", "Queue", "QueueName") => self.name(named, "QueueName"),
            ("SQS", "Queue", "QueueUrl") => name()?,
            ("SecretsManager", "Secret", "Arn" | "Id") => {
                // Six random characters follow the name.
                let secret = before("secret:", &self.name(named, "Name"));
                self.arn("secretsmanager", &secret)
                    .and(&format!("-<{}>", named.id))
            }
            ("Cognito", "UserPool", "Arn") => {
                self.arn("cognito-idp", &before("userpool/", &name()?))
            }
            ("Cognito", "UserPool", "UserPoolId") => name()?,
            ("Cognito", "UserPool", "ProviderName") => {
                let region = &self.settings.region;
                before(&format!("cognito-idp.{region}.amazonaws.com/"), &name()?)
            }
            ("Cognito", "UserPoolClient", "ClientId") => name()?,
            ("WAFv2", "WebACL", "Arn") => {
                let acl = self.name(named, "Name").and(&format!("/<{}>", named.id));
                self.arn("wafv2", &before("global/webacl/", &acl))
            }
            ("WAFv2", "WebACL", "Id") => stand_in(named.id),
            ("StepFunctions", "StateMachine", "Arn") => name()?,
            ("Events", "Rule", "Arn") => self.arn("events", &before("rule/", &name()?)),
            _ => return None,
        })
    }

    /// An ARN with the path of an identity in it, which is `/` where none is given.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>
    fn identity_arn(&self, named: &Named, kind: &str, name: &Text) -> Text {
        let mut resource = Text::from(kind);
        resource.push(
            &self
                .property(named, &["Path"])
                .unwrap_or_else(|| Text::from("/")),
        );
        resource.push(name);
        self.global_arn("iam", &resource)
    }
}
