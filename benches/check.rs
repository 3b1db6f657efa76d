//! Whole-process timings of `check`, told as ratios to the process's own start-up: `cargo bench --bench check`.
//!
//! Beside gymcoach-ai and a template of 499 resources stands the worst case for the proofs that could be built: patterns
//! that all overlap, so that the keys fall into more parts than are made, and one that must remember what it has read.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench starts processes, reads the clock and prints a table"
)]

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// How often each command runs, in turn with the others.
const RUNS: usize = 21;

fn main() {
    let folder = std::env::temp_dir().join("stackgen-bench-check");
    std::fs::create_dir_all(&folder).expect("a folder for generated templates");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let written = |name: &str, text: String| {
        let file = folder.join(name);
        std::fs::write(&file, text).expect("a template is written");
        file
    };
    let subjects = [
        ("gymcoach", root.join("stacks/gymcoach.yaml")),
        ("500 resources", written("large.yaml", large(99))),
        ("overlapping", written("overlapping.yaml", overlapping(14))),
        ("remembering", written("remembering.yaml", remembering())),
    ];
    let mut times = vec![Vec::new(); subjects.len() + 1];
    for _ in 0..RUNS {
        times[0].push(run(&["--version"]));
        for ((_, file), times) in subjects.iter().zip(&mut times[1..]) {
            let file = file.display().to_string();
            times.push(run(&["check", &file, "--fail-on", "never"]));
        }
    }
    let medians: Vec<f64> = times.into_iter().map(median).collect();
    println!("{:<16} {:>9} {:>12}", "subject", "median ms", "× --version");
    let names = std::iter::once("--version").chain(subjects.iter().map(|(name, _)| *name));
    for (name, median) in names.zip(&medians) {
        let (ms, ratio) = (median * 1e3, median / medians[0]);
        println!("{name:<16} {ms:>9.2} {ratio:>12.1}");
    }
}

/// Seconds that one run takes, from outside.
fn run(words: &[&str]) -> f64 {
    let begun = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_stackgen"))
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program runs");
    assert!(status.success(), "{words:?}");
    begun.elapsed().as_secs_f64()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// A site with so many functions, each with a role that writes a prefix of its own, a log group, a URL and a permission.
fn large(services: usize) -> String {
    let mut text = String::from("Resources:\n  Bucket: { Type: AWS::S3::Bucket }\n");
    let (mut origins, mut behaviors) = (String::new(), String::new());
    for number in 0..services {
        write!(
            text,
            r#"  Role{number}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {{ Version: "2012-10-17", Statement: [{{ Effect: Allow, Principal: {{ Service: lambda.amazonaws.com }}, Action: sts:AssumeRole }}] }}
      Policies: [{{ PolicyName: p, PolicyDocument: {{ Version: "2012-10-17", Statement: [{{ Effect: Allow, Action: [s3:PutObject, s3:GetObject], Resource: !Sub "${{Bucket.Arn}}/area-{number}/*" }}] }} }}]
  Function{number}:
    Type: AWS::Lambda::Function
    Properties: {{ Runtime: python3.14, Handler: index.handler, Role: !GetAtt Role{number}.Arn, Environment: {{ Variables: {{ BUCKET: !Ref Bucket }} }}, Code: {{ ZipFile: "def handler(event, context): pass" }} }}
  Logs{number}: {{ Type: AWS::Logs::LogGroup, Properties: {{ LogGroupName: !Sub "/aws/lambda/${{Function{number}}}", RetentionInDays: 30 }} }}
  Url{number}: {{ Type: AWS::Lambda::Url, Properties: {{ TargetFunctionArn: !GetAtt Function{number}.Arn, AuthType: NONE }} }}
  Permission{number}: {{ Type: AWS::Lambda::Permission, Properties: {{ FunctionName: !Ref Function{number}, Action: lambda:InvokeFunctionUrl, Principal: "*", FunctionUrlAuthType: NONE }} }}
"#
        )
        .expect("a text takes text");
        if number < 70 {
            write!(
                origins,
                "\n          - {{ Id: url-{number}, DomainName: !Select [2, !Split [\"/\", !GetAtt Url{number}.FunctionUrl]], CustomOriginConfig: {{ OriginProtocolPolicy: https-only }} }}"
            )
            .expect("a text takes text");
            write!(
                behaviors,
                "\n          - {{ PathPattern: /api/v{number}/*, TargetOriginId: url-{number}, ViewerProtocolPolicy: https-only, CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad }}"
            )
            .expect("a text takes text");
        }
    }
    site(&mut text, &origins, &behaviors);
    text
}

/// A bucket whose keys so many patterns divide that each cuts all parts in two.
fn overlapping(patterns: usize) -> String {
    let mut text = String::from("Resources:\n  Bucket: { Type: AWS::S3::Bucket }\n");
    let mut behaviors = String::new();
    for letter in ('a'..='z').take(patterns) {
        write!(
            behaviors,
            "\n          - {{ PathPattern: \"*{letter}*\", TargetOriginId: bucket, ViewerProtocolPolicy: https-only, CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6 }}"
        )
        .expect("a text takes text");
    }
    site(&mut text, "", &behaviors);
    text
}

/// Patterns for which a search must remember the last twenty characters of what it has read.
fn remembering() -> String {
    let mut text = String::from("Resources:\n  Bucket: { Type: AWS::S3::Bucket }\n");
    let mut behaviors = String::new();
    for begin in ["a", "b", "c", "d"] {
        write!(
            behaviors,
            "\n          - {{ PathPattern: \"*{begin}{}\", TargetOriginId: bucket, ViewerProtocolPolicy: https-only, CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6 }}",
            "?".repeat(20)
        )
        .expect("a text takes text");
    }
    site(&mut text, "", &behaviors);
    text
}

fn site(text: &mut String, origins: &str, behaviors: &str) {
    write!(
        text,
        r#"  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Origins:
          - {{ Id: bucket, DomainName: !GetAtt Bucket.RegionalDomainName, S3OriginConfig: {{ OriginAccessIdentity: "" }} }}{origins}
        DefaultCacheBehavior: {{ TargetOriginId: bucket, ViewerProtocolPolicy: https-only, CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6 }}
        CacheBehaviors:{behaviors}
"#
    )
    .expect("a text takes text");
}
