//! Proofs about all keys, held against the simulator: what is proved of a part of the keys holds for any key of it, and an
//! example that is shown is one.

use std::collections::BTreeMap;

use proptest::prelude::*;
use stackgen::access::{Access, BucketAccess, May, Route, Served, Who, is_plain, usual_keys};
use stackgen::check::{self, Checked, Selection};
use stackgen::language::Language;
use stackgen::simulate::{Aliases, Simulation};
use stackgen::source::{Document, Source};
use stackgen::template::Template;

use crate::support::deployment;

/// What varies between the templates: what the identity reads, what the function writes and may not, and the routes.
#[derive(Debug, Clone)]
struct Shape {
    reads: Vec<String>,
    writes: Vec<String>,
    never: Option<String>,
    routes: Vec<(String, bool)>,
    origin_path: String,
    is_default: bool,
}

fn pattern() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec!["a", "b", "*", "a/", "b/", "*/", "?", "a*"]);
    prop::collection::vec(word, 1..4).prop_map(|words| words.concat())
}

fn shape() -> impl Strategy<Value = Shape> {
    (
        prop::collection::vec(pattern(), 1..3),
        prop::collection::vec(pattern(), 1..3),
        prop::option::of(pattern()),
        prop::collection::vec((pattern(), any::<bool>()), 0..4),
        prop::sample::select(vec!["", "/a"]),
        any::<bool>(),
    )
        .prop_map(
            |(reads, writes, never, routes, origin_path, is_default)| Shape {
                reads,
                writes,
                never,
                routes,
                origin_path: origin_path.to_owned(),
                is_default,
            },
        )
}

impl Shape {
    fn template(&self) -> Template {
        let arns = |patterns: &[String]| {
            let arns = patterns
                .iter()
                .map(|one| format!("\"arn:aws:s3:::bucket/{one}\""));
            arns.collect::<Vec<_>>().join(", ")
        };
        let never = self.never.iter().map(|one| {
            format!(
                "\n              - {{ Effect: Deny, Action: s3:PutObject, Resource: \"arn:aws:s3:::bucket/{one}\" }}"
            )
        });
        let behavior = |target: &str| {
            format!(
                "TargetOriginId: {target}, ViewerProtocolPolicy: redirect-to-https, CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6"
            )
        };
        let routes = self.routes.iter().map(|(pattern, is_ours)| {
            let target = if *is_ours { "bucket" } else { "other" };
            format!(
                "\n          - {{ PathPattern: \"{pattern}\", {} }}",
                behavior(target)
            )
        });
        let text = format!(
            r#"
Resources:
  Bucket: {{ Type: AWS::S3::Bucket, Properties: {{ BucketName: bucket }} }}
  Identity: {{ Type: AWS::CloudFront::CloudFrontOriginAccessIdentity, Properties: {{ CloudFrontOriginAccessIdentityConfig: {{ Comment: x }} }} }}
  BucketPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {{ AWS: !Sub "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${{Identity}}" }}
            Action: s3:GetObject
            Resource: [{reads}]
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {{ Version: "2012-10-17", Statement: [{{ Effect: Allow, Principal: {{ Service: lambda.amazonaws.com }}, Action: sts:AssumeRole }}] }}
      Policies:
        - PolicyName: p
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - {{ Effect: Allow, Action: s3:PutObject, Resource: [{writes}] }}{never}
  Function:
    Type: AWS::Lambda::Function
    Properties: {{ Runtime: python3.14, Handler: index.handler, Role: !GetAtt Role.Arn, Code: {{ ZipFile: "x" }} }}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Origins:
          - {{ Id: bucket, DomainName: !GetAtt Bucket.RegionalDomainName, OriginPath: "{path}", S3OriginConfig: {{ OriginAccessIdentity: !Sub "origin-access-identity/cloudfront/${{Identity}}" }} }}
          - {{ Id: other, DomainName: www.example.com, CustomOriginConfig: {{ OriginProtocolPolicy: https-only }} }}
        DefaultCacheBehavior: {{ {default} }}
        CacheBehaviors: {routes}
"#,
            reads = arns(&self.reads),
            writes = arns(&self.writes),
            never = never.collect::<String>(),
            path = self.origin_path,
            default = behavior(if self.is_default { "bucket" } else { "other" }),
            routes = if self.routes.is_empty() {
                "[]".to_owned()
            } else {
                routes.collect()
            },
        );
        let source = Source::read(Document::new("template.yaml", text)).unwrap();
        Template::of(source).unwrap()
    }

    /// The access to the bucket, worked out as `check` does.
    fn access(&self, simulation: &Simulation) -> (BucketAccess, Who, Who) {
        let world = &simulation.worlds()[0];
        let find = |id: &str| world.resources.find(id).unwrap();
        let (role, identity) = (
            Who::Principal(find("Role")),
            Who::Identity(find("Identity")),
        );
        let mut earlier = Vec::new();
        let mut routes = Vec::new();
        let route = |pattern, earlier: &[_]| Route {
            distribution: find("Site"),
            pattern,
            earlier: earlier.to_vec(),
            origin_path: self.origin_path.clone(),
            signs_as: identity,
            at: stackgen::diag::Path::root(),
        };
        for (pattern, is_ours) in &self.routes {
            let pattern: stackgen::aws::PathPattern = pattern.parse().unwrap();
            if *is_ours {
                routes.push(route(Some(pattern.clone()), &earlier));
            }
            earlier.push(pattern);
        }
        if self.is_default {
            routes.push(route(None, &earlier));
        }
        let access = Access { world };
        let bucket = find("Bucket");
        let found = access.of_bucket(bucket, routes, &[role, identity], Language::Nothing);
        (found.unwrap(), role, identity)
    }
}

fn same(one: &May, other: &May) -> bool {
    matches!(
        (one, other),
        (May::Yes(_), May::Yes(_)) | (May::No, May::No) | (May::If(..), May::If(..))
    )
}

fn served(one: &Served) -> bool {
    match one {
        Served::By(_) => true,
        Served::If(_) | Served::Not(_) => false,
    }
}

fn checked(template: &Template) -> Checked {
    check::check(
        template,
        deployment(&BTreeMap::new()),
        &Selection::default(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn what_holds_for_the_example_of_a_part_holds_for_all_its_keys(
        shape in shape(),
        keys in prop::collection::vec("[abc]{1,3}(/[abc]{1,2}){0,3}", 8),
    ) {
        let simulation = Simulation::new(&shape.template(), deployment(&BTreeMap::new()), Aliases::new());
        let (found, role, identity) = shape.access(&simulation);
        let access = Access { world: &simulation.worlds()[0] };
        for key in keys {
            let number = found.parts.iter().position(|part| part.texts.contains(&key)).unwrap();
            for (who, action, all) in [
                (identity, "s3:GetObject", &found.readers),
                (role, "s3:PutObject", &found.writers),
            ] {
                let of_part = all.iter().find(|(known, _)| *known == who);
                let of_part = of_part.map_or(&May::No, |(_, each)| &each[number]);
                let of_key = access.may(who, action, found.bucket, &key);
                prop_assert!(same(of_part, &of_key), "{action} {key}: {of_part:?}, {of_key:?}");
            }
            if !found.routes.is_empty() {
                let of_key = access.served(found.bucket, &found.routes, &key);
                prop_assert_eq!(served(&found.served[number]), served(&of_key), "{}", key);
            }
        }
    }

    #[test]
    fn the_patterns_that_are_shown_name_all_keys_that_are_allowed_and_no_other(
        shape in shape(),
        keys in prop::collection::vec("[abc]{1,3}(/[abc]{1,2}){0,3}", 8),
    ) {
        let simulation = Simulation::new(&shape.template(), deployment(&BTreeMap::new()), Aliases::new());
        let (found, role, identity) = shape.access(&simulation);
        let access = Access { world: &simulation.worlds()[0] };
        for (who, action, all) in [
            (identity, "s3:GetObject", &found.readers),
            (role, "s3:PutObject", &found.writers),
        ] {
            let Some((_, each)) = all.iter().find(|(known, _)| *known == who) else {
                continue;
            };
            let (patterns, also) = found.patterns(each);
            let said = Language::any(patterns.iter().map(|one| Language::glob(one)));
            let is_allowed = |key: &str| access.may(who, action, found.bucket, key) != May::No;
            for (part, may) in found.parts.iter().zip(each) {
                let is_said = said.contains(&part.example);
                prop_assert!(!is_said || *may != May::No, "{action} {patterns:?}: {}", part.example);
                prop_assert!(is_said || *may == May::No || also.is_some(), "{action} {patterns:?}: {}", part.example);
            }
            for key in &keys {
                let (is_said, is_allowed) = (said.contains(key), is_allowed(key));
                prop_assert!(!is_said || is_allowed, "{action} {patterns:?}: {key}");
                prop_assert!(is_said || !is_allowed || also.is_some(), "{action} {patterns:?}: {key}");
            }
            if let Some(key) = also {
                prop_assert!(!said.contains(&key) && is_allowed(&key), "{action} {patterns:?}: {key}");
            }
        }
    }

    #[test]
    fn parts_are_of_usual_keys_and_their_examples_are_plain(shape in shape()) {
        let simulation = Simulation::new(&shape.template(), deployment(&BTreeMap::new()), Aliases::new());
        let (found, _, _) = shape.access(&simulation);
        for part in &found.parts {
            prop_assert!(part.texts.contains(&part.example));
            prop_assert!(usual_keys().contains(&part.example));
            prop_assert!(part.example.chars().all(is_plain));
        }
    }

    #[test]
    fn that_all_writes_are_served_is_said_exactly_where_no_key_is_lost(
        shape in shape(),
        keys in prop::collection::vec("[abc]{1,3}(/[abc]{1,2}){0,3}", 12),
    ) {
        let template = shape.template();
        let simulation = Simulation::new(&template, deployment(&BTreeMap::new()), Aliases::new());
        let (found, role, _) = shape.access(&simulation);
        let access = Access { world: &simulation.worlds()[0] };
        let said = checked(&template).access.iter().find_map(|closed| closed.all_writes_served);
        if said == Some(true) {
            for key in keys {
                let is_written = access.may(role, "s3:PutObject", found.bucket, &key) != May::No;
                let is_served = served(&access.served(found.bucket, &found.routes, &key));
                prop_assert!(!is_written || is_served, "{}", key);
            }
        }
    }
}
