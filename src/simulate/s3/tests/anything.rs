//! Requests of any kind, none of which may end the program, and what must hold of all answers.

use proptest::prelude::*;

use super::{Ask, GET, Stand};
use crate::aws::Method;
use crate::template::Explored;

const STAND: &str = "
  OAI: { Type: AWS::CloudFront::CloudFrontOriginAccessIdentity }
  R: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [] } } }
  B:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: b
      AccessControl: PublicRead
      OwnershipControls: { Rules: [ { ObjectOwnership: ObjectWriter } ] }
      PublicAccessBlockConfiguration: { BlockPublicAcls: true }
      CorsConfiguration: { CorsRules: [ { AllowedOrigins: [ '*' ], AllowedMethods: [ GET ], AllowedHeaders: [ 'x-*' ] } ] }
      WebsiteConfiguration:
        IndexDocument: index.html
        ErrorDocument: error.html
        RoutingRules:
          - RoutingRuleCondition: { KeyPrefixEquals: a/, HttpErrorCodeReturnedEquals: '404' }
            RedirectRule: { ReplaceKeyPrefixWith: b/ }
  P:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref B
      PolicyDocument:
        Statement:
          - { Effect: Allow, Principal: '*', Action: 's3:*', Resource: [ 'arn:aws:s3:::b', 'arn:aws:s3:::b/*' ] }
          - { Effect: Deny, Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::b/secret*' }
";

const HEADERS: [&str; 9] = [
    "origin",
    "access-control-request-method",
    "access-control-request-headers",
    "x-amz-acl",
    "x-amz-copy-source",
    "x-amz-tagging",
    "range",
    "if-none-match",
    "x-amz-server-side-encryption",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_request_gets_an_answer(
        by in prop::sample::select(vec!["anonymous", "oai", "oac", "R", "account:444455556666"]),
        method in prop::sample::select(Method::ALL.to_vec()),
        path in "/(a/|secret|%|\\+|\\.\\.|é|\\PC){0,8}",
        query in prop::option::of("(acl|tagging|versionId|uploads|uploadId|policy|=|&|%4|x){0,5}"),
        named in prop::sample::select(HEADERS.to_vec()),
        value in "(aws:kms|public-read|bytes=1-|\"|\\*|/|b|=|\\PC){0,4}",
        website: bool,
        https: bool,
        missing: bool,
    ) {
        let headers = [(named, value.as_str())];
        let ask = Ask {
            by,
            method,
            path: &path,
            query: query.as_deref(),
            headers: &headers,
            website,
            https,
            missing,
            ..GET
        };
        let results = match Stand::of(STAND).responses(&ask) {
            Explored::Always(response) => vec![response],
            Explored::Depends { results, complete, .. } => {
                prop_assert!(complete);
                results
            }
        };
        for response in results {
            let fails = response.status.is_none_or(|status| status >= 400);
            prop_assert!(!fails || response.reason != crate::simulate::reason::Reason::Allowed);
            prop_assert!(response.code.is_none() || fails);
            if let Some(key) = &response.key {
                // Whatever is denied by its name is never handed out.
                let secret = key.starts_with("secret");
                prop_assert!(!secret || fails || response.status == Some(302) || method == Method::Options);
            }
        }
    }
}
