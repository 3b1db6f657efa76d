//! Who signs a request to an origin.

use crate::simulate::assumption::Assumption;
use crate::simulate::caller::{Caller, Identity};
use crate::simulate::cloudfront::testing::{Question, ask, distribution};
use crate::simulate::world::World;

const SERVICE: &str = "cloudfront.amazonaws.com";

fn controls(kind: &str, signing: &str) -> String {
    format!(
        r"
Oai: {{ Type: AWS::CloudFront::CloudFrontOriginAccessIdentity, Properties: {{}} }}
B: {{ Type: AWS::S3::Bucket }}
Api: {{ Type: AWS::Lambda::Url, Properties: {{ AuthType: AWS_IAM, TargetFunctionArn: f }} }}
Oac:
  Type: AWS::CloudFront::OriginAccessControl
  Properties:
    OriginAccessControlConfig:
      {{ Name: n, OriginAccessControlOriginType: {kind}, SigningBehavior: {signing}, SigningProtocol: sigv4 }}"
    )
}

/// A bucket with these settings for its access, behind a behavior with these.
fn bucket(access: &str, behavior: &str, signing: &str) -> World {
    distribution(
        &format!(
            "Enabled: true
Origins: [{{ Id: o, DomainName: !GetAtt B.RegionalDomainName, {access} }}]
DefaultCacheBehavior:
  TargetOriginId: o
  AllowedMethods: [GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]
  {behavior}"
        ),
        &controls("s3", signing),
    )
}

const IDENTITY: &str =
    "S3OriginConfig: { OriginAccessIdentity: !Sub 'origin-access-identity/cloudfront/${Oai}' }";
const CONTROL: &str =
    "S3OriginConfig: { OriginAccessIdentity: '' }, OriginAccessControlId: !Ref Oac";

fn role() -> Caller {
    Caller::Role(Identity {
        arn: "arn:aws:iam::111122223333:role/r".to_owned(),
        account: "111122223333".to_owned(),
        session: None,
        resource: None,
    })
}

/// Who signs, in the first of the ways in which it may turn out.
fn signed(question: &Question) -> String {
    let (all, _) = question.all();
    all[0].signed().join(" ")
}

#[test]
fn an_identity_signs() {
    let world = bucket(IDENTITY, "", "always");
    let told = ask(&world, "GET https://x/y").told();
    assert_eq!(told.signed(), ["Oai"]);
    let outside = "S3OriginConfig: { OriginAccessIdentity: origin-access-identity/cloudfront/E1 }";
    let world = bucket(outside, "", "always");
    assert_eq!(signed(&ask(&world, "GET https://x/y")), "E1");
    let none = bucket("S3OriginConfig: { OriginAccessIdentity: '' }", "", "always");
    assert_eq!(signed(&ask(&none, "GET https://x/y")), "-");
}

/// A policy that lets a principal read and write, under a condition.
fn policy(principal: &str, condition: &str) -> String {
    format!(
        "
Policy:
  Type: AWS::S3::BucketPolicy
  Properties:
    Bucket: !Ref B
    PolicyDocument:
      Version: '2012-10-17'
      Statement:
        - Effect: Allow
          Principal: {principal}
          Action: [s3:GetObject, s3:PutObject, s3:DeleteObject]
          Resource: !Sub '${{B.Arn}}/*'
          {condition}"
    )
}

#[test]
fn writes_of_an_identity_are_not_settled_where_a_policy_allows_them() {
    let with = |principal: &str| {
        distribution(
            &format!(
                "Enabled: true
Origins: [{{ Id: o, DomainName: !GetAtt B.RegionalDomainName, {IDENTITY} }}]
DefaultCacheBehavior: {{ TargetOriginId: o, AllowedMethods: [GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE] }}"
            ),
            &(controls("s3", "always") + &policy(principal, "")),
        )
    };
    let allowed = with("{ CanonicalUser: !GetAtt Oai.S3CanonicalUserId }");
    for (method, settled) in [("GET", true), ("PUT", false), ("DELETE", false)] {
        let (_, facts) = ask(&allowed, &format!("{method} https://x/y")).shorts();
        assert_eq!(facts.is_empty(), settled, "{method}");
    }
    assert_eq!(ask(&allowed, "GET https://x/y").short(), "200 s3 allowed");
    let other = with("{ AWS: arn:aws:iam::222233334444:root }");
    let told = ask(&other, "PUT https://x/y").told();
    assert_eq!(told.response.status, Some(403));
}

#[test]
fn a_control_comes_with_the_arn_of_the_distribution() {
    let with = |access: &str, arn: &str, account: &str| {
        let condition = format!(
            "Condition: {{ StringEquals: {{ 'aws:SourceArn': {arn}, 'aws:SourceAccount': {account} }} }}"
        );
        let world = distribution(
            &format!(
                "Enabled: true
Origins: [{{ Id: o, DomainName: !GetAtt B.RegionalDomainName, {access} }}]
DefaultCacheBehavior: {{ TargetOriginId: o }}"
            ),
            &(controls("s3", "always")
                + &policy("{ Service: cloudfront.amazonaws.com }", &condition)),
        );
        ask(&world, "GET https://x/y").told().response
    };
    let own = "!Sub 'arn:aws:cloudfront::${AWS::AccountId}:distribution/${D}'";
    let account = "!Ref AWS::AccountId";
    let allowed = with(CONTROL, own, account);
    assert_eq!(
        (allowed.status, allowed.key.as_deref()),
        (Some(200), Some("y"))
    );
    let other = "'arn:aws:cloudfront::111122223333:distribution/OTHER'";
    assert_eq!(with(CONTROL, other, account).status, Some(403));
    assert_eq!(with(CONTROL, own, "'222233334444'").status, Some(403));
    assert_eq!(with(IDENTITY, own, account).status, Some(403));
    assert_eq!(with("S3OriginConfig: {}", own, account).status, Some(403));
}

#[test]
fn a_control_signs_as_it_says() {
    let with = |signing: &str, authorization: bool| {
        let world = bucket(CONTROL, "", signing);
        let question = ask(&world, "PUT https://x/y");
        let question = if authorization {
            question
                .header("Authorization", "AWS4-HMAC-SHA256 x")
                .caller(role())
        } else {
            question
        };
        signed(&question)
    };
    let viewer = "arn:aws:iam::111122223333:role/r";
    assert_eq!(with("always", false), SERVICE);
    assert_eq!(with("always", true), SERVICE);
    assert_eq!(with("no-override", false), SERVICE);
    assert_eq!(with("no-override", true), viewer);
    assert_eq!(with("never", false), "-");
    assert_eq!(with("never", true), viewer);
}

#[test]
fn what_a_control_does_that_is_not_known() {
    let strange = bucket(CONTROL, "", "always-amz-auth");
    assert_eq!(ask(&strange, "GET https://x/").told().hinges.len(), 1);
    let outside = "S3OriginConfig: {}, OriginAccessControlId: E1";
    let (all, _) = ask(&bucket(outside, "", "always"), "GET https://x/").all();
    // The bucket of these tests refuses everybody, so nothing hinges on it.
    assert_eq!(all.len(), 1);
    let for_lambda = distribution(
        "Enabled: true
Origins: [{ Id: o, DomainName: !GetAtt B.RegionalDomainName, S3OriginConfig: {}, OriginAccessControlId: !Ref Oac }]
DefaultCacheBehavior: { TargetOriginId: o }",
        &controls("lambda", "always"),
    );
    assert_eq!(ask(&for_lambda, "GET https://x/").told().hinges.len(), 1);
}

#[test]
fn a_control_comes_before_an_identity() {
    let both = format!("{IDENTITY}, OriginAccessControlId: !Ref Oac");
    let told = ask(&bucket(&both, "", "always"), "GET https://x/").told();
    assert_eq!(told.signed(), [SERVICE]);
    assert!(
        told.assumes
            .contains(&Assumption::AccessControlBeforeIdentity)
    );
    let told = ask(&bucket(CONTROL, "", "always"), "GET https://x/").told();
    assert!(
        !told
            .assumes
            .contains(&Assumption::AccessControlBeforeIdentity)
    );
}

#[test]
fn the_viewers_own_signature_reaches_the_origin_where_it_is_passed_on() {
    let plain = "S3OriginConfig: {}";
    let viewer = "arn:aws:iam::111122223333:role/r";
    let but_host = "OriginRequestPolicyId: b689b0a8-53d0-40ab-baf2-68738e2966ac";
    let policy = "CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6";
    let by_role = |world: &World, line: &str| signed(&ask(world, line).caller(role()));
    let plain_world = bucket(plain, policy, "always");
    assert_eq!(by_role(&plain_world, "GET https://x/"), "-");
    assert_eq!(by_role(&plain_world, "PUT https://x/"), viewer);
    let passing = bucket(plain, &format!("{policy}\n  {but_host}"), "always");
    assert_eq!(by_role(&passing, "GET https://x/"), viewer);
    let presigned = |world: &World| {
        signed(
            &ask(world, "GET https://x/?X-Amz-Signature=s")
                .caller(role())
                .presigned(),
        )
    };
    assert_eq!(presigned(&plain_world), "-");
    assert_eq!(presigned(&passing), viewer);
    let two = bucket(IDENTITY, &format!("{policy}\n  {but_host}"), "always");
    let told = ask(&two, "GET https://x/?X-Amz-Signature=s")
        .caller(role())
        .presigned()
        .told();
    assert_eq!(told.hinges.len(), 1);
}

#[test]
fn the_place_of_a_signature_is_what_sets_it() {
    let origin = "Resources.D.Properties.DistributionConfig.Origins[0]";
    let place = |access: &str| {
        let told = ask(&bucket(access, "", "always"), "GET https://x/").told();
        told.places().last().unwrap().clone()
    };
    assert_eq!(
        place(IDENTITY),
        format!("{origin}.S3OriginConfig.OriginAccessIdentity")
    );
    assert_eq!(place(CONTROL), format!("{origin}.OriginAccessControlId"));
    assert_eq!(place("S3OriginConfig: {}"), origin);
}
