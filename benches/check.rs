//! Whole-process timings of `check`, told as ratios to the process's own start-up: `cargo bench --bench check`.
//!
//! cfn-lint and cloudformation-validate are timed beside it where `scripts/test` has installed them: they judge other
//! things, but they are what a user runs in the same place.
//!
//! Beside gymcoach-ai and a template of 499 resources stands the worst case for the proofs that could be built: patterns
//! that all overlap, so that the keys fall into more parts than are made, and one that must remember what it has read.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench starts processes, reads the clock and prints a table"
)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// How often each command runs, in turn with the others.
const RUNS: usize = 21;

/// How often each of the others runs: they take seconds.
const RUNS_OF_OTHERS: usize = 5;

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
    beside(root, &folder, &subjects[..2], &medians[1..3]);
    let names = std::iter::once("--version").chain(subjects.iter().map(|(name, _)| *name));
    for (name, median) in names.zip(&medians) {
        let (ms, ratio) = (median * 1e3, median / medians[0]);
        println!("{name:<16} {ms:>9.2} {ratio:>12.1}");
    }
}

/// Seconds that one run takes, from outside.
fn run(words: &[&str]) -> f64 {
    let (seconds, is_good) = timed(Path::new(env!("CARGO_BIN_EXE_stackgen")), words);
    assert!(is_good, "{words:?}");
    seconds
}

/// Seconds that a program takes, and whether it ended well.
fn timed(program: &Path, words: &[&str]) -> (f64, bool) {
    let begun = Instant::now();
    let status = Command::new(program)
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program runs");
    (begun.elapsed().as_secs_f64(), status.success())
}

/// Prints how long the others take for the same templates, as ratios to `check`.
fn beside(root: &Path, folder: &Path, subjects: &[(&str, PathBuf)], own: &[f64]) {
    const VALIDATE: &str = "import sys, pathlib, cloudformation_validate as v; v.CompositeEngine().validate_template(pathlib.Path(sys.argv[1]))";
    let tools = root.join("target/judges/venv/bin");
    if !tools.join("cfn-lint").is_file() {
        println!("cfn-lint and cloudformation-validate are not installed: scripts/test does that");
        return;
    }
    for ((name, file), own) in subjects.iter().zip(own) {
        let template = template(folder, file);
        let template = template.display().to_string();
        let lint = ["-r", "us-east-1", "--", &template];
        let validate = ["-c", VALIDATE, &template];
        for (other, program, words) in [
            ("cfn-lint", "cfn-lint", &lint[..]),
            ("cloudformation-validate", "python", &validate[..]),
        ] {
            let times = (0..RUNS_OF_OTHERS).map(|_| timed(&tools.join(program), words).0);
            let median = median(times.collect());
            println!(
                "{name}: {other} {:.2} s, {:.0} × check",
                median,
                median / own
            );
        }
    }
}

/// The template of a stack file, or the file itself.
fn template(folder: &Path, file: &Path) -> PathBuf {
    if !file.ends_with("gymcoach.yaml") {
        return file.to_owned();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_stackgen"))
        .args(["synth", &file.display().to_string()])
        .output()
        .expect("the program runs");
    let template = folder.join("gymcoach.json");
    std::fs::write(&template, output.stdout).expect("a template is written");
    template
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
