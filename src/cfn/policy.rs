//! Policy documents: who may do what to what, and when.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::property::{Property, allowed_values, present, property_types};
use super::{Declaration, Text};
use crate::aws::Action;
use crate::source::Node;

property_types! {
    /// An IAM policy document.
    ///
    /// Page: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>.
    #[derive(Default)]
    #[serde(tag = "Version", rename = "2012-10-17")]
    pub struct PolicyDocument {
        /// Its statements; their order means nothing to AWS.
        #[serde(rename = "Statement")]
        pub statements: Vec<Declaration<Statement>>,
    }

    /// One statement of a policy.
    ///
    /// Page: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html>.
    pub struct Statement {
        /// Its name within the policy.
        pub sid: Option<String>,
        /// Whether it allows or denies.
        pub effect: Effect,
        /// Whom it speaks about; `None` in a policy of a role, which speaks about the role.
        pub principal: Option<Principal>,
        /// What it speaks about doing.
        #[serde(rename = "Action", serialize_with = "one_or_list")]
        pub actions: Vec<Action>,
        /// To what; empty in a role's trust policy, which speaks about the role.
        #[serde(rename = "Resource", serialize_with = "one_or_list")]
        pub resources: Vec<Text>,
        /// When it applies: where all of these hold.
        #[serde(rename = "Condition")]
        pub conditions: Conditions,
    }
}

/// A document of these statements.
impl<S: Into<Declaration<Statement>>> FromIterator<S> for PolicyDocument {
    fn from_iter<I: IntoIterator<Item = S>>(statements: I) -> Self {
        let statements = statements.into_iter().map(Into::into).collect();
        Self { statements }
    }
}

impl Statement {
    /// Allows `actions` on `resources`, without a name, principal or condition.
    pub fn allow(actions: Vec<Action>, resources: Vec<Text>) -> Self {
        Self {
            sid: None,
            effect: Effect::Allow,
            principal: None,
            actions,
            resources,
            conditions: Conditions::default(),
        }
    }

    /// Denies `actions` on `resources`, without a name, principal or condition.
    pub fn deny(actions: Vec<Action>, resources: Vec<Text>) -> Self {
        Self {
            effect: Effect::Deny,
            ..Self::allow(actions, resources)
        }
    }
}

present!(Action);

/// Whom a statement of a resource's policy speaks about.
///
/// Page: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Principal {
    /// Everybody, signed in or not.
    #[serde(rename = "*")]
    Everyone,
    /// Accounts, users, roles, and origin access identities, by ARN.
    #[serde(rename = "AWS", serialize_with = "one_or_list")]
    Aws(Vec<Text>),
    /// AWS's own services, such as `lambda.amazonaws.com`.
    #[serde(serialize_with = "one_or_list")]
    Service(Vec<String>),
    /// An account or origin access identity as S3 knows it.
    CanonicalUser(Text),
}

allowed_values! {
    /// Whether a statement allows or denies.
    ///
    /// Page: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html>.
    pub enum Effect {
        /// It allows, unless another statement denies.
        Allow = "Allow",
        /// It denies, whatever other statements say.
        Deny = "Deny",
    }

    /// How a condition compares the request's value with its own.
    ///
    /// Page: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>.
    #[expect(missing_docs, reason = "the names are IAM's; the page explains each")]
    pub enum ConditionOperator {
        StringEquals = "StringEquals",
        StringNotEquals = "StringNotEquals",
        StringEqualsIgnoreCase = "StringEqualsIgnoreCase",
        StringNotEqualsIgnoreCase = "StringNotEqualsIgnoreCase",
        StringLike = "StringLike",
        StringNotLike = "StringNotLike",
        NumericEquals = "NumericEquals",
        NumericNotEquals = "NumericNotEquals",
        NumericLessThan = "NumericLessThan",
        NumericLessThanEquals = "NumericLessThanEquals",
        NumericGreaterThan = "NumericGreaterThan",
        NumericGreaterThanEquals = "NumericGreaterThanEquals",
        DateEquals = "DateEquals",
        DateNotEquals = "DateNotEquals",
        DateLessThan = "DateLessThan",
        DateLessThanEquals = "DateLessThanEquals",
        DateGreaterThan = "DateGreaterThan",
        DateGreaterThanEquals = "DateGreaterThanEquals",
        Bool = "Bool",
        BinaryEquals = "BinaryEquals",
        IpAddress = "IpAddress",
        NotIpAddress = "NotIpAddress",
        ArnEquals = "ArnEquals",
        ArnLike = "ArnLike",
        ArnNotEquals = "ArnNotEquals",
        ArnNotLike = "ArnNotLike",
        Null = "Null",
    }
}

/// The conditions of a statement: operator, context key, and the values of which one must match.
///
/// Page: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html>.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Conditions {
    /// As modelled.
    Modelled(BTreeMap<ConditionOperator, BTreeMap<String, Values>>),
    /// As the user wrote them.
    Raw(Node),
}

impl Default for Conditions {
    fn default() -> Self {
        Self::Modelled(BTreeMap::new())
    }
}

/// What a context key is compared with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Values(#[serde(serialize_with = "one_or_list")] Vec<Text>);

impl Conditions {
    /// These conditions, and that the request's `key` compares by `operator` with one of `values`.
    ///
    /// What was said of the same operator and key before is replaced; what the user wrote stays as it is.
    #[must_use]
    pub fn and<V: Into<Text>>(
        mut self,
        operator: ConditionOperator,
        key: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let values = Values(values.into_iter().map(Into::into).collect());
        if let Self::Modelled(conditions) = &mut self {
            conditions
                .entry(operator)
                .or_default()
                .insert(key.to_owned(), values);
        }
        self
    }
}

impl Property for Conditions {
    fn is_absent(&self) -> bool {
        match self {
            Self::Modelled(conditions) => conditions.is_empty(),
            Self::Raw(_) => false,
        }
    }
}

/// IAM reads a list of one and its only item alike, and the item is shorter.
fn one_or_list<T: Serialize, S: Serializer>(list: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    match list {
        [one] => one.serialize(serializer),
        _ => list.serialize(serializer),
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, ConditionOperator, Conditions, PolicyDocument, Principal, Statement};
    use crate::cfn::{Declaration, Text};
    use crate::source::Node;

    fn action(text: &str) -> Action {
        text.parse().unwrap()
    }

    #[test]
    fn one_prints_as_itself_and_several_as_a_list() {
        let read = Statement {
            sid: Some("Read".to_owned()),
            principal: Some(Principal::Aws(vec!["arn:a".into()])),
            ..Statement::allow(vec![action("s3:GetObject")], vec!["arn:b/*".into()])
        };
        let insecure = Statement {
            principal: Some(Principal::Everyone),
            conditions: Conditions::default()
                .and(ConditionOperator::StringLike, "s3:prefix", ["a/*", "b/*"])
                .and(ConditionOperator::Bool, "aws:SecureTransport", ["false"]),
            ..Statement::deny(
                vec![action("s3:GetObject"), action("s3:PutObject")],
                vec!["arn:b".into(), "arn:b/*".into()],
            )
        };
        let document: PolicyDocument = [read, insecure].into_iter().collect();
        assert_eq!(
            serde_json::to_string_pretty(&document).unwrap(),
            r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:a"
      },
      "Action": "s3:GetObject",
      "Resource": "arn:b/*"
    },
    {
      "Effect": "Deny",
      "Principal": "*",
      "Action": [
        "s3:GetObject",
        "s3:PutObject"
      ],
      "Resource": [
        "arn:b",
        "arn:b/*"
      ],
      "Condition": {
        "StringLike": {
          "s3:prefix": [
            "a/*",
            "b/*"
          ]
        },
        "Bool": {
          "aws:SecureTransport": "false"
        }
      }
    }
  ]
}"#
        );
    }

    #[test]
    fn a_trust_policy_has_no_resource() {
        let trust = Statement {
            principal: Some(Principal::Service(vec!["lambda.amazonaws.com".to_owned()])),
            ..Statement::allow(vec![action("sts:AssumeRole")], Vec::new())
        };
        assert_eq!(
            serde_json::to_string(&trust).unwrap(),
            r#"{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}"#
        );
    }

    #[test]
    fn a_canonical_user_is_a_principal_of_its_own() {
        let principal = Principal::CanonicalUser(Text::attribute(
            &"Identity".parse().unwrap(),
            "S3CanonicalUserId",
        ));
        assert_eq!(
            serde_json::to_string(&principal).unwrap(),
            r#"{"CanonicalUser":{"Fn::GetAtt":["Identity","S3CanonicalUserId"]}}"#
        );
    }

    #[test]
    fn what_the_user_wrote_prints_as_it_was_written() {
        let written: serde_json::Value =
            serde_json::from_str(r#"{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}"#)
                .unwrap();
        let raw: Declaration<Statement> = Declaration::Raw(Node::from(written.clone()));
        assert_eq!(serde_json::to_value(&raw).unwrap(), written);
    }
}
