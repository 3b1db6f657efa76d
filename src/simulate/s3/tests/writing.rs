//! Writing and removing objects.

use super::{Ask, Came, GET, Stand};
use crate::aws::Method;
use crate::simulate::reason::Reason;

fn stand(properties: &str, actions: &str) -> Stand {
    Stand::of(&format!(
        "
  OAI: {{ Type: AWS::CloudFront::CloudFrontOriginAccessIdentity }}
  B: {{ Type: AWS::S3::Bucket, Properties: {{ BucketName: b {properties} }} }}
  P:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref B
      PolicyDocument:
        Statement:
          Effect: Allow
          Principal: {{ AWS: !Sub 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${{OAI}}' }}
          Action: [ s3:PutObject, s3:DeleteObject ]
          Resource: 'arn:aws:s3:::b/*'
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {{ Statement: [] }}
      Policies:
        - PolicyName: p
          PolicyDocument:
            Statement: {{ Effect: Allow, Action: [ {actions} ], Resource: 'arn:aws:s3:::b/*' }}
"
    ))
}

const PUT: Ask = Ask {
    by: "R",
    method: Method::Put,
    ..GET
};

const LISTS: &str = ", OwnershipControls: { Rules: [ { ObjectOwnership: ObjectWriter } ] }";

#[test]
fn each_header_needs_its_action() {
    let put = stand("", "s3:PutObject");
    put.check(&PUT, 200, Reason::Allowed);
    put.check(
        &Ask {
            missing: true,
            ..PUT
        },
        200,
        Reason::Allowed,
    );
    for header in ["x-amz-tagging", "x-amz-object-lock-mode", "x-amz-acl"] {
        let headers = [(header, "bucket-owner-full-control")];
        let ask = Ask {
            headers: &headers,
            ..PUT
        };
        put.check(&ask, 403, Reason::NoAllow);
    }
    let both = stand("", "s3:PutObject, s3:PutObjectTagging");
    let tagged = Ask {
        headers: &[("x-amz-tagging", "a=b")],
        ..PUT
    };
    both.check(&tagged, 200, Reason::Allowed);
    put.check(
        &Ask {
            by: "anonymous",
            ..PUT
        },
        403,
        Reason::NoAllow,
    );
}

#[test]
fn lists_in_requests() {
    let actions = "s3:PutObject, s3:PutObjectAcl";
    let with = |list| Ask {
        headers: list,
        ..PUT
    };
    let public = with(&[("x-amz-acl", "public-read")]);
    let full = with(&[("x-amz-acl", "bucket-owner-full-control")]);
    let enforced = stand("", actions);
    enforced.check(&public, 400, Reason::AccessControlListNotSupported);
    enforced.check(&full, 200, Reason::Allowed);
    let private = with(&[("x-amz-acl", "private")]);
    enforced.check(&private, 400, Reason::AccessControlListNotSupported);
    let blocked = stand(LISTS, actions);
    blocked.check(&public, 403, Reason::BlockPublicAcls);
    blocked.check(&private, 200, Reason::Allowed);
    let off = ", PublicAccessBlockConfiguration: { BlockPublicAcls: false }";
    let open = stand(&format!("{LISTS}{off}"), actions);
    open.check(&public, 200, Reason::Allowed);
    let body = Ask {
        query: Some("acl"),
        ..PUT
    };
    assert_eq!(blocked.came(&body), Came::Hinges(vec![200, 403]));
}

#[test]
fn removing_what_is_not_there_succeeds() {
    let stand = stand("", "s3:DeleteObject");
    let delete = Ask {
        method: Method::Delete,
        ..PUT
    };
    stand.check(&delete, 204, Reason::Allowed);
    let missing = Ask {
        missing: true,
        ..delete
    };
    stand.check(&missing, 204, Reason::Allowed);
    let version = Ask {
        query: Some("versionId=1"),
        ..delete
    };
    stand.check(&version, 403, Reason::NoAllow);
}

#[test]
fn identities_and_writing_are_not_settled() {
    let stand = stand("", "s3:GetObject");
    let oai = Ask { by: "oai", ..PUT };
    assert_eq!(stand.came(&oai), Came::Hinges(vec![200, 403]));
    let delete = Ask {
        method: Method::Delete,
        ..oai
    };
    assert_eq!(stand.came(&delete), Came::Hinges(vec![204, 403]));
    let tagged = Ask {
        headers: &[("x-amz-tagging", "a=b")],
        ..oai
    };
    stand.check(&tagged, 403, Reason::NoAllow);
}

#[test]
fn copies_need_their_source() {
    let copy = |source: &'static str| {
        let headers: &'static [(&str, &str)] = match source {
            "b" => &[("x-amz-copy-source", "/b/a%20b.jpg")],
            "c" => &[("x-amz-copy-source", "c/a.jpg")],
            _ => &[("x-amz-copy-source", "b")],
        };
        Ask { headers, ..PUT }
    };
    let stand = stand("", "s3:PutObject, s3:GetObject");
    stand.check(&copy("b"), 200, Reason::Allowed);
    stand.check(&copy("c"), 403, Reason::NoAllow);
    stand.check(&copy(""), 400, Reason::InvalidRequest);
}

#[test]
fn what_is_there_and_what_is_too_large() {
    let stand = stand("", "s3:PutObject");
    let only_new = Ask {
        headers: &[("If-None-Match", "*")],
        ..PUT
    };
    stand.check(&only_new, 412, Reason::PreconditionFailed);
    let new = Ask {
        missing: true,
        ..only_new
    };
    stand.check(&new, 200, Reason::Allowed);
    let gigabytes = |bytes| Ask {
        bytes: Some(bytes),
        ..PUT
    };
    stand.check(&gigabytes(5 << 30), 200, Reason::Allowed);
    stand.check(&gigabytes((5 << 30) + 1), 400, Reason::ObjectTooLarge);
}
