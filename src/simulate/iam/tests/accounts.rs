//! One account or two: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>.

use super::Stack;

const OBJECT: &str = "arn:aws:s3:::b/x";
const GET: &str = "{Effect: Allow, Action: 's3:GetObject', Resource: '*'}";
const DENY: &str = "{Effect: Deny, Action: 's3:*', Resource: '*'}";

fn bucket(effect: &str, principal: &str) -> String {
    format!(
        "{{Sid: Theirs, Effect: {effect}, Principal: {principal}, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'}}"
    )
}

#[track_caller]
fn check(identity: &str, bucket: &str, who: &str, expected: &str) {
    let stack = Stack::role(identity, bucket);
    stack.may(who, "s3:GetObject", OBJECT).is(expected);
}

#[test]
fn within_an_account_either_is_enough() {
    check("", "", "Role", "no-allow");
    check(GET, "", "Role", "allowed");
    let role = bucket("Allow", "{AWS: 'arn:aws:iam::123456789012:role/reader'}");
    check("", &role, "Role", "allowed");
    let other = bucket("Allow", "{AWS: 'arn:aws:iam::123456789012:role/other'}");
    check("", &other, "Role", "no-allow");
    check("", &bucket("Allow", "'*'"), "Role", "allowed");
    check("", &bucket("Allow", "{AWS: '*'}"), "Role", "allowed");
}

#[test]
fn a_deny_on_either_side_wins() {
    check(&format!("{GET}, {DENY}"), "", "Role", "explicit-deny");
    check(DENY, &bucket("Allow", "'*'"), "Role", "explicit-deny");
    check(GET, &bucket("Deny", "'*'"), "Role", "explicit-deny");
    let role = bucket("Deny", "{AWS: 'arn:aws:iam::123456789012:role/reader'}");
    check(GET, &role, "Role", "explicit-deny");
    let account = bucket("Deny", "{AWS: '123456789012'}");
    check(GET, &account, "Role", "explicit-deny");
}

#[test]
fn an_account_only_passes_on() {
    for account in [
        "{AWS: '123456789012'}",
        "{AWS: 'arn:aws:iam::123456789012:root'}",
    ] {
        check("", &bucket("Allow", account), "Role", "no-allow");
        check(GET, &bucket("Allow", account), "Role", "allowed");
    }
}

#[test]
fn across_accounts_both_must_allow() {
    let role = "arn:aws:iam::999999999999:role/theirs";
    let theirs = bucket("Allow", "{AWS: '999999999999'}");
    let stack = Stack::role("", &theirs);
    let question = || stack.may(role, "s3:GetObject", OBJECT);
    question().having(GET).is("allowed");
    question().having("").is("callers-account-does-not-allow");
    question()
        .having(&format!("{GET}, {DENY}"))
        .is("explicit-deny");
    question().is(&format!(
        "allowed|callers-account-does-not-allow|explicit-deny by policies of {role}"
    ));
    let closed = Stack::role("", "");
    let question = || closed.may(role, "s3:GetObject", OBJECT);
    question()
        .having(GET)
        .is("resources-account-does-not-allow");
    question().is("no-allow");
    let question = || stack.may("account:999999999999", "s3:GetObject", OBJECT);
    question().is("allowed");
    let stranger = stack.may("account:888888888888", "s3:GetObject", OBJECT);
    stranger.is("resources-account-does-not-allow");
    // The role of the template asks for what belongs to another account.
    let own = Stack::role(GET, "");
    let question = || {
        own.may("Role", "s3:GetObject", OBJECT)
            .owned_by("999999999999")
    };
    question().is("resources-account-does-not-allow");
}

#[test]
fn a_stranger_of_the_same_account_has_policies_that_are_not_known() {
    let user = "arn:aws:iam::123456789012:user/alice";
    let stack = Stack::role("", "");
    let question = || stack.may(user, "s3:GetObject", OBJECT);
    question().is(&format!(
        "allowed|explicit-deny|no-allow by policies of {user}"
    ));
    question().having("").is("no-allow");
    let denied = Stack::role("", &bucket("Deny", "'*'"));
    denied.may(user, "s3:GetObject", OBJECT).is("explicit-deny");
}

#[test]
fn nobody_and_services_by_the_resource_alone() {
    check("", "", "anonymous", "no-allow");
    check("", &bucket("Allow", "'*'"), "anonymous", "allowed");
    check("", &bucket("Allow", "{AWS: '*'}"), "anonymous", "allowed");
    check(
        "",
        &bucket("Allow", "{AWS: '123456789012'}"),
        "anonymous",
        "no-allow",
    );
    let service = bucket(
        "Allow",
        "{Service: [cloudfront.amazonaws.com, s3.amazonaws.com]}",
    );
    check("", &service, "service:cloudfront.amazonaws.com", "allowed");
    check("", &service, "service:sns.amazonaws.com", "no-allow");
    check(
        "",
        &bucket("Allow", "{Service: '*'}"),
        "service:sns.amazonaws.com",
        "no-allow",
    );
}

#[test]
fn wildcards_in_principals_match_nothing() {
    let role = bucket("Allow", "{AWS: 'arn:aws:iam::123456789012:role/*'}");
    check("", &role, "Role", "no-allow");
    check(
        "",
        &bucket("Allow", "{AWS: 'arn:aws:iam::*:root'}"),
        "Role",
        "no-allow",
    );
}

#[test]
fn not_principal() {
    let but =
        |effect, principal: &str| bucket(effect, principal).replace("Principal", "NotPrincipal");
    let reader = "{AWS: ['arn:aws:iam::123456789012:role/reader', '123456789012']}";
    check(GET, &but("Deny", reader), "Role", "allowed");
    let other = "{AWS: 'arn:aws:iam::999999999999:role/other'}";
    check(GET, &but("Deny", other), "Role", "explicit-deny");
    check("", &but("Allow", other), "anonymous", "allowed");
    check("", &but("Allow", reader), "Role", "no-allow");
}

#[test]
fn sessions() {
    let me = "arn:aws:sts::123456789012:assumed-role/reader/me";
    let session = bucket("Allow", &format!("{{AWS: '{me}'}}"));
    check("", &session, me, "allowed");
    check(
        "",
        &session,
        "arn:aws:sts::123456789012:assumed-role/reader/you",
        "no-allow",
    );
    check(
        "",
        &session,
        "arn:aws:sts::123456789012:assumed-role/writer/me",
        "allowed|explicit-deny|no-allow by policies of arn:aws:iam::123456789012:role/writer",
    );
    check(
        "",
        &session,
        "Role",
        "allowed|no-allow by session name of arn:aws:iam::123456789012:role/reader",
    );
    // The ARN of a role names its sessions.
    let role = bucket("Allow", "{AWS: 'arn:aws:iam::123456789012:role/reader'}");
    check("", &role, me, "allowed");
}

/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>
#[test]
fn a_session_policy_limits_the_role_and_not_the_session() {
    let nothing = "{Effect: Allow, Action: 'sqs:*', Resource: '*'}";
    let stack = |principal: &str| Stack::role("", &bucket("Allow", principal));
    let role = stack("{AWS: 'arn:aws:iam::123456789012:role/reader'}");
    let question = || role.may("Role", "s3:GetObject", OBJECT);
    question().in_session(nothing).is("session-policy");
    question().in_session(GET).is("allowed");
    question().in_session(DENY).is("explicit-deny");
    let me = "arn:aws:sts::123456789012:assumed-role/reader/me";
    let session = stack(&format!("{{AWS: '{me}'}}"));
    session
        .may(me, "s3:GetObject", OBJECT)
        .in_session(nothing)
        .is("allowed");
    let everyone = stack("'*'");
    everyone
        .may("Role", "s3:GetObject", OBJECT)
        .in_session(nothing)
        .is("allowed");
    let own = Stack::role(GET, "");
    own.may("Role", "s3:GetObject", OBJECT)
        .in_session(nothing)
        .is("session-policy");
}

#[test]
fn what_restricts_public_buckets_leaves_services_and_the_own_account() {
    let stack = Stack::role("", &bucket("Allow", "'*'"));
    let question = |who| stack.may(who, "s3:GetObject", OBJECT).restricted();
    question("anonymous").is("restrict-public-buckets");
    question("account:999999999999").is("restrict-public-buckets");
    question("service:cloudfront.amazonaws.com").is("allowed");
    question("Role").is("allowed");
}

#[test]
fn the_deciding_statement_is_named() {
    let stack = Stack::role(GET, &bucket("Deny", "'*'"));
    let question = stack.may("Role", "s3:GetObject", OBJECT);
    let mut trial = crate::template::Trial::default();
    let by = question.rule(&mut trial).by.unwrap();
    assert_eq!(
        stack.world.resources.name(by.resource.unwrap()),
        "BucketPolicy"
    );
    assert_eq!((by.statement, by.sid.as_deref()), (0, Some("Theirs")));
    let at = "Resources.BucketPolicy.Properties.PolicyDocument.Statement[0]";
    assert_eq!(by.at.to_string(), at);
}

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html>
#[test]
fn origin_access_identities() {
    let oai = "  Identity: {Type: AWS::CloudFront::CloudFrontOriginAccessIdentity, Properties: {}}\n  Other: {Type: AWS::CloudFront::CloudFrontOriginAccessIdentity, Properties: {}}\n  Role: {Type: AWS::IAM::Role, Properties: {}}\n";
    for principal in [
        "{AWS: !Sub 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${Identity}'}",
        "{CanonicalUser: !GetAtt Identity.S3CanonicalUserId}",
    ] {
        let statement = bucket("Allow", principal);
        let stack = Stack::new(&format!(
            "{oai}  BucketPolicy: {{Type: AWS::S3::BucketPolicy, Properties: {{Bucket: b, PolicyDocument: {{Statement: {statement}}}}}}}\n"
        ));
        let question = |who| stack.may(who, "s3:GetObject", OBJECT);
        question("Identity").is("allowed");
        question("Other").is("no-allow");
        question("anonymous").is("no-allow");
        question("Role").is("no-allow");
        question("account:123456789012").is("allowed");
        question("Identity").restricted().is(
            "allowed|restrict-public-buckets by whether RestrictPublicBuckets keeps out an origin access identity",
        );
    }
    let canonical =
        "{CanonicalUser: 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be}";
    let stack = Stack::role("", &bucket("Allow", canonical));
    let question = stack.may("account:999999999999", "s3:GetObject", OBJECT);
    question
        .is("allowed|resources-account-does-not-allow by canonical user of account 999999999999");
}
