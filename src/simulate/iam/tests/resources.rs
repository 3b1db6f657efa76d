//! Resources whose policies IAM alone decides by: roles, keys, queues, topics, secrets, tables.

use super::Stack;

fn role_and(resources: &str, own: &str) -> Stack {
    Stack::new(&format!(
        "
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {{}}
      Policies: [{{PolicyDocument: {{Statement: {own}}}}}]
{resources}"
    ))
}

const NOTHING: &str = "[]";
const ALL: &str = "{Effect: Allow, Action: '*', Resource: '*'}";

/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>
#[test]
fn a_role_must_trust() {
    let target = "arn:aws:iam::123456789012:role/target";
    let stack = |principal: &str, own: &str| {
        role_and(
            &format!(
                "  Target: {{Type: AWS::IAM::Role, Properties: {{RoleName: target, AssumeRolePolicyDocument: {{Statement: {{Effect: Allow, Principal: {principal}, Action: 'sts:AssumeRole'}}}}}}}}"
            ),
            own,
        )
    };
    let assume = |principal: &str, own: &str, who: &str, expected: &str| {
        stack(principal, own)
            .may(who, "sts:AssumeRole", target)
            .is(expected);
    };
    assume("{AWS: '123456789012'}", ALL, "Role", "allowed");
    assume(
        "{AWS: '123456789012'}",
        NOTHING,
        "Role",
        "callers-account-does-not-allow",
    );
    assume("{AWS: !GetAtt Role.Arn}", NOTHING, "Role", "allowed");
    assume(
        "{Service: lambda.amazonaws.com}",
        ALL,
        "Role",
        "not-trusted",
    );
    assume(
        "{Service: lambda.amazonaws.com}",
        ALL,
        "service:lambda.amazonaws.com",
        "allowed",
    );
    assume(
        "{Service: lambda.amazonaws.com}",
        ALL,
        "service:ec2.amazonaws.com",
        "not-trusted",
    );
    assume(
        "{Federated: cognito-identity.amazonaws.com}",
        ALL,
        "Role",
        "not-trusted",
    );
    assume(
        "{AWS: '123456789012'}",
        ALL,
        "account:123456789012",
        "allowed",
    );
    assume(
        "{AWS: '999999999999'}",
        ALL,
        "account:999999999999",
        "allowed",
    );
    assume(
        "{AWS: '123456789012'}",
        ALL,
        "account:999999999999",
        "not-trusted",
    );
    // What is done to the role itself is not for those whom it trusts.
    let stack = stack("{Service: lambda.amazonaws.com}", ALL);
    stack.may("Role", "iam:GetRole", target).is("allowed");
    let service = stack.may("service:lambda.amazonaws.com", "iam:GetRole", target);
    service.is("no-allow");
}

/// <https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html>
#[test]
fn a_key_lets_the_account_decide_or_not() {
    let key = "arn:aws:kms:us-east-1:123456789012:key/<Key>";
    let decrypt = |policy: &str, own: &str, expected: &str| {
        let key_policy = format!("  Key: {{Type: AWS::KMS::Key, Properties: {{{policy}}}}}");
        role_and(&key_policy, own)
            .may("Role", "kms:Decrypt", key)
            .is(expected);
    };
    let policy = |principal: &str| {
        format!(
            "KeyPolicy: {{Statement: {{Effect: Allow, Principal: {principal}, Action: 'kms:*', Resource: '*'}}}}"
        )
    };
    let account = policy("{AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}");
    decrypt(&account, ALL, "allowed");
    decrypt(&account, NOTHING, "callers-account-does-not-allow");
    let other = policy("{AWS: 'arn:aws:iam::123456789012:role/other'}");
    decrypt(&other, ALL, "key-policy-does-not-allow");
    decrypt(&policy("{AWS: !GetAtt Role.Arn}"), NOTHING, "allowed");
    decrypt("", ALL, "allowed");
    decrypt("", NOTHING, "callers-account-does-not-allow");
}

#[test]
fn queues_topics_secrets_and_tables() {
    let policy = |action: &str| {
        format!(
            "{{Statement: {{Effect: Allow, Principal: {{Service: events.amazonaws.com}}, Action: '{action}', Resource: '*'}}}}"
        )
    };
    for (resources, action, arn) in [
        (
            format!(
                "  Queue: {{Type: AWS::SQS::Queue, Properties: {{QueueName: q}}}}
  Policy: {{Type: AWS::SQS::QueuePolicy, Properties: {{Queues: [!Ref Queue], PolicyDocument: {}}}}}",
                policy("sqs:SendMessage")
            ),
            "sqs:SendMessage",
            "arn:aws:sqs:us-east-1:123456789012:q",
        ),
        (
            format!(
                "  Topic: {{Type: AWS::SNS::Topic, Properties: {{TopicName: t}}}}
  Policy: {{Type: AWS::SNS::TopicPolicy, Properties: {{Topics: [!Ref Topic], PolicyDocument: {}}}}}",
                policy("sns:Publish")
            ),
            "sns:Publish",
            "arn:aws:sns:us-east-1:123456789012:t",
        ),
        (
            format!(
                "  Secret: {{Type: AWS::SecretsManager::Secret, Properties: {{Name: s}}}}
  Policy: {{Type: AWS::SecretsManager::ResourcePolicy, Properties: {{SecretId: !Ref Secret, ResourcePolicy: {}}}}}",
                policy("secretsmanager:GetSecretValue")
            ),
            "secretsmanager:GetSecretValue",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:s-<Secret>",
        ),
        (
            format!(
                "  Table: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: t, ResourcePolicy: {{PolicyDocument: {}}}}}}}",
                policy("dynamodb:GetItem")
            ),
            "dynamodb:GetItem",
            "arn:aws:dynamodb:us-east-1:123456789012:table/t/index/i",
        ),
    ] {
        let stack = role_and(&resources, ALL);
        let service = "service:events.amazonaws.com";
        stack.may(service, action, arn).is("allowed");
        stack.may("service:sns.amazonaws.com", action, arn).is("no-allow");
        stack.may("Role", action, arn).is("allowed");
        stack.may("anonymous", action, arn).is("no-allow");
    }
}

#[test]
fn what_is_outside_the_template() {
    let stack = role_and("", ALL);
    let here = "arn:aws:sqs:us-east-1:123456789012:other";
    stack.may("Role", "sqs:SendMessage", here).is("allowed");
    let there = "arn:aws:sqs:us-east-1:999999999999:other";
    stack.may("Role", "sqs:SendMessage", there).is(&format!(
        "allowed|explicit-deny|resources-account-does-not-allow by policy of {there}"
    ));
    role_and("", NOTHING)
        .may("Role", "sqs:SendMessage", here)
        .is("no-allow");
}

#[test]
fn what_is_asked_of_no_resource() {
    let only = "{Effect: Allow, Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:*:*:table/*'}";
    role_and("", only)
        .may("Role", "dynamodb:ListTables", "*")
        .is("no-allow");
    role_and("", ALL)
        .may("Role", "dynamodb:ListTables", "*")
        .is("allowed");
    let buckets = "{Effect: Allow, Action: 's3:ListAllMyBuckets', Resource: 'arn:aws:s3:::*'}";
    role_and("", buckets)
        .may("Role", "s3:ListAllMyBuckets", "*")
        .is("allowed");
    let elsewhere = role_and("", ALL);
    elsewhere
        .may("account:999999999999", "dynamodb:ListTables", "*")
        .is("allowed");
    elsewhere
        .may("anonymous", "dynamodb:ListTables", "*")
        .is("no-allow");
}
