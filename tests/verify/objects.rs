//! Objects that exist, where a test file lists them: a request about any other is about one that is missing.

use stackgen::render::trace::Places;
use stackgen::render::verify::{Command, Tested, human};
use stackgen::simulate::{Aliases, Simulation};
use stackgen::source::{Document, Source};
use stackgen::template::{ACCOUNT, REGION, STACK_NAME, Settings, Template};
use stackgen::verify::{Suite, run};

/// A bucket that everybody reads and lists, behind a distribution that answers 404 with a page.
const SITE: &str = "\
Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: site-bucket
      PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
  SitePolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Site
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: '*', Action: s3:GetObject, Resource: !Sub '${Site.Arn}/*' }
          - { Effect: Allow, Principal: '*', Action: s3:ListBucket, Resource: !GetAtt Site.Arn }
  Cdn:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        DefaultRootObject: index.html
        Origins:
          - { Id: site, DomainName: !GetAtt Site.RegionalDomainName, S3OriginConfig: { OriginAccessIdentity: '' } }
        DefaultCacheBehavior:
          TargetOriginId: site
          ViewerProtocolPolicy: allow-all
          CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6
        CustomErrorResponses:
          - { ErrorCode: 404, ResponseCode: 200, ResponsePagePath: /app.html }
";

/// Asserts that all of a test file holds for the site.
#[track_caller]
fn assert_holds(yaml: &str) {
    let source = |name, text: &str| Source::read(Document::new(name, text)).unwrap();
    let template = Template::of(source("site.yaml", SITE)).unwrap();
    let deployed = Settings {
        parameters: [].into(),
        account: ACCOUNT.to_owned(),
        region: REGION.parse().unwrap(),
        stack_name: STACK_NAME.to_owned(),
    };
    let simulation = Simulation::new(&template, deployed, Aliases::new());
    let test = source("site.test.yaml", yaml);
    let suite = Suite::read(&test.tree).unwrap();
    assert_eq!(suite.misfits(&test.tree, &template, &simulation), []);
    let tested = Tested {
        test: &test,
        report: run(&suite, &simulation),
        simulation: &simulation,
        places: Places::new(&template, None),
        command: Command::default(),
    };
    let (_, broken, not_asked) = tested.report.counts();
    assert!(broken + not_asked == 0, "{}", human(&[tested], false));
}

#[test]
fn without_a_list_every_object_exists() {
    assert_holds(
        "cases:
  - { name: any key, request: /deep, expect: { status: 200, key: deep, if-missing: 200 } }
  - { name: or none, request: /deep, missing: true, expect: { status: 200, key: app.html, reason: custom-error-page } }
",
    );
}

#[test]
fn what_is_not_listed_is_missing_however_the_bucket_is_called() {
    for name in ["Site", "site-bucket"] {
        assert_holds(&format!(
            "objects: {{ {name}: [app.html, a.js, index.html] }}
cases:
  - {{ name: there, request: /a.js, expect: {{ status: 200, key: a.js, reason: allowed }} }}
  - {{ name: the root object, request: /, expect: {{ status: 200, key: index.html, reason: allowed }} }}
  - name: not there
    methods: [GET, HEAD]
    request: /deep
    expect: {{ status: 200, key: app.html, reason: custom-error-page }}
  - {{ name: not there in the bucket, request: GET s3://Site/deep, expect: {{ status: 404, code: NoSuchKey, key: deep }} }}
  - {{ name: said to be there, request: /deep, missing: false, expect: {{ status: 200, key: deep }} }}
  - {{ name: said not to be there, request: /a.js, missing: true, expect: {{ key: app.html }} }}
"
        ));
    }
}

#[test]
fn an_error_page_that_is_not_listed_is_missing_too() {
    assert_holds(
        "objects: { Site: [a.js] }
cases:
  - { name: neither is there, request: /deep, expect: { status: 404, reason: custom-error-page-missing } }
  - { name: the page is said to be, request: /deep, page-missing: false, expect: { status: 200, key: app.html } }
",
    );
}

#[test]
fn writing_needs_no_object() {
    assert_holds(
        "objects: { Site: [] }
cases:
  - { name: writing, request: PUT s3://Site/a.js, expect: { status: 403, reason: no-allow } }
  - { name: an action, request: s3:GetObject s3://Site/a.js, expect: allowed }
  - { name: reading, request: GET s3://Site/a.js, expect: 404 }
",
    );
}
