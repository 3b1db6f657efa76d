//! Access control lists: what they grant, and where they do not count.

use super::{Ask, Came, GET, Stand};
use crate::simulate::reason::Reason;

fn stand(ownership: &str, list: &str, ignore: bool) -> Stand {
    Stand::of(&format!(
        "
  B:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: b
      AccessControl: {list}
      OwnershipControls: {{ Rules: [ {{ ObjectOwnership: {ownership} }} ] }}
      PublicAccessBlockConfiguration: {{ IgnorePublicAcls: {ignore} }}
"
    ))
}

const OTHER: &str = "account:444455556666";

const LISTING: Ask = Ask { path: "/", ..GET };

#[test]
fn lists_of_buckets_grant_listing_and_not_reading() {
    let stand = stand("ObjectWriter", "PublicRead", false);
    stand.check(&LISTING, 200, Reason::Allowed);
    stand.check(
        &Ask {
            by: OTHER,
            ..LISTING
        },
        200,
        Reason::Allowed,
    );
    stand.check(&GET, 403, Reason::NoAllow);
    // Whether who may list but not read is told what is missing, is not settled.
    let missing = Ask {
        missing: true,
        ..GET
    };
    assert_eq!(stand.came(&missing), Came::Hinges(vec![403, 404]));
}

#[test]
fn where_lists_do_not_count() {
    stand("BucketOwnerEnforced", "PublicRead", false).check(&LISTING, 403, Reason::NoAllow);
    stand("ObjectWriter", "PublicRead", true).check(&LISTING, 403, Reason::NoAllow);
    stand("ObjectWriter", "Private", false).check(&LISTING, 403, Reason::NoAllow);
}

#[test]
fn who_signs() {
    let stand = stand("BucketOwnerPreferred", "AuthenticatedRead", false);
    stand.check(&LISTING, 403, Reason::NoAllow);
    stand.check(
        &Ask {
            by: OTHER,
            ..LISTING
        },
        200,
        Reason::Allowed,
    );
}

#[test]
fn lists_of_objects() {
    let open = Ask {
        object_acl: Some("public-read"),
        ..GET
    };
    stand("ObjectWriter", "Private", false).check(&open, 200, Reason::Allowed);
    stand("ObjectWriter", "Private", true).check(&open, 403, Reason::NoAllow);
    stand("BucketOwnerEnforced", "Private", false).check(&open, 403, Reason::NoAllow);
    let closed = Ask {
        object_acl: Some("private"),
        ..GET
    };
    stand("ObjectWriter", "Private", false).check(&closed, 403, Reason::NoAllow);
}
