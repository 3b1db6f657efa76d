//! Functions, run: samples as people write them, the language they may use, and every way to fail.

mod anything;
mod bounds;
mod facts;
mod faults;
mod language;
mod modules;
mod samples;

use std::collections::BTreeSet;

use super::{
    Address, Event, Fault, HttpRequest, HttpResponse, JsRuntime, Known, Produced, Program, Ran,
    Stage,
};

/// What a browser asks for.
fn get(uri: &str) -> HttpRequest {
    let (path, query) = match uri.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (uri, None),
    };
    HttpRequest::new("GET", path, query, [("Host", "www.example.com")])
}

fn with_header(uri: &str, name: &str, value: &str) -> HttpRequest {
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let query = (!query.is_empty()).then_some(query);
    let headers = [("Host", "www.example.com"), (name, value)];
    HttpRequest::new("GET", path, query, headers)
}

fn asked(request: HttpRequest) -> Event {
    Event {
        address: Address::Distribution,
        stage: Stage::ViewerRequest,
        request,
        unknown_headers: BTreeSet::new(),
        known: Known::default(),
    }
}

fn answered(response: HttpResponse) -> Event {
    Event {
        stage: Stage::ViewerResponse(response),
        ..asked(get("/"))
    }
}

fn run_on(code: &str, event: &Event) -> Ran {
    match Program::compile(code, JsRuntime::V2) {
        Ok(program) => program.run(event),
        Err(fault) => panic!("{code}\n{fault}"),
    }
}

fn fault_on(code: &str, event: &Event) -> Fault {
    match run_on(code, event).result {
        Err(fault) => fault,
        Ok(produced) => panic!("{code}\n{produced:?}"),
    }
}

/// The request that goes on, with nothing unknown read.
fn request_from(code: &str, event: &Event) -> HttpRequest {
    let ran = run_on(code, event);
    assert!(ran.depends_on.is_empty(), "{code}\n{:?}", ran.depends_on);
    match ran.result {
        Ok(Produced::Request(request)) => request,
        other => panic!("{code}\n{other:?}"),
    }
}

/// The answer, with nothing unknown read.
fn response_from(code: &str, event: &Event) -> HttpResponse {
    let ran = run_on(code, event);
    assert!(ran.depends_on.is_empty(), "{code}\n{:?}", ran.depends_on);
    match ran.result {
        Ok(Produced::Response(response)) => response,
        other => panic!("{code}\n{other:?}"),
    }
}

/// The text of an expression, or what it threw.
fn says(language: JsRuntime, expression: &str) -> String {
    let body = format!(
        "var text; try {{ text = String({expression}) }} catch (error) {{ text = 'throws ' + error.name }}"
    );
    let code =
        format!("function handler(event) {{ {body}; return {{ statusCode: 200, body: text }} }}");
    let program = Program::compile(&code, language).unwrap_or_else(|e| panic!("{code}: {e}"));
    match program.run(&asked(get("/a"))).result {
        Ok(Produced::Response(response)) => match response.body {
            Some(super::Body::Text(text)) => text,
            other => panic!("{expression}: {other:?}"),
        },
        other => panic!("{expression}: {other:?}"),
    }
}

fn assert_says(language: JsRuntime, cases: &[(&str, &str)]) {
    for (expression, expected) in cases {
        assert_eq!(says(language, expression), *expected, "{expression}");
    }
}
