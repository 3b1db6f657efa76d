//! AWS Identity and Access Management: roles.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use super::policy::PolicyDocument;
use super::property::property_types;
use super::{Tags, Text};

property_types! {
    /// [`AWS::IAM::Role`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html)
    #[derive(Default)]
    pub struct Role {
        pub role_name: Option<Text>,
        pub description: Option<String>,
        pub assume_role_policy_document: PolicyDocument,
        pub managed_policy_arns: Vec<Text>,
        pub permissions_boundary: Option<Text>,
        pub policies: Vec<Policy>,
        pub tags: Tags,
    }

    /// [`Policy`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-iam-role-policy.html)
    pub struct Policy {
        pub policy_name: String,
        pub policy_document: PolicyDocument,
    }
}

#[cfg(test)]
mod tests {
    use super::{Policy, Role};
    use crate::cfn::Tags;
    use crate::cfn::policy::{Principal, Statement};
    use crate::cfn::resource::assert_prints;

    #[test]
    fn a_role() {
        let trust = Statement {
            principal: Some(Principal::Service(vec!["lambda.amazonaws.com".to_owned()])),
            ..Statement::allow(vec!["sts:AssumeRole".parse().unwrap()], Vec::new())
        };
        let read = Statement::allow(vec!["dynamodb:GetItem".parse().unwrap()], vec!["*".into()]);
        let role = Role {
            role_name: None,
            description: Some("of the api".to_owned()),
            assume_role_policy_document: [trust].into_iter().collect(),
            managed_policy_arns: Vec::new(),
            permissions_boundary: Some("arn:aws:iam::123456789012:policy/b".into()),
            policies: vec![Policy {
                policy_name: "table".to_owned(),
                policy_document: [read].into_iter().collect(),
            }],
            tags: Tags::default(),
        };
        assert_prints(
            role,
            r#"{
              "Type": "AWS::IAM::Role",
              "Properties": {
                "Description": "of the api",
                "AssumeRolePolicyDocument": {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Principal": { "Service": "lambda.amazonaws.com" },
                      "Action": "sts:AssumeRole"
                    }
                  ]
                },
                "PermissionsBoundary": "arn:aws:iam::123456789012:policy/b",
                "Policies": [
                  {
                    "PolicyName": "table",
                    "PolicyDocument": {
                      "Version": "2012-10-17",
                      "Statement": [{ "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "*" }]
                    }
                  }
                ]
              }
            }"#,
        );
    }
}
