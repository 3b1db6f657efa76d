//! `stackgen test` as a user runs it: which files are meant, what is told, and how it exits.

use serde_json::Value;

use super::{Run, SHOP, said};

/// A request that is answered alike in every stack with one site.
const HELD: &str = "\
cases:
  - name: plain http is sent to https
    request: GET http://d1.cloudfront.net/x
    expect: { status: 301, by: cloudfront, location: \"https://d1.cloudfront.net/x\" }
";

const BROKEN: &str = "\
cases:
  - name: plain http is refused
    request: GET http://d1.cloudfront.net/x
    expect: 403
";

const NOT_ASKED: &str = "\
cases:
  - name: a role that is not there
    request: s3:GetObject s3://front/x
    as: ApiLambdaRole
    expect: allowed
";

const TEMPLATE: &str = r#"{"Parameters": {"Name": {"Type": "String"}}, "Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Ref": "Name"}}}}}"#;

fn shop(words: &[&str]) -> Run {
    Run::new(words).file("stacks/shop.yaml", SHOP)
}

/// Code, stdout and stderr.
fn run(mut run: Run) -> (Option<i32>, String, String) {
    said(&run.command.output().unwrap())
}

#[test]
fn the_file_beside_a_stack_is_meant_by_nothing_by_the_stack_and_by_itself() {
    for words in [
        &["test"][..],
        &["test", "shop"],
        &["test", "stacks/shop.yaml"],
        &["test", "stacks/shop.test.yaml"],
        &["test", "shop.test"],
        &["test", "shop", "stacks/shop.test.yaml"],
    ] {
        let (stdout, _) = shop(words).file("stacks/shop.test.yaml", HELD).succeeds();
        assert!(
            stdout.starts_with("stacks/shop.test.yaml, against stacks/shop.yaml\n"),
            "{words:?}: {stdout}"
        );
        assert!(stdout.ends_with("\n1 case: 1 held, 0 broken\n"), "{stdout}");
    }
}

#[test]
fn a_test_file_may_be_called_anything() {
    for words in [
        &["test", "smoke.yaml"][..],
        &["test", "other.test.yaml"],
        &["test", "shop", "smoke.yaml"],
        &["test", "shop", "other.test.yaml", "smoke.yaml"],
    ] {
        let run = shop(words)
            .file("smoke.yaml", HELD)
            .file("other.test.yaml", HELD);
        let (stdout, _) = run.succeeds();
        assert!(stdout.contains(", against stacks/shop.yaml\n"), "{stdout}");
        let files = words.iter().filter(|word| word.contains(".yaml")).count();
        assert!(
            stdout.contains(&format!(" {files} held, 0 broken\n")),
            "{stdout}"
        );
    }
}

#[test]
fn any_template_can_be_tested_with_values_for_its_parameters() {
    let test = "settings: { parameters: { Name: photos } }\ncases:\n  - name: nobody reads\n    request: GET https://photos.s3.amazonaws.com/x\n    expect: { status: 403, by: s3, resource: Bucket }\n";
    let file = |words: &[&str]| {
        let run = Run::new(words).file("t.json", TEMPLATE);
        run.file("t.test.yaml", test)
    };
    for words in [
        &["test", "t.json"][..],
        &["test", "t.test.yaml"],
        &["test", "t.json", "t.test.yaml"],
    ] {
        file(words).succeeds();
    }
    let (code, stdout, _) = run(file(&["test", "t.json", "--parameter", "Name=other"]));
    assert_eq!(code, Some(1), "the command line wins: {stdout}");
    assert!(stdout.contains(" --parameter Name=other\n"), "{stdout}");
}

#[test]
fn what_is_broken_is_told_with_its_line_and_the_command_that_shows_it() {
    let (code, stdout, stderr) = run(shop(&["test"]).file("stacks/shop.test.yaml", BROKEN));
    assert_eq!((code, stderr.as_str()), (Some(1), ""));
    assert!(
        stdout.contains("\nbroken: plain http is refused\n  --> stacks/shop.test.yaml:2\n"),
        "{stdout}"
    );
    assert!(
        stdout.contains("\n  status       expected 403, seen 301\n"),
        "{stdout}"
    );
    assert!(stdout.contains("[stacks/shop.yaml:"), "{stdout}");
    assert!(stdout.ends_with("\n1 case: 0 held, 1 broken\n"), "{stdout}");
    let command = stdout
        .lines()
        .find_map(|line| line.strip_prefix("  trace        stackgen "));
    let words: Vec<&str> = command.unwrap().split(' ').collect();
    let (traced, _) = shop(&words).succeeds();
    assert!(traced.contains("=> 301"), "{traced}");
}

#[test]
fn what_cannot_be_asked_is_trouble_and_the_rest_is_answered() {
    let both = format!("{HELD}{}", NOT_ASKED.trim_start_matches("cases:\n"));
    let (code, stdout, _) = run(shop(&["test"]).file("stacks/shop.test.yaml", &both));
    assert_eq!(code, Some(2));
    assert!(
        stdout.contains("cannot be asked: a role that is not there"),
        "{stdout}"
    );
    assert!(
        stdout.ends_with("\n2 cases: 1 held, 0 broken, 1 cannot be asked\n"),
        "{stdout}"
    );
}

#[test]
fn a_test_file_with_a_mistake_is_trouble_and_told_on_stderr() {
    let wrong = BROKEN.replace("request", "reqest");
    let (stderr, _) = shop(&["test"])
        .file("stacks/shop.test.yaml", &wrong)
        .fails();
    assert!(
        stderr.contains("error[unknown-field]: unknown field `reqest`"),
        "{stderr}"
    );
    assert!(stderr.contains("stacks/shop.test.yaml:3:5"), "{stderr}");
    assert!(stderr.ends_with("1 error\n"), "{stderr}");
}

#[test]
fn files_that_are_not_there_are_trouble() {
    let told = |words: &[&str]| shop(words).fails().0;
    assert!(
        told(&["test"]).contains("there is no `stacks/shop.test.yaml` beside `stacks/shop.yaml`")
    );
    assert!(told(&["test", "shpo"]).contains("did you mean `shop`?"));
    assert!(
        told(&["test", "no.test.yaml"])
            .contains("`no.test.yaml` cannot be read: there is no such file")
    );
    assert!(told(&["test", "shop", "no.yaml"]).contains("`no.yaml` cannot be read"));
    assert!(told(&["test", "-"]).contains("name a test file behind `-`"));
}

#[test]
fn an_environment_of_the_test_file_lies_over_the_stack_and_the_command_line_wins() {
    let test = format!("settings: {{ env: staging }}\n{HELD}");
    let file = |words: &[&str]| shop(words).file("stacks/shop.test.yaml", &test);
    let (_, stdout, _) = run(file(&["test", "--format", "json"]));
    assert!(stdout.contains(" --env staging\""), "{stdout}");
    let (stderr, _) = file(&["test", "--env", "prod"]).fails();
    assert!(
        stderr.contains("there is no environment called `prod`"),
        "{stderr}"
    );
}

#[test]
fn json_is_one_object_and_junit_is_xml() {
    let file = |format: &str| {
        let run = shop(&["test", "--format", format]);
        run.file("stacks/shop.test.yaml", BROKEN)
    };
    let (code, stdout, _) = run(file("json"));
    assert_eq!(code, Some(1));
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(answer["format_version"], 1);
    assert_eq!(answer["summary"]["broken"], 1);
    assert_eq!(answer["files"][0]["cases"][0]["mismatches"][0]["seen"], 301);
    let (code, stdout, _) = run(file("junit"));
    assert_eq!(code, Some(1));
    assert!(
        stdout.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "),
        "{stdout}"
    );
    assert!(
        stdout.contains("<failure message=\"status: expected 403, seen 301\""),
        "{stdout}"
    );
}
