//! Objects that are encrypted with keys of KMS.

use super::{Ask, Came, GET, Stand};
use crate::aws::Method;
use crate::simulate::reason::Reason;

/// A bucket with this key, a role that may read and write in it and do this to the key, and a key with this policy.
fn stand(key: &str, actions: &str, policy: &str) -> Stand {
    Stand::of(&format!(
        "
  D: {{ Type: AWS::CloudFront::Distribution }}
  OAI: {{ Type: AWS::CloudFront::CloudFrontOriginAccessIdentity }}
  K: {{ Type: AWS::KMS::Key, Properties: {{ KeyPolicy: {{ Statement: [ {policy} ] }} }} }}
  A: {{ Type: AWS::KMS::Alias, Properties: {{ AliasName: alias/photos, TargetKeyId: !Ref K }} }}
  B:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: b
      PublicAccessBlockConfiguration: {{ RestrictPublicBuckets: false }}
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: {{ SSEAlgorithm: aws:kms {key} }}
  P:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref B
      PolicyDocument:
        Statement: {{ Effect: Allow, Principal: '*', Action: s3:GetObject, Resource: 'arn:aws:s3:::b/*' }}
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {{ Statement: [] }}
      Policies:
        - PolicyName: p
          PolicyDocument:
            Statement: {{ Effect: Allow, Action: [ s3:GetObject, s3:PutObject {actions} ], Resource: '*' }}
"
    ))
}

const OWN_KEY: &str = ", KMSMasterKeyID: !GetAtt K.Arn";
const ROOT: &str = "{ Effect: Allow, Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' }";
const ROLE: &str =
    "{ Effect: Allow, Principal: { AWS: !GetAtt R.Arn }, Action: kms:Decrypt, Resource: '*' }";
const OAC: &str = "{ Effect: Allow, Principal: { Service: cloudfront.amazonaws.com }, Action: kms:Decrypt, Resource: '*',
      Condition: { StringEquals: { aws:SourceArn: 'arn:aws:cloudfront::111122223333:distribution/<D>' } } }";

const READ: Ask = Ask { by: "R", ..GET };

#[test]
fn a_role_needs_the_key_and_the_word_of_both() {
    let denied = Reason::NoDecryption;
    stand(OWN_KEY, ", kms:Decrypt", ROOT).check(&READ, 200, Reason::Allowed);
    stand(OWN_KEY, "", ROOT).check(&READ, 403, denied);
    // Without the account in the policy of the key, the policies of the account do not count.
    stand(OWN_KEY, ", kms:Decrypt", "").check(&READ, 403, denied);
    stand(OWN_KEY, "", ROLE).check(&READ, 200, Reason::Allowed);
    stand(OWN_KEY, ", kms:Decrypt", ROLE).check(&READ, 200, Reason::Allowed);
    for key in [
        ", KMSMasterKeyID: !Ref K",
        ", KMSMasterKeyID: alias/photos",
        ", KMSMasterKeyID: !Ref A",
    ] {
        stand(key, ", kms:Decrypt", ROOT).check(&READ, 200, Reason::Allowed);
        stand(key, ", kms:Decrypt", "").check(&READ, 403, denied);
    }
}

#[test]
fn writing_needs_a_key_for_the_data() {
    let put = Ask {
        method: Method::Put,
        ..READ
    };
    stand(OWN_KEY, ", kms:Decrypt", ROOT).check(&put, 403, Reason::NoDecryption);
    stand(OWN_KEY, ", kms:GenerateDataKey", ROOT).check(&put, 200, Reason::Allowed);
    let other = Ask {
        headers: &[("x-amz-server-side-encryption", "AES256")],
        ..put
    };
    stand(OWN_KEY, "", ROOT).check(&other, 200, Reason::Allowed);
}

#[test]
fn nobody_and_identities_cannot_use_a_key() {
    let stand = stand(OWN_KEY, "", ROOT);
    stand.check(&GET, 400, Reason::NoDecryption);
    assert_eq!(stand.one(&GET).code, Some("InvalidArgument"));
    stand.check(&Ask { by: "oai", ..GET }, 403, Reason::NoDecryption);
    // The headers of an object are not encrypted.
    let head = Ask {
        method: Method::Head,
        ..GET
    };
    stand.check(&head, 200, Reason::Allowed);
}

#[test]
fn an_access_control_needs_the_policy_of_the_key() {
    let oac = Ask { by: "oac", ..GET };
    stand(OWN_KEY, "", OAC).check(&oac, 200, Reason::Allowed);
    stand(OWN_KEY, "", ROOT).check(&oac, 403, Reason::NoDecryption);
    let http = Ask {
        https: false,
        ..oac
    };
    stand(OWN_KEY, "", OAC).check(&http, 400, Reason::EncryptionNeedsHttps);
}

#[test]
fn the_key_of_the_account_is_for_the_account() {
    let stand = stand("", "", ROOT);
    stand.check(&READ, 200, Reason::Allowed);
    stand.check(&Ask { by: "oac", ..GET }, 403, Reason::NoDecryption);
    let other = Ask {
        by: "account:444455556666",
        ..GET
    };
    stand.check(&other, 403, Reason::NoDecryption);
}

#[test]
fn a_key_outside_the_template() {
    let key = ", KMSMasterKeyID: 'arn:aws:kms:us-east-1:111122223333:key/1'";
    stand(key, ", kms:Decrypt", ROOT).check(&READ, 200, Reason::Allowed);
    stand(key, "", ROOT).check(&READ, 403, Reason::NoDecryption);
    let oac = Ask { by: "oac", ..GET };
    let came = stand(key, "", ROOT).came(&oac);
    assert_eq!(came, Came::Hinges(vec![200, 403]));
}
