//! Variables: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>.

use super::Stack;

const ANN: &str = "arn:aws:iam::123456789012:user/ann";

fn on(resource: &str) -> String {
    format!(r#"{{Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::{resource}"}}"#)
}

/// Whether the user `ann` may get an object if this is all she has.
#[track_caller]
fn check(identity: &str, key: &str, expected: &str) {
    let stack = Stack::role("", "");
    let object = format!("arn:aws:s3:::b/{key}");
    let question = stack.may(ANN, "s3:GetObject", &object).having(identity);
    question.is(expected);
}

#[test]
fn in_resources() {
    check(&on("b/${aws:username}/*"), "ann/x", "allowed");
    check(&on("b/${aws:username}/*"), "bob/x", "no-allow");
    check(&on("b/${AWS:UserName}/*"), "ann/x", "allowed");
    check(
        &on("b/${aws:PrincipalAccount}${aws:username}"),
        "123456789012ann",
        "allowed",
    );
    check(&on("b/a${*}b"), "a*b", "allowed");
    check(&on("b/a${*}b"), "axb", "no-allow");
    check(&on("b/${?}${$}*"), "?$x", "allowed");
}

#[test]
fn not_before_the_fifth_colon() {
    let early =
        "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3::${aws:username}:b/*'}";
    check(early, "x", "no-allow");
}

#[test]
fn only_with_the_version_that_has_them() {
    for version in ["Version: '2008-10-17', ", ""] {
        let document = format!("{{{version}Statement: {}}}", on("b/${aws:username}/*"));
        check(&document, "ann/x", "no-allow");
        check(&document, "${aws:username}/x", "allowed");
    }
}

#[test]
fn without_a_value() {
    check(&on("b/${aws:SourceArn}*"), "x", "no-allow");
    check(&on("b/${aws:SourceArn, 'all'}/*"), "all/x", "allowed");
    let but = on("b/${aws:SourceArn}*").replace("Resource", "NotResource");
    check(&but, "x", "allowed");
    let deny = "{Effect: Allow, Action: '*', Resource: '*'}, {Effect: Deny, Action: 's3:*', Resource: '*', Condition: {StringNotEquals: {'aws:username': '${aws:SourceArn}'}}}";
    check(deny, "x", "explicit-deny");
    let never = "{Effect: Allow, Action: '*', Resource: '*', Condition: {StringEquals: {'aws:username': '${aws:SourceArn}'}}}";
    check(never, "x", "no-allow");
}

#[test]
fn in_conditions() {
    let equals = |operator: &str, value: &str| {
        format!(
            "{{Effect: Allow, Action: '*', Resource: '*', Condition: {{{operator}: {{'s3:prefix': '{value}'}}}}}}"
        )
    };
    let stack = Stack::role("", "");
    let question = |identity: &str, prefix: &str| {
        let question = stack.may(ANN, "s3:ListBucket", "arn:aws:s3:::b");
        question.having(identity).with("s3:prefix", prefix)
    };
    question(&equals("StringEquals", "home/${aws:username}"), "home/ann").is("allowed");
    question(&equals("StringLike", "${aws:username}/*"), "ann/x").is("allowed");
    question(&equals("StringLike", "${aws:username}/*"), "bob/x").is("no-allow");
    question(&equals("StringNotLike", "${aws:username}/*"), "bob/x").is("allowed");
    question(&equals("StringEquals", "a${*}"), "a*").is("allowed");
    question(&equals("StringLike", "a${*}"), "ab").is("no-allow");
}

#[test]
fn that_are_not_known() {
    let key = "condition key aws:userid";
    let own = on("b/${aws:userid}/*");
    check(&own, "AIDA1/x", &format!("allowed|no-allow by {key}"));
    check(&own, "x", "no-allow");
    // It may be `a` or `a/b`, but not `c` as well.
    let and = |value: &str| {
        let condition = format!("Condition: {{StringEquals: {{'aws:userid': {value}}}}}");
        own.replace("Resource:", &format!("{condition}, Resource:"))
    };
    check(&and("a/b"), "a/b/x", &format!("allowed|no-allow by {key}"));
    check(&and("a"), "a/b/x", &format!("allowed|no-allow by {key}"));
    check(&and("c"), "a/b/x", "no-allow");
    let deny = "{Effect: Deny, Action: 's3:*', NotResource: 'arn:aws:s3:::b/${aws:userid}/*'}";
    check(
        &format!("{own}, {deny}"),
        "a/b/x",
        &format!("allowed|explicit-deny by {key}"),
    );
    let team = on("b/${aws:PrincipalTag/team, 'all'}/*");
    check(
        &team,
        "all/x",
        "allowed|no-allow by condition key aws:PrincipalTag/team",
    );
}
