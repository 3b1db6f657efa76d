//! `stackgen check` and `stackgen explain` as a user runs them: what is told in which format, and how it exits.

use insta::assert_snapshot;
use serde_json::Value;

use super::{Run, SHOP, said};
use crate::support::settings;

/// A template with an error: a reference to nothing.
const BROKEN: &str = "Resources:\n  Logs:\n    Type: AWS::Logs::LogGroup\n    Properties: { LogGroupName: !Ref Nowhere, RetentionInDays: 30 }\n";

/// A template with a warning alone: a silence of nothing.
const WARNED: &str = "Metadata:\n  stackgen:\n    silence:\n      - { rule: dead-behavior, reason: none is }\nResources:\n  Logs:\n    Type: AWS::Logs::LogGroup\n    Properties: { RetentionInDays: 30 }\n";

/// A stack that is refused.
const REFUSED: &str = "name: shop\nregion: us-east-1\nbuckets:\n  front: {}\n  Back: {}\n";

/// Code, stdout and stderr.
fn run(mut run: Run) -> (Option<i32>, String, String) {
    said(&run.command.output().unwrap())
}

fn checked(text: &str, options: &[&str]) -> (Option<i32>, String, String) {
    let words = [&["check", "t.yaml"], options].concat();
    run(Run::new(&words).file("t.yaml", text))
}

#[test]
fn what_is_found_decides_how_it_exits() {
    let code = |text: &str, options: &[&str]| checked(text, options).0;
    assert_eq!(code(BROKEN, &[]), Some(1));
    assert_eq!(code(BROKEN, &["--fail-on", "never"]), Some(0));
    assert_eq!(code(BROKEN, &["--skip", "unknown-reference"]), Some(0));
    assert_eq!(
        code(BROKEN, &["--only", "dead-behavior,template-limits"]),
        Some(0)
    );
    assert_eq!(code(WARNED, &[]), Some(0));
    assert_eq!(code(WARNED, &["--deny", "warnings"]), Some(1));
    assert_eq!(code(WARNED, &["--fail-on", "warning"]), Some(1));
    assert_eq!(code(WARNED, &["--fail-on", "error"]), Some(0));
    assert_eq!(code(REFUSED, &[]), Some(2));
    assert_eq!(code(SHOP, &[]), Some(0));
}

#[test]
fn each_format_says_the_same() {
    for (name, text) in [("broken", BROKEN), ("refused", REFUSED)] {
        for format in ["human", "json", "sarif", "github"] {
            let (_, stdout, stderr) =
                checked(text, &["--format", format, "--only", "unknown-reference"]);
            assert_eq!(stderr, "", "{name} {format}");
            settings(&format!("{name}.{format}")).bind(|| assert_snapshot!("check", stdout));
        }
    }
}

#[test]
fn a_finding_of_a_stack_points_at_the_line_of_the_stack_file_and_names_its_environments() {
    let stack =
        format!("{SHOP}  production:\n    silence: [{{ rule: dead-behavior, reason: none is }}]\n");
    let (code, stdout, _) = checked(&stack, &["--format", "json"]);
    assert_eq!(code, Some(0), "{stdout}");
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    let found = answer["findings"].as_array().unwrap();
    let found = found
        .iter()
        .find(|one| one["code"] == "unused-silence")
        .unwrap();
    assert_eq!(found["environments"][0], "production");
    assert_eq!(found["path"], "Metadata.stackgen.silence[0]");
    assert_eq!(found["file"], "t.yaml");
    assert_eq!(found["line"], 11);
    assert_eq!(found["resource"], Value::Null);
    let (_, human, _) = checked(&stack, &[]);
    assert!(human.contains("in environment production"), "{human}");
    let (_, other, _) = checked(&stack, &["--env", "staging"]);
    assert!(
        !other.contains("unused-silence") && other.contains("t.yaml (environment staging): "),
        "{other}"
    );
}

/// A stack with a fault in an override and one in a raw resource.
const LAID_OVER: &str = r#"name: shop
region: us-east-1
buckets:
  front: {}
overrides:
  FrontBucket:
    Properties:
      PublicAccessBlockConfiguration: { BlockPublicPolicy: false }
resources:
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }] }
      Policies:
        - PolicyName: all
          PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] }
"#;

#[test]
fn what_the_user_laid_over_the_template_is_found_where_it_is_written() {
    let only = ["--only", "blocks-off,wildcard-role"];
    let (code, stdout, _) = checked(LAID_OVER, &[&only[..], &["--format", "json"]].concat());
    assert_eq!(code, Some(0), "{stdout}");
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    let all = answer["findings"].as_array().unwrap();
    let told: Vec<_> = all
        .iter()
        .map(|one| {
            (
                one["code"].as_str(),
                one["path"].as_str(),
                one["line"].as_u64(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                Some("blocks-off"),
                Some("Resources.FrontBucket.Properties.PublicAccessBlockConfiguration"),
                Some(8)
            ),
            (
                Some("wildcard-role"),
                Some("Resources.Reader.Properties.Policies[0].PolicyDocument.Statement[0].Action"),
                Some(16)
            ),
        ]
    );
    // Each is shown by its line, and none by its path into the template.
    let (_, human, _) = checked(LAID_OVER, &only);
    assert!(human.contains(" --> t.yaml:8:7\n"), "{human}");
    assert!(human.contains(" --> t.yaml:16:"), "{human}");
    assert!(!human.contains("of the template\n"), "{human}");
}

#[test]
fn an_environment_that_is_refused_hides_nothing_of_the_others() {
    let stack = "name: shop\nregion: us-east-1\nbuckets:\n  front: {}\nsilence: [{ rule: dead-behavior, reason: none is }]\nenvironments:\n  x: { region: nowhere }\n";
    let (code, stdout, stderr) = checked(
        stack,
        &["--format", "json", "--only", "unused-silence,dead-behavior"],
    );
    assert_eq!((code, stderr.as_str()), (Some(2), ""), "{stdout}");
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    let all = answer["findings"].as_array().unwrap();
    let told: Vec<_> = all
        .iter()
        .map(|one| {
            let environments = one["environments"].as_array().unwrap();
            let environments = environments.iter().filter_map(Value::as_str);
            (
                one["code"].as_str(),
                one["line"].as_u64(),
                environments.collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some("unused-silence"), Some(5), vec!["without --env"]),
            (Some("invalid-value"), Some(7), vec!["x"]),
        ]
    );
    let access = answer["access"].as_array().unwrap();
    assert_eq!(access.len(), 1, "{stdout}");
    assert_eq!(access[0]["bucket"], "FrontBucket");
    // Asked for alone, it is refused as well; one that is good is not.
    assert_eq!(checked(stack, &["--env", "x"]).0, Some(2));
    let good = stack.replace("nowhere", "eu-central-1");
    assert_eq!(checked(&good, &["--env", "x"]).0, Some(0));
}

#[test]
fn keys_that_are_for_functions_alone_are_not_said_to_be_delivered() {
    for (stack, line) in [
        (
            "examples/ledger/stack.yaml",
            "every key that a function may write is delivered, or kept for functions alone\n",
        ),
        (
            "stacks/gymcoach.yaml",
            "every key that a function may write is delivered\n",
        ),
    ] {
        let (stdout, _) = Run::new(&["check", stack]).in_repository().succeeds();
        assert!(stdout.contains(line), "{stdout}");
    }
}

#[test]
fn a_silence_counts_what_it_silences() {
    let silenced = WARNED.replace(
        "dead-behavior, reason: none is",
        "unused-silence, reason: it is shown here",
    );
    // A silence of the rule about silences is one of nothing.
    let (_, stdout, _) = checked(&silenced, &["--format", "json"]);
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(answer["summary"]["silenced"], 0);
    let looped = "Resources:\n  Site:\n    Type: AWS::CloudFront::Distribution\n    Metadata: { stackgen: { silence: [{ rule: dead-behavior, reason: it is shown here }] } }\n    Properties:\n      DistributionConfig:\n        Enabled: true\n        CacheBehaviors: [{ PathPattern: /a/*, TargetOriginId: x }, { PathPattern: /a/b/*, TargetOriginId: x }]\n";
    let (_, stdout, _) = checked(looped, &["--format", "json"]);
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(answer["summary"]["silenced"], 1, "{stdout}");
    let is_told = |code: &str| {
        answer["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["code"] == code)
    };
    assert!(
        !is_told("dead-behavior") && !is_told("unused-silence"),
        "{stdout}"
    );
}

#[test]
fn what_is_refused_is_not_silenced_and_a_misspelt_silence_does_not_count() {
    let silenced = |silence: &str| {
        let text = format!("Metadata: {{ stackgen: {{ silence: {silence} }} }}\n{BROKEN}");
        let (code, stdout, _) = checked(&text, &["--format", "json"]);
        let answer: Value = serde_json::from_str(&stdout).unwrap();
        let of = |code: &str| {
            let all = answer["findings"].as_array().unwrap().iter();
            let found = all.filter(|one| one["code"] == code);
            let told = found.map(|one| one["message"].as_str().unwrap().to_owned());
            told.collect::<Vec<_>>()
        };
        (code, of("unknown-reference").len(), of("unused-silence"))
    };
    let (code, broken, told) = silenced("[{ rule: unknown-reference, reason: it is shown here }]");
    assert_eq!((code, broken), (Some(1), 1));
    assert_eq!(
        told,
        ["`unknown-reference` is what CloudFormation refuses, and no silence helps"]
    );
    let (_, _, told) = silenced("[{ rule: capabilities, resorce: Logs, reason: it is shown }]");
    assert_eq!(
        told,
        ["a silence has no `resorce`, so that this one does not count"]
    );
    // One that stands alone is a list of it.
    let (_, _, told) = silenced("{ rule: capabilities, reason: it is shown here }");
    assert_eq!(
        told,
        ["this silences nothing: `capabilities` finds nothing there"]
    );
}

#[test]
fn rules_that_are_not_there_are_trouble() {
    let (code, _, stderr) = checked(BROKEN, &["--only", "unknown-referenc"]);
    assert_eq!(code, Some(2));
    assert!(
        stderr.contains("did you mean `unknown-reference`?"),
        "{stderr}"
    );
    let (code, _, stderr) = checked(BROKEN, &["--skip", "x"]);
    assert_eq!(code, Some(2));
    assert!(stderr.contains("`stackgen explain` lists them"), "{stderr}");
}

#[test]
fn every_code_is_explained() {
    let (list, _) = Run::new(&["explain"]).succeeds();
    for (code, begin) in [
        (
            "dependency-cycle",
            "# dependency-cycle\n\nResources that wait for each other.\n\n## Why\n",
        ),
        (
            "unknown-bucket",
            "# unknown-bucket\n\nFor this a stack file is refused.",
        ),
        (
            "pin-the-domain",
            "# pin-the-domain\n\nThis is told about a stack that is good.",
        ),
        (
            "explicit-deny",
            "# explicit-deny\n\nFor this a request ends as",
        ),
    ] {
        assert!(list.contains(&format!("\n  {code} ")), "{code}");
        let (page, _) = Run::new(&["explain", code]).succeeds();
        assert!(page.starts_with(begin), "{page}");
    }
    let (told, _) = Run::new(&["explain", "dependency-cycel"]).fails();
    assert!(told.contains("did you mean `dependency-cycle`?"), "{told}");
    let (told, _) = Run::new(&["explain", "x"]).fails();
    assert!(told.contains("`stackgen explain` lists them"), "{told}");
}

#[test]
fn a_template_is_read_from_stdin_too() {
    use std::io::Write;
    use std::process::Stdio;
    let mut run = Run::new(&["check", "-", "--only", "unknown-reference"]);
    let mut child = run
        .command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(BROKEN.as_bytes())
        .unwrap();
    let (code, stdout, _) = said(&child.wait_with_output().unwrap());
    assert_eq!(code, Some(1));
    assert!(stdout.contains("stdin:4:33"), "{stdout}");
}

#[test]
fn a_first_stack_has_nothing_to_warn_of() {
    let (_, run) = Run::new(&["init", "shop"]).succeeds();
    let mut check = std::process::Command::new(env!("CARGO_BIN_EXE_stackgen"));
    check.args(["check", "--deny", "warnings"]);
    let output = check.current_dir(run.path("shop")).output().unwrap();
    let (code, stdout, stderr) = said(&output);
    assert_eq!(code, Some(0), "{stdout}{stderr}");
}
