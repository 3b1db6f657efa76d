//! Keys of which nothing is known: tried as far as they make a difference, and named where they do.

use super::Stack;

const OBJECT: &str = "arn:aws:s3:::b/x";

fn allow(condition: &str) -> String {
    format!("{{Effect: Allow, Action: 's3:GetObject', Resource: '*', Condition: {condition}}}")
}

fn deny(condition: &str) -> String {
    allow(condition).replace("Allow", "Deny")
}

#[track_caller]
fn check(identity: &str, expected: &str) {
    let stack = Stack::role(identity, "");
    stack.may("Role", "s3:GetObject", OBJECT).is(expected);
}

#[test]
fn what_hinges_on_a_key_names_it() {
    check(
        &allow("{IpAddress: {'AWS:sourceip': 10.0.0.0/8}}"),
        "allowed|no-allow by condition key aws:SourceIp",
    );
    let both = format!(
        "{}, {}",
        allow("{StringLike: {'s3:prefix': 'a*'}}"),
        deny("{StringLike: {'s3:prefix': '*b'}}")
    );
    check(
        &both,
        "allowed|explicit-deny|no-allow by condition key s3:prefix",
    );
}

#[test]
fn what_does_not_hinge_is_said() {
    // Another statement allows it anyway, or denies it.
    let plain = "{Effect: Allow, Action: 's3:*', Resource: '*'}";
    let by_address = allow("{IpAddress: {'aws:SourceIp': 10.0.0.0/8}}");
    check(&format!("{by_address}, {plain}"), "allowed");
    let deny_all = plain.replace("Allow", "Deny");
    check(&format!("{by_address}, {deny_all}"), "explicit-deny");
    // Either this or that: always.
    let inside = allow("{IpAddress: {'aws:SourceIp': 10.0.0.0/8}}");
    let outside = allow("{NotIpAddress: {'aws:SourceIp': 10.0.0.0/8}}");
    check(&format!("{inside}, {outside}"), "allowed");
    check(
        &format!(
            "{}, {}",
            allow("{Null: {'aws:SourceVpce': true}}"),
            allow("{StringLike: {'aws:SourceVpce': '*'}}")
        ),
        "allowed",
    );
    // Never: no value is both.
    let never = "{StringEquals: {'s3:prefix': a}, StringNotEquals: {'s3:prefix': a}}";
    check(&allow(never), "no-allow");
    let never = "{NumericGreaterThan: {'s3:max-keys': 10}, NumericLessThan: {'s3:max-keys': 11}}";
    check(&allow(never), "no-allow");
    let never = "{StringLike: {'s3:prefix': ['a*', 'b*']}, StringNotLike: {'s3:prefix': '?*'}}";
    check(&allow(never), "no-allow");
    // The statement speaks of something else.
    let elsewhere = by_address.replace("GetObject", "PutObject");
    check(&elsewhere, "no-allow");
}

#[test]
fn keys_that_are_always_there() {
    let twice = format!(
        "{}, {}",
        allow("{Bool: {'aws:SecureTransport': true}}"),
        allow("{Bool: {'aws:SecureTransport': false}}")
    );
    check(&twice, "allowed");
    check(
        &allow("{DateGreaterThan: {'aws:CurrentTime': '2020-01-01'}}"),
        "allowed|no-allow by condition key aws:CurrentTime",
    );
    // Two keys, one moment.
    let never = "{DateGreaterThan: {'aws:CurrentTime': '2020-01-02'}, DateLessThan: {'aws:EpochTime': '2020-01-01'}}";
    check(&allow(never), "no-allow");
    check(&allow("{Null: {'aws:CurrentTime': true}}"), "no-allow");
}

#[test]
fn keys_that_are_certainly_not() {
    check(&allow("{StringEquals: {'aws:SourceArn': x}}"), "no-allow");
    check(&allow("{StringNotEquals: {'aws:username': x}}"), "allowed");
    let lambda = "{StringEquals: {'lambda:FunctionUrlAuthType': NONE}}";
    check(&allow(lambda), "no-allow");
}

#[test]
fn several_values_at_once() {
    let key = "condition key aws:TagKeys";
    let any = |value: &str| format!("{{'ForAnyValue:StringEquals': {{'aws:TagKeys': {value}}}}}");
    let two = "{'ForAnyValue:StringEquals': {'aws:TagKeys': a}, 'ForAllValues:StringEquals': {'aws:TagKeys': [a, b]}}";
    check(&allow(two), &format!("allowed|no-allow by {key}"));
    let never = "{'ForAnyValue:StringEquals': {'aws:TagKeys': a}, 'ForAllValues:StringEquals': {'aws:TagKeys': b}}";
    check(&allow(never), "no-allow");
    // One value cannot be both, but two can.
    let both = format!("{}, {}", deny(&any("a")), allow(&any("b")));
    check(&both, &format!("allowed|explicit-deny|no-allow by {key}"));
}

#[test]
fn the_values_of_a_service_principal() {
    let bucket = "{Effect: Allow, Principal: {Service: cloudfront.amazonaws.com}, Action: 's3:GetObject', Resource: '*',
        Condition: {StringEquals: {'aws:SourceArn': 'arn:aws:cloudfront::123456789012:distribution/E1'}}}";
    let stack = Stack::role("", bucket);
    let service = "service:cloudfront.amazonaws.com";
    let question = || stack.may(service, "s3:GetObject", OBJECT);
    question().is("allowed|no-allow by condition key aws:SourceArn");
    let own = "arn:aws:cloudfront::123456789012:distribution/E1";
    question().with("AWS:SourceArn", own).is("allowed");
    question().with("aws:SourceArn", "x").is("no-allow");
}

#[test]
fn what_the_template_does_not_say() {
    let stack = Stack::of(
        "Parameters: {Owner: {Type: String}, Effect: {Type: String}}
Resources:
  BucketPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: b
      PolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {AWS: !Ref Owner}, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'}
          - {Effect: !Ref Effect, Principal: '*', Action: 's3:PutObject', Resource: 'arn:aws:s3:::b/*'}
          - {Effect: Allow, Principal: {AWS: !Sub 'arn:aws:iam::${Owner}:root'}, Action: 's3:DeleteObject', Resource: '*'}
",
    );
    let question = |who: &str, action: &str| stack.may(who, action, OBJECT).having("");
    question("anonymous", "s3:GetObject").is("allowed|no-allow by parameter Owner");
    question("anonymous", "s3:PutObject").is("allowed|explicit-deny by parameter Effect");
    question("anonymous", "s3:DeleteObject").is("no-allow");
    let theirs = question("account:999999999999", "s3:DeleteObject");
    theirs.is("allowed|resources-account-does-not-allow by parameter Owner");
}
