//! Block Public Access: whom a public policy lets in.

use super::{Ask, Came, GET, Stand};
use crate::simulate::reason::Reason;
use crate::simulate::request::PublicAccessBlock;

const OTHER: &str = "account:444455556666";
const OWN: &str = "account:111122223333";

/// A bucket that everyone may read, and another account and an identity besides.
fn stand(block: &str, everyone: bool) -> Stand {
    let principal = if everyone {
        "'*'"
    } else {
        "{ AWS: '777788889999' }"
    };
    Stand::of(&format!(
        "
  OAI: {{ Type: AWS::CloudFront::CloudFrontOriginAccessIdentity }}
  B: {{ Type: AWS::S3::Bucket, Properties: {{ BucketName: b {block} }} }}
  P:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref B
      PolicyDocument:
        Statement:
          - {{ Effect: Allow, Principal: {principal}, Action: s3:GetObject, Resource: 'arn:aws:s3:::b/*' }}
          - {{ Effect: Allow, Principal: {{ Service: cloudtrail.amazonaws.com }}, Action: s3:GetObject, Resource: 'arn:aws:s3:::b/*' }}
          - {{ Effect: Allow, Principal: {{ AWS: '444455556666' }}, Action: s3:GetObject, Resource: 'arn:aws:s3:::b/*' }}
          - Effect: Allow
            Principal: {{ AWS: !Sub 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${{OAI}}' }}
            Action: s3:GetObject
            Resource: 'arn:aws:s3:::b/*'
"
    ))
}

const OFF: &str = ", PublicAccessBlockConfiguration: { RestrictPublicBuckets: false }";

#[test]
fn by_default_nobody_but_services_and_the_own_account() {
    let stand = stand("", true);
    stand.check(&GET, 403, Reason::RestrictPublicBuckets);
    stand.check(
        &Ask { by: OTHER, ..GET },
        403,
        Reason::RestrictPublicBuckets,
    );
    stand.check(&Ask { by: OWN, ..GET }, 200, Reason::Allowed);
    let oai = Ask { by: "oai", ..GET };
    assert_eq!(stand.came(&oai), Came::Hinges(vec![200, 403]));
}

#[test]
fn a_policy_that_is_not_public_lets_in_whom_it_names() {
    let stand = stand("", false);
    stand.check(&GET, 403, Reason::NoAllow);
    stand.check(&Ask { by: OTHER, ..GET }, 200, Reason::Allowed);
    stand.check(&Ask { by: "oai", ..GET }, 200, Reason::Allowed);
}

#[test]
fn with_the_switch_off_everyone_unless_the_account_has_it_on() {
    let stand = stand(OFF, true);
    stand.check(&GET, 200, Reason::Allowed);
    stand.check(&Ask { by: OTHER, ..GET }, 200, Reason::Allowed);
    let account = |restrict_public_buckets| {
        Some(PublicAccessBlock {
            restrict_public_buckets,
            block_public_acls: true,
            ..PublicAccessBlock::default()
        })
    };
    let on = Ask {
        account: account(true),
        ..GET
    };
    stand.check(&on, 403, Reason::RestrictPublicBuckets);
    let off = Ask {
        account: account(false),
        ..GET
    };
    stand.check(&off, 200, Reason::Allowed);
}

#[test]
fn websites_are_for_what_everyone_may_read() {
    let site = ", WebsiteConfiguration: { IndexDocument: index.html }";
    let open = stand(&format!("{OFF}{site}"), true);
    let visit = Ask {
        website: true,
        https: false,
        path: "/",
        by: OWN,
        ..GET
    };
    open.check(&visit, 200, Reason::Allowed);
    assert_eq!(open.one(&visit).key.as_deref(), Some("index.html"));
    let missing = Ask {
        missing: true,
        ..visit
    };
    open.check(&missing, 404, Reason::NoSuchKey);
    let folder = Ask {
        path: "/photos",
        ..missing
    };
    open.check(&folder, 404, Reason::NoSuchKey);
    // Whoever signs is nobody at a website endpoint.
    let closed = stand(&format!("{OFF}{site}"), false);
    closed.check(&visit, 403, Reason::NoAllow);
    closed.check(&missing, 404, Reason::NoSuchKey);
}
