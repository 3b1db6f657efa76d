//! No text and no event makes anything fall over.

use proptest::prelude::*;

use super::{Event, HttpRequest, HttpResponse, JsRuntime, Known, Program, Stage, asked};
use crate::simulate::javascript::Address;

/// Pieces of code that are put together at random.
const PIECES: &[&str] = &[
    "function handler(event) {",
    "}",
    "{",
    "(",
    ")",
    "[",
    "]",
    "return",
    "event.request",
    ";",
    "\n",
    "var a =",
    "const",
    "a",
    "=>",
    "async",
    "await",
    "import cf from 'cloudfront';",
    "`${",
    "`",
    "'",
    "\"",
    "/",
    "*",
    "//",
    "/*",
    "*/",
    "...",
    "?.",
    "??",
    "1n",
    "1_0",
    "for (const x of",
    "while (true)",
    "throw",
    "try",
    "catch",
    "new",
    "Date()",
    "headers",
    ".value",
    "=",
    ",",
    ":",
    "class",
    "this",
    "prototype",
    "globalThis",
    "\\u{61}",
    "\\",
    "#",
    "\0",
    "é",
    "𝒳",
    "require('crypto')",
    "eval",
    "Array(1e9)",
    "'x'.repeat(1e9)",
    "[].constructor",
    "__proto__",
    "typeof",
    "in",
    "0x",
];

fn any_code() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..30);
    prop_oneof![
        any::<String>(),
        pieces.prop_map(|pieces| pieces.join(" ")),
        ".{0,60}".prop_map(|body| format!("function handler(event) {{ {body}\n}}")),
        prop::collection::vec(prop::sample::select(PIECES), 0..12).prop_map(|pieces| format!(
            "function handler(event) {{ {}\n; return event.request }}",
            pieces.join(" ")
        )),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    let headers = prop::collection::vec((any::<String>(), any::<String>()), 0..5);
    let name = prop::sample::select(&["Cookie", "Set-Cookie", "Host", "x-a", "__proto__"][..]);
    let known = prop::collection::vec((name, any::<String>()), 0..4);
    let facts = (
        any::<Option<String>>(),
        any::<Option<i64>>(),
        any::<Option<f64>>(),
    );
    let request = (any::<String>(), any::<String>(), any::<Option<String>>());
    let response = any::<Option<u16>>();
    (headers, known, request, response, facts).prop_map(
        |(headers, known, request, status, facts)| {
            let headers = headers
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()));
            let headers: Vec<_> = headers
                .chain(known.iter().map(|(name, value)| (*name, value.as_str())))
                .collect();
            let (method, uri, query) = request;
            let (viewer_ip, clock_ms, random) = facts;
            Event {
                address: Address::ConnectionGroup,
                stage: match status {
                    Some(status) => Stage::ViewerResponse(HttpResponse::new(
                        status,
                        Some(&method),
                        headers.clone(),
                    )),
                    None => Stage::ViewerRequest,
                },
                unknown_headers: headers.iter().map(|(name, _)| (*name).to_owned()).collect(),
                known: Known {
                    viewer_ip,
                    clock_ms,
                    random,
                    ..Known::default()
                },
                request: HttpRequest::new(&method, &uri, query.as_deref(), headers),
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_code_makes_it_fall_over(code in any_code()) {
        for language in [JsRuntime::V1, JsRuntime::V2] {
            if let Ok(program) = Program::compile(&code, language) {
                let event = asked(super::get("/a?b=c"));
                let once = program.run(&event);
                prop_assert_eq!(&once, &program.run(&event), "the same again");
            }
        }
    }

    #[test]
    fn no_event_makes_it_fall_over(event in any_event()) {
        for code in [
            "function handler(event) { JSON.stringify(event); return event.response || event.request }",
            "function handler(event) {
                for (const part of [event.request, event.response || {}]) {
                    for (const kind of ['headers', 'cookies', 'querystring']) {
                        for (const name in part[kind] || {}) part[kind][name].value = part[kind][name].value;
                    }
                }
                return event.response || event.request;
            }",
        ] {
            let program = Program::compile(code, JsRuntime::V2).unwrap();
            let once = program.run(&event);
            prop_assert_eq!(&once, &program.run(&event), "the same again");
        }
    }
}
