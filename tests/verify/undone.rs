//! What breaks where a fix of gymcoach is undone in a copy of its stack: exactly the cases that say so.

use std::collections::BTreeSet;

use stackgen::verify::{Promise, Verdict};

use super::{Bench, gymcoach};
use crate::support::read;

/// What does not hold for the stack with these texts in place of those.
fn broken(changes: &[(&str, &str)]) -> Bench {
    let mut yaml = read(&gymcoach());
    for (from, to) in changes {
        assert_eq!(yaml.matches(from).count(), 1, "{from}");
        yaml = yaml.replace(from, to);
    }
    Bench::with(&gymcoach(), yaml)
}

/// What does not hold for the template with this text in place of that one.
fn broken_in_template(from: &str, to: &str) -> Bench {
    let bench = Bench::of(&gymcoach());
    let template = &bench.subject.template().source().document.text;
    assert_eq!(template.matches(from).count(), 1, "{from}");
    let changed = template.replace(from, to);
    bench.with_template(changed)
}

/// Asserts that these cases are broken, and no others; the name of a table is that of all its cases.
#[track_caller]
fn assert_broken(bench: &Bench, names: &[&str]) {
    let titles = || bench.suite.promises.iter().map(Promise::title);
    let mut expected = BTreeSet::new();
    for name in names {
        let table = format!("{name}: ");
        let meant = titles().filter(|title| title == name || title.starts_with(&table));
        let before = expected.len();
        expected.extend(meant);
        assert!(expected.len() > before, "there is no case `{name}`");
    }
    let report = bench.tested().report;
    let wrong = report
        .tried
        .iter()
        .filter(|tried| !matches!(tried.verdict, Verdict::Held(_)));
    let found: BTreeSet<String> = wrong.map(|tried| tried.promise.title()).collect();
    let wrongly: Vec<_> = found.difference(&expected).collect();
    let missed: Vec<_> = expected.difference(&found).collect();
    assert!(
        wrongly.is_empty() && missed.is_empty(),
        "broken too: {wrongly:#?}\nnot broken: {missed:#?}"
    );
}

/// Whatever CloudFront delivers of photos, and what it answers about those that are not there.
const DELIVERY: [&str; 5] = [
    "a photo is delivered",
    "a photo is delivered, however it is asked for",
    "how long photos are kept",
    "the URL of the broken layout leads nowhere",
    "cause 3: the object does not exist",
];

#[test]
fn photos_stored_in_the_former_layout() {
    let bench = broken(&[
        (
            "users/*/progress-photos/: { legacy: true }",
            "users/*/progress-photos/: {}",
        ),
        (
            "read-write: progress-photos/progress-photos/",
            "read-write: progress-photos/users/*/progress-photos/",
        ),
    ]);
    assert_broken(
        &bench,
        &[
            "the analytics service reads and writes photos where CloudFront looks for them",
            "nothing is stored or read in the broken layout any more: s3:PutObject s3://progress-photos/users/abc123/progress-photos/xyz789",
            "nothing is stored or read in the broken layout any more: s3:GetObject s3://progress-photos/users/abc123/progress-photos/xyz789",
            "deleting works for both formats of a stored key: s3:DeleteObject s3://progress-photos/progress-photos/xyz.jpg",
        ],
    );
}

#[test]
fn an_origin_path_that_doubles_the_prefix() {
    let bench = broken_in_template(
        r#""Id": "progress-photos","#,
        r#""Id": "progress-photos", "OriginPath": "/progress-photos","#,
    );
    let others = ["a slash too many is another key"];
    assert_broken(&bench, &[&DELIVERY[..], &others].concat());
}

#[test]
fn a_bucket_policy_that_grants_the_former_layout() {
    let bench = broken_in_template(
        "${ProgressPhotosBucket.Arn}/progress-photos/*",
        "${ProgressPhotosBucket.Arn}/users/*",
    );
    let others = [
        "CloudFront serves nothing of the broken layout: GET s3://progress-photos/users/abc123/progress-photos/xyz789 as ProgressPhotosOAI",
        "CloudFront serves nothing of the broken layout: s3:GetObject s3://progress-photos/users/abc123/progress-photos/xyz789 as ProgressPhotosOAI",
        "what CloudFront's identity may do with photos: GET s3://progress-photos/progress-photos/xyz.jpg",
        "what CloudFront's identity may do with photos: s3:GetObject s3://progress-photos/progress-photos/xyz.jpg",
        "what CloudFront's identity may do with photos: nothing else: s3:GetObject s3://progress-photos/users/abc123/progress-photos/xyz789",
    ];
    assert_broken(&bench, &[&DELIVERY[..], &others].concat());
}

#[test]
fn a_bucket_policy_that_grants_another_identity() {
    let bench = broken_in_template(
        "CloudFront Origin Access Identity ${ProgressPhotosOAI}",
        "CloudFront Origin Access Identity ${FrontendOAI}",
    );
    let others = [
        "cause 2: the identity has no permission: GET s3://progress-photos/progress-photos/xyz.jpg as FrontendOAI",
        "what CloudFront's identity may do with photos: GET s3://progress-photos/progress-photos/xyz.jpg",
        "what CloudFront's identity may do with photos: s3:GetObject s3://progress-photos/progress-photos/xyz.jpg",
        "what CloudFront's identity may do with the frontend: s3:GetObject s3://progress-photos/progress-photos/xyz.jpg",
    ];
    assert_broken(&bench, &[&DELIVERY[..], &others].concat());
}

#[test]
fn deleting_that_does_not_know_the_former_layout() {
    let bench = broken(&[("      users/*/progress-photos/: { legacy: true }\n", "")]);
    assert_broken(
        &bench,
        &[
            "deleting works for both formats of a stored key: s3:DeleteObject s3://progress-photos/users/abc123/progress-photos/xyz789",
        ],
    );
}

#[test]
fn profile_pictures_that_are_not_public() {
    let bench = broken(&[(
        "{ read: public, upload: presigned }",
        "{ upload: presigned }",
    )]);
    assert_broken(
        &bench,
        &[
            "the profile picture, step by step: 5. everybody sees the picture at the URL that was saved",
            "profile pictures are read by everybody, and only read: from the bucket's own host, in each of its forms",
            "profile pictures are read by everybody, and only read: a picture that is not there is 403 too",
            "profile pictures are read by everybody, and only read: an account that blocks public access blocks them as well",
            "what the user-profile service may do with uploads: s3:GetObject s3://user-uploads/user-profiles/uuid.jpg",
        ],
    );
}

#[test]
fn a_function_url_without_its_second_permission() {
    let function = "\"FunctionName\": { \"Ref\": \"AnalyticsServiceLambda\" },\n        ";
    let bench = broken_in_template(
        &format!("{function}\"Action\": \"lambda:InvokeFunction\","),
        &format!("{function}\"Action\": \"lambda:GetFunction\","),
    );
    let methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
    let mut names = methods
        .map(|method| {
            format!("every API takes every method: {method} /api/analytics/progress-photos/xyz789")
        })
        .to_vec();
    names.push("the app uploads a progress photo through CloudFront".to_owned());
    names.push("function URLs answer beside CloudFront too, for their handlers verify each caller: POST https://AnalyticsServiceUrl/api/analytics/progress-photos/upload".to_owned());
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_broken(&bench, &names);
}
