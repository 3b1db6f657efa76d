//! Tests of how a test file is read: what tables share, and what their requests are called.

use super::{Field, Promise, Suite, Value};
use crate::source::{Document, read};

fn promises(cases: &str) -> Vec<Promise> {
    let text = format!("cases:\n{cases}");
    let tree = read(&Document::new("x.test.yaml", text)).unwrap();
    Suite::read(&tree).unwrap().promises
}

fn titles(cases: &str) -> Vec<String> {
    promises(cases).iter().map(Promise::title).collect()
}

fn expected(promise: &Promise) -> Vec<(&'static str, String)> {
    let fields = promise.expect.0.iter();
    fields
        .map(|(field, value)| (field.code(), value.to_string()))
        .collect()
}

#[test]
fn a_request_is_called_after_what_it_asks_and_who_if_that_differs() {
    assert_eq!(titles("- { name: a, request: /x, expect: 200 }"), ["a"]);
    assert_eq!(
        titles(
            "- name: a\n  as: Role\n  expect: 200\n  requests: [/x, POST /y, { name: b, request: /x }, { request: /z, as: User }]"
        ),
        ["a: /x", "a: POST /y", "a: b", "a: /z as User"]
    );
    assert_eq!(
        titles("- { name: a, as: [R, S], methods: [GET, PUT], request: /x, expect: 200 }"),
        [
            "a: GET /x as R",
            "a: PUT /x as R",
            "a: GET /x as S",
            "a: PUT /x as S"
        ]
    );
    assert_eq!(
        titles(
            "- name: a\n  expect: 403\n  requests:\n    - { name: b, requests: [/x, /y] }\n    - { presigned-by: R, requests: [/x] }"
        ),
        ["a: b: /x", "a: b: /y", "a: /x presigned by R"]
    );
}

#[test]
fn the_nearest_wins_and_maps_are_merged() {
    let all = promises(
        "- name: a
  request: GET /x
  headers: { a: '1', b: '2' }
  origin-headers: { age: '1' }
  context: { 'aws:SourceIp': 10.0.0.1 }
  missing: true
  expect: { status: 200, by: s3, edge-ttl: 24h }
  requests:
    - { name: as it is }
    - name: otherwise
      request: HEAD /y
      headers: { b: '3' }
      context: { 'aws:SourceIp': null, 'aws:SecureTransport': false }
      missing: false
      expect: { status: null, edge-ttl: 60, key: null }
",
    );
    let [first, second] = &all[..] else {
        panic!("{all:?}");
    };
    assert_eq!(first.question.path.as_deref(), Some("/x"));
    assert_eq!(first.question.caller.as_deref(), Some("anonymous"));
    assert_eq!(
        expected(first),
        [
            ("status", "200".to_owned()),
            ("by", "s3".to_owned()),
            ("edge-ttl", "1d".to_owned())
        ]
    );
    let question = serde_json::to_string(&second.question).unwrap();
    assert_eq!(
        question,
        r#"{"method":"HEAD","path":"/y","as":"anonymous","context":{"aws:SecureTransport":false,"aws:SourceIp":null},"headers":{"a":"1","b":"3"},"missing":false,"origin_headers":{"age":"1"}}"#
    );
    assert_eq!(second.expect.0[&Field::Status], Value::Nothing);
    assert_eq!(second.expect.0[&Field::Key], Value::Nothing);
    assert_eq!(second.expect.0[&Field::EdgeTtl], Value::Seconds(60));
}

#[test]
fn who_asks_is_said_anew_as_a_whole() {
    let all = promises(
        "- name: a\n  presigned-by: R\n  expect: 403\n  requests: [PUT s3://b/x, { request: PUT s3://b/x, as: anonymous }]",
    );
    let who = |promise: &Promise| {
        let question = &promise.question;
        (question.presigned_by.clone(), question.caller.clone())
    };
    assert_eq!(who(&all[0]), (Some("R".to_owned()), None));
    assert_eq!(who(&all[1]), (None, Some("anonymous".to_owned())));
}

#[test]
fn a_status_and_a_decision_need_no_map() {
    let all = promises(
        "- { name: a, request: /x, expect: 404 }\n- { name: b, request: s3:GetObject X, expect: explicit-deny }",
    );
    assert_eq!(expected(&all[0]), [("status", "404".to_owned())]);
    assert_eq!(
        expected(&all[1]),
        [("decision", "explicit-deny".to_owned())]
    );
}

#[test]
fn lists_are_compared_in_any_order() {
    let of = |list: &str| {
        promises(&format!(
            "- {{ name: a, request: /x, expect: {{ cache-key: {list} }} }}"
        ))
    };
    assert_eq!(
        of("[path, 'query:a']")[0].expect,
        of("['query:a', path]")[0].expect
    );
}
