//! `stackgen trace` as a user runs it: how a request is named, what is answered, and how it exits.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use super::{Run, SHOP, said};

const TEMPLATE: &str = "
Parameters: { Name: { Type: String } }
Resources:
  Photos:
    Type: AWS::S3::Bucket
    Properties: { BucketName: photos }
  Other:
    Type: AWS::S3::Bucket
    Properties: { BucketName: !Ref Name }
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyName: p
          PolicyDocument:
            Statement: { Effect: Allow, Action: s3:GetObject, Resource: !Sub '${Photos.Arn}/*' }
";

fn template(words: &[&str]) -> Run {
    Run::new(words).file("t.yaml", TEMPLATE)
}

/// Code, stdout and stderr.
fn run(mut run: Run) -> (Option<i32>, String, String) {
    said(&run.command.output().unwrap())
}

/// The same with a text on stdin.
fn piped(mut run: Run, text: &str) -> (Option<i32>, String, String) {
    run.command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = run.command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    said(&child.wait_with_output().unwrap())
}

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn what_is_allowed_exits_with_0_and_what_is_refused_or_unknown_with_1() {
    for (words, code, end) in [
        (
            &["s3:GetObject", "s3://photos/x", "--as", "Reader"][..],
            0,
            "=> allowed on Photos",
        ),
        (
            &["s3:PutObject", "s3://Photos/x", "--as", "Reader"],
            1,
            "=> implicit-deny on Photos (no-allow)",
        ),
        (
            &["GET", "s3://photos/x", "--as", "Reader"],
            0,
            "=> 200 from s3 Photos",
        ),
        (&["s3://photos/x"], 1, "=> 403 from s3 Photos (no-allow)"),
        (
            &[
                "s3:GetObject",
                "arn:aws:s3:::name/x",
                "--as",
                "arn:aws:iam::999999999999:role/r",
            ],
            1,
            "=> ",
        ),
    ] {
        let words = [&["trace", "t.yaml"], words].concat();
        let (found, stdout, stderr) = run(template(&words));
        assert_eq!(found, Some(code), "{words:?}: {stdout}{stderr}");
        assert!(stdout.contains(end), "{words:?}: {stdout}");
        assert_eq!(stderr, "");
    }
}

#[test]
fn a_stack_is_meant_by_nothing_by_its_name_and_by_its_file() {
    for words in [
        &["trace", "/x"][..],
        &["trace", "GET", "/x"],
        &["trace", "shop", "GET", "/x"],
        &["trace", "stacks/shop.yaml", "GET", "/x"],
    ] {
        let (code, stdout, stderr) = run(Run::new(words).file("stacks/shop.yaml", SHOP));
        assert_eq!(code, Some(0), "{stdout}{stderr}");
        assert!(
            stdout.starts_with("GET /x, as anonymous\n\n  1. Distribution takes `/x`"),
            "{stdout}"
        );
        assert!(stdout.contains("[stacks/shop.yaml:"), "{stdout}");
    }
}

#[test]
fn json_is_one_line_with_what_was_asked() {
    let words = [
        "trace",
        "t.yaml",
        "GET",
        "s3://photos/x",
        "--missing",
        "--format",
        "json",
    ];
    let (code, stdout, _) = run(template(&words));
    assert_eq!(code, Some(1));
    let answers = lines(&stdout);
    let [answer] = &answers[..] else {
        panic!("{stdout}")
    };
    assert_eq!(answer["format_version"], 1);
    assert_eq!(answer["request"]["url"], "s3://photos/x");
    assert_eq!(answer["request"]["as"], "anonymous");
    assert_eq!(answer["outcome"]["status"], 403);
    assert_eq!(answer["deployed"]["account"], "123456789012");
    assert_eq!(answer["hops"][0]["file"], "t.yaml");
    assert!(answer["hops"][0]["line"].is_u64());
}

#[test]
fn a_batch_answers_each_line_and_tells_the_bad_ones_in_their_place() {
    let batch = concat!(
        r#"{"id": 7, "url": "s3://photos/x", "as": "Reader", "headers": {}}"#,
        "\n\n",
        r#"{"id": "b", "path": "/x"}"#,
        "\n",
        r#"{"id": 8, "urll": "s3://photos/x"}"#,
        "\nnothing\n",
        r#"{"action": "s3:GetObject", "resource": "s3://photos/x", "as": "Reader"}"#,
    );
    let (code, stdout, stderr) = piped(template(&["trace", "t.yaml", "--batch", "-"]), batch);
    assert_eq!((code, stderr.as_str()), (Some(2), ""));
    let answers = lines(&stdout);
    assert_eq!(answers[0]["id"], 7);
    assert_eq!(answers[0]["outcome"]["status"], 200);
    for (place, id, line, words) in [
        (1, Value::from("b"), 3, "has none"),
        (2, Value::from(8), 4, "did you mean `url`?"),
        (3, Value::Null, 5, "not JSON"),
    ] {
        let answer = &answers[place];
        assert_eq!((&answer["id"], &answer["line"]), (&id, &Value::from(line)));
        let message = answer["error"]["message"].as_str().unwrap();
        assert!(message.contains(words), "{message}");
    }
    assert_eq!(answers[4]["outcome"]["decision"], "allowed");
    assert_eq!(answers.len(), 5);
}

#[test]
fn a_batch_whose_every_line_is_answered_exits_with_0() {
    let run = template(&["trace", "t.yaml", "--batch", "b.jsonl"]);
    let run = run.file("b.jsonl", "{\"url\":\"s3://photos/x\"}\n");
    let (stdout, _) = run.succeeds();
    assert_eq!(lines(&stdout)[0]["outcome"]["status"], 403);
}

#[test]
fn a_template_may_come_from_stdin() {
    let (code, stdout, _) = piped(Run::new(&["trace", "-", "GET", "s3://photos/x"]), TEMPLATE);
    assert_eq!(code, Some(1));
    assert!(stdout.contains("[stdin:"), "{stdout}");
}

#[test]
fn a_key_that_stands_twice_is_told_and_the_last_one_counts() {
    let text = "Resources: { B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: a, BucketName: b } } }";
    let run_ = Run::new(&["trace", "t.yaml", "GET", "s3://b/x"]).file("t.yaml", text);
    let (code, stdout, stderr) = run(run_);
    assert_eq!(code, Some(1));
    assert!(stdout.contains("=> 403 from s3 B"), "{stdout}");
    assert!(stderr.contains("warning[duplicate-key]"), "{stderr}");
}

#[test]
fn what_is_not_understood_is_told() {
    for (words, told) in [
        (&["t.yaml", "GET", "photos"][..], "not a place to ask"),
        (&["t.yaml", "GET", "/x"], "has none"),
        (
            &["t.yaml", "GET", "s3://photos/x", "--as", "Raeder"],
            "did you mean `Reader`?",
        ),
        (
            &["t.yaml", "s3:GetObject", "Potos"],
            "did you mean `Photos`?",
        ),
        (&["t.yaml", "s3:Get*", "Photos"], "not a request"),
        (
            &["t.yaml", "GET", "https://example.com/x"],
            "no host of this template",
        ),
        (
            &["t.yaml", "GET", "s3://photos/x", "--parameter", "Nmae=x"],
            "did you mean `Name`?",
        ),
        (
            &["t.yaml", "GET", "s3://photos/x", "--account", "12"],
            "twelve digits",
        ),
        (
            &["t.yaml", "GET", "s3://photos/x", "--context", "aws:x"],
            "KEY=VALUE",
        ),
        (
            &["t.yaml", "GET", "s3://photos/x", "--header", "x"],
            "NAME: VALUE",
        ),
        (
            &["t.yaml", "--batch", "none.jsonl"],
            "the requests in `none.jsonl` cannot be answered: there is no such file\n",
        ),
        (
            &["t.yaml", "--batch", "folder"],
            "the requests in `folder` cannot be answered: it is a folder\n",
        ),
        (
            &["t.yaml", "GET", "s3://photos/x", "--env", "prod"],
            "no environments",
        ),
        (&["u.yaml", "GET", "/x"], "no file and no stack"),
        (&["broken.yaml", "GET", "/x"], "is never closed"),
        (&["empty.yaml", "GET", "/x"], "has no `Resources`"),
    ] {
        let words = [&["trace"], words].concat();
        let run = template(&words)
            .file("folder/b.jsonl", "")
            .file("broken.yaml", "Resources: { A: [")
            .file("empty.yaml", "AWSTemplateFormatVersion: '2010-09-09'");
        let (stderr, _) = run.fails();
        assert!(stderr.contains(told), "{words:?}: {stderr}");
    }
}
