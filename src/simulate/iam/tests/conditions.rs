//! Conditions: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>.

use super::Stack;

const OBJECT: &str = "arn:aws:s3:::b/x";

/// Whether an allowing statement with this condition takes effect where a key has these values; none is no key.
#[track_caller]
fn check(condition: &str, key: &str, values: &[&str], expected: bool) {
    let statement =
        format!("{{Effect: Allow, Action: 's3:GetObject', Resource: '*', Condition: {condition}}}");
    let stack = Stack::role(&statement, "");
    let question = stack.may("Role", "s3:GetObject", OBJECT);
    let question = match values {
        [value] => question.with(key, value),
        values => question.with_all(key, values),
    };
    let expected = if expected { "allowed" } else { "no-allow" };
    assert_eq!(question.answer(), expected, "{condition} {values:?}");
}

#[test]
fn strings() {
    let key = "s3:prefix";
    for (condition, value, expected) in [
        ("{StringEquals: {'s3:prefix': a}}", "a", true),
        ("{StringEquals: {'s3:prefix': a}}", "A", false),
        ("{StringEquals: {'S3:Prefix': [b, a]}}", "a", true),
        ("{StringEquals: {'s3:prefix': 'a*'}}", "ab", false),
        ("{StringNotEquals: {'s3:prefix': [a, b]}}", "b", false),
        ("{StringNotEquals: {'s3:prefix': [a, b]}}", "c", true),
        ("{StringEqualsIgnoreCase: {'s3:prefix': a}}", "A", true),
        ("{StringNotEqualsIgnoreCase: {'s3:prefix': a}}", "A", false),
        (
            "{StringLike: {'s3:prefix': ['', 'home/*']}}",
            "home/a/b",
            true,
        ),
        ("{StringLike: {'s3:prefix': ['', 'home/*']}}", "", true),
        ("{StringNotLike: {'s3:prefix': 'home/?'}}", "home/a", false),
    ] {
        check(condition, key, &[value], expected);
    }
}

#[test]
fn numbers_dates_booleans_bytes() {
    for (condition, key, value, expected) in [
        (
            "{NumericLessThanEquals: {'s3:max-keys': '10'}}",
            "s3:max-keys",
            "10",
            true,
        ),
        (
            "{NumericLessThanEquals: {'s3:max-keys': 10}}",
            "s3:max-keys",
            "11",
            false,
        ),
        (
            "{NumericEquals: {'s3:max-keys': '10.0'}}",
            "s3:max-keys",
            "10",
            true,
        ),
        (
            "{NumericNotEquals: {'s3:max-keys': '10'}}",
            "s3:max-keys",
            "ten",
            true,
        ),
        (
            "{NumericGreaterThan: {'s3:max-keys': ten}}",
            "s3:max-keys",
            "11",
            false,
        ),
        (
            "{DateGreaterThan: {'aws:CurrentTime': '2020-01-01T00:00:00Z'}}",
            "aws:CurrentTime",
            "2020-01-01T00:00:01Z",
            true,
        ),
        (
            "{DateLessThan: {'aws:EpochTime': '2020-01-01'}}",
            "aws:EpochTime",
            "1577836799",
            true,
        ),
        (
            "{NumericLessThan: {'aws:EpochTime': '1577836800'}}",
            "aws:CurrentTime",
            "2019-12-31T23:59:59Z",
            true,
        ),
        (
            "{DateNotEquals: {'aws:CurrentTime': '2020-01-01'}}",
            "aws:CurrentTime",
            "1577836800",
            false,
        ),
        (
            "{Bool: {'aws:SecureTransport': 'true'}}",
            "aws:SecureTransport",
            "true",
            true,
        ),
        (
            "{Bool: {'aws:SecureTransport': true}}",
            "aws:SecureTransport",
            "false",
            false,
        ),
        ("{BinaryEquals: {key: QmluYXJ5}}", "key", "QmluYXJ5", true),
        ("{BinaryEquals: {key: QmluYXJ5}}", "key", "qmluyxj5", false),
    ] {
        check(condition, key, &[value], expected);
    }
}

#[test]
fn addresses_and_arns() {
    for (condition, value, expected) in [
        (
            "{IpAddress: {'aws:SourceIp': [203.0.113.0/24, '2001:DB8::/32']}}",
            "203.0.113.7",
            true,
        ),
        (
            "{IpAddress: {'aws:SourceIp': [203.0.113.0/24, '2001:DB8::/32']}}",
            "2001:db8::7",
            true,
        ),
        (
            "{IpAddress: {'aws:SourceIp': 203.0.113.0/24}}",
            "198.51.100.1",
            false,
        ),
        (
            "{NotIpAddress: {'aws:SourceIp': 203.0.113.0/24}}",
            "198.51.100.1",
            true,
        ),
        (
            "{IpAddress: {'aws:SourceIp': everywhere}}",
            "198.51.100.1",
            false,
        ),
    ] {
        check(condition, "aws:SourceIp", &[value], expected);
    }
    let arn = "arn:aws:sns:us-east-1:123456789012:topic";
    for (condition, expected) in [
        (
            "{ArnEquals: {'aws:SourceArn': 'arn:aws:sns:*:*:topic'}}",
            true,
        ),
        (
            "{ArnLike: {'aws:SourceArn': 'arn:aws:sns:*:*:t?pic'}}",
            true,
        ),
        ("{ArnLike: {'aws:SourceArn': 'arn:aws:sns:*:topic'}}", false),
        (
            "{StringLike: {'aws:SourceArn': 'arn:aws:sns:*:topic'}}",
            true,
        ),
        (
            "{ArnNotLike: {'aws:SourceArn': 'arn:aws:sns:*:*:topic'}}",
            false,
        ),
        (
            "{ArnNotEquals: {'aws:SourceArn': 'arn:aws:sns:*:*:other'}}",
            true,
        ),
    ] {
        check(condition, "aws:SourceArn", &[arn], expected);
    }
}

#[test]
fn keys_that_are_missing() {
    for (condition, expected) in [
        ("{StringEquals: {'s3:prefix': a}}", false),
        ("{StringNotEquals: {'s3:prefix': a}}", true),
        ("{StringNotLike: {'s3:prefix': a}}", true),
        ("{ArnNotEquals: {'s3:prefix': 'arn:aws:s3:::b'}}", true),
        ("{NotIpAddress: {'s3:prefix': 10.0.0.0/8}}", true),
        ("{NumericLessThan: {'s3:prefix': 1}}", false),
        ("{Bool: {'s3:prefix': false}}", false),
        ("{StringEqualsIfExists: {'s3:prefix': a}}", true),
        ("{StringNotEqualsIfExists: {'s3:prefix': a}}", true),
        ("{Null: {'s3:prefix': 'true'}}", true),
        ("{Null: {'s3:prefix': false}}", false),
        ("{'ForAllValues:StringEquals': {'s3:prefix': a}}", true),
        ("{'ForAnyValue:StringEquals': {'s3:prefix': a}}", false),
        ("{'ForAnyValue:StringNotEquals': {'s3:prefix': a}}", false),
    ] {
        check(condition, "s3:prefix", &[], expected);
    }
    check("{Null: {'s3:prefix': 'false'}}", "s3:prefix", &["a"], true);
    check(
        "{StringEqualsIfExists: {'s3:prefix': a}}",
        "s3:prefix",
        &["b"],
        false,
    );
}

#[test]
fn several_values() {
    let all = "{'ForAllValues:StringLike': {'aws:TagKeys': ['env*', cost]}}";
    let any = "{'ForAnyValue:StringLike': {'aws:TagKeys': ['env*', cost]}}";
    let none = "{'ForAllValues:StringNotLike': {'aws:TagKeys': ['env*', cost]}}";
    let not_all = "{'ForAnyValue:StringNotLike': {'aws:TagKeys': ['env*', cost]}}";
    for (values, expected) in [
        (&["env", "cost"][..], [true, true, false, false]),
        (&["env", "dept"], [false, true, false, true]),
        (&["dept", "team"], [false, false, true, true]),
        (&["", ""], [true, false, true, true]),
    ] {
        for (condition, expected) in [all, any, none, not_all].iter().zip(expected) {
            check(condition, "aws:TagKeys", values, expected);
        }
    }
}

#[test]
fn operators_and_keys_are_joined() {
    let both =
        "{StringEquals: {'s3:prefix': a, 's3:delimiter': /}, Bool: {'aws:SecureTransport': true}}";
    let statement = format!("{{Effect: Allow, Action: 's3:*', Resource: '*', Condition: {both}}}");
    let stack = Stack::role(&statement, "");
    let question = || {
        stack
            .may("Role", "s3:ListBucket", "arn:aws:s3:::b")
            .with("s3:prefix", "a")
            .with("s3:delimiter", "/")
            .with("aws:SecureTransport", "true")
    };
    question().is("allowed");
    question().with("s3:delimiter", ".").is("no-allow");
    question()
        .with("aws:SecureTransport", "false")
        .is("no-allow");
}

#[test]
fn an_operator_that_aws_does_not_know_makes_a_statement_void() {
    check(
        "{StringMatches: {'s3:prefix': a}}",
        "s3:prefix",
        &["a"],
        false,
    );
    check("[a]", "s3:prefix", &["a"], false);
}

/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable>
#[test]
fn keys_that_follow_from_the_caller() {
    let allow = |condition: &str| {
        format!(
            "{{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: '*', Condition: {condition}}}"
        )
    };
    for (who, condition, expected) in [
        (
            "Role",
            "{ArnEquals: {'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/reader'}}",
            "allowed",
        ),
        (
            "Role",
            "{StringEquals: {'aws:PrincipalAccount': '123456789012'}}",
            "allowed",
        ),
        (
            "Role",
            "{StringEquals: {'aws:PrincipalType': AssumedRole}}",
            "allowed",
        ),
        ("Role", "{Null: {'aws:username': true}}", "allowed"),
        (
            "Role",
            "{Bool: {'aws:PrincipalIsAWSService': false}}",
            "allowed",
        ),
        (
            "Role",
            "{StringLike: {'aws:userid': 'AROA<Role>:*'}}",
            "allowed",
        ),
        (
            "Role",
            "{Null: {'aws:SourceArn': true, 'aws:CalledVia': true}}",
            "allowed",
        ),
        (
            "Role",
            "{StringEquals: {'aws:ResourceAccount': '123456789012'}}",
            "allowed",
        ),
        ("Role", "{Null: {'dynamodb:LeadingKeys': true}}", "allowed"),
        (
            "anonymous",
            "{Null: {'aws:PrincipalArn': true, 'aws:PrincipalTag/a': true}}",
            "allowed",
        ),
        (
            "anonymous",
            "{StringEquals: {'aws:PrincipalAccount': anonymous, 'aws:userid': anonymous}}",
            "allowed",
        ),
        (
            "account:123456789012",
            "{ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::*:root'}}",
            "allowed",
        ),
        (
            "service:s3.amazonaws.com",
            "{Bool: {'aws:PrincipalIsAWSService': true}}",
            "allowed",
        ),
        (
            "service:s3.amazonaws.com",
            "{StringEquals: {'aws:PrincipalServiceName': s3.amazonaws.com}}",
            "allowed",
        ),
        (
            "service:s3.amazonaws.com",
            "{Null: {'aws:PrincipalOrgID': false}}",
            "no-allow",
        ),
        (
            "arn:aws:iam::123456789012:user/team/ann",
            "{StringEquals: {'aws:username': ann}}",
            "allowed",
        ),
    ] {
        let stack = Stack::role("", &allow(condition));
        let question = stack.may(who, "s3:GetObject", OBJECT).having("");
        assert_eq!(question.answer(), expected, "{who} {condition}");
    }
}
