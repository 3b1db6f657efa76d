//! Every way in which a function can fail, and what the viewer gets then.

use super::{
    Fault, HttpRequest, HttpResponse, JsRuntime, Program, answered, asked, fault_on, get, run_on,
};
use crate::simulate::javascript::{Feature, Position};

fn refused(code: &str, language: JsRuntime) -> Fault {
    Program::compile(code, language).unwrap_err()
}

#[test]
fn code_that_does_not_parse_is_told_with_its_place() {
    for (code, line, column) in [
        ("function handler(event) {\n  return event.request;\n", 3, 1),
        ("var a = ;", 1, 9),
        (
            "\n\nfunction handler(event) {\n  const a = 1;\n  const a = 2;\n}",
            5,
            11,
        ),
        ("import cf from 'cloudfront'; var b = ;", 1, 38),
    ] {
        let Fault::DoesNotParse { message, at } = refused(code, JsRuntime::V2) else {
            panic!("{code}");
        };
        assert!(!message.is_empty(), "{code}");
        // Where exactly a mistake lies is the engine's word; the line is what a reader looks for.
        let at = at.unwrap();
        assert_eq!(at.line, line, "{code} {message} {at}");
        assert!(at.column.abs_diff(column) <= 3, "{code} {message} {at}");
    }
    for code in [
        "`${",
        "/(/",
        "'abc",
        "a\0b",
        "await f()",
        "with (a) {}",
        "export default 1",
        "import { a } from 'b'",
        "}",
        "/*",
    ] {
        let fault = refused(code, JsRuntime::V2);
        assert!(
            matches!(fault, Fault::DoesNotParse { .. }),
            "{code} {fault:?}"
        );
        assert_eq!(fault.status(), None);
    }
}

#[test]
fn code_is_at_most_as_large_as_aws_takes_it() {
    let code = |bytes| {
        format!(
            "{:bytes$}",
            "function handler(event) { return event.request }"
        )
    };
    assert!(Program::compile(&code(10_240), JsRuntime::V2).is_ok());
    let fault = refused(&code(10_241), JsRuntime::V2);
    assert_eq!(fault, Fault::TooLarge { bytes: 10_241 });
}

#[test]
fn runtime_1_has_no_variables_of_blocks() {
    let code = "function handler(event) {\n  const request = event.request;\n  return request;\n}";
    assert_eq!(
        refused(code, JsRuntime::V1),
        Fault::NotSupported {
            feature: Feature::Const,
            at: Position { line: 2, column: 3 },
        }
    );
    let program = Program::compile("var handler = (event) => event.request", JsRuntime::V1);
    assert!(program.unwrap().run(&asked(get("/"))).result.is_ok());
}

#[test]
fn what_no_page_lists_is_run_and_told() {
    let code = "function handler({ request }) {\n  request.uri = request?.uri ?? '/';\n  return { ...request };\n}";
    let program = Program::compile(code, JsRuntime::V2).unwrap();
    assert!(program.run(&asked(get("/a"))).result.is_ok());
    let told: Vec<_> = program
        .unlisted()
        .iter()
        .map(|unlisted| (unlisted.at.line, unlisted.feature))
        .collect();
    assert_eq!(
        told,
        [
            (1, Feature::Destructuring),
            (2, Feature::OptionalChaining),
            (2, Feature::NullishCoalescing),
            (3, Feature::Spread),
        ]
    );
}

#[test]
fn code_without_handler_fails_when_it_runs() {
    for code in ["", "var handler = 1", "function Handler() {}", "// handler"] {
        let fault = fault_on(code, &asked(get("/")));
        assert_eq!(
            (fault.status(), fault),
            (Some(503), Fault::NoHandler),
            "{code}"
        );
    }
}

#[test]
fn code_that_throws_answers_503() {
    for (body, message) in [
        ("throw new Error('boo')", "Error: boo"),
        ("throw 'boo'", "boo"),
        ("throw 7", "int"),
        (
            "return event.request.headers.cookie.value",
            "TypeError: cannot read property 'value' of undefined",
        ),
        ("return unknown", "ReferenceError: unknown is not defined"),
        ("typo = 1", "ReferenceError: typo is not defined"),
        (
            "(function f() { f() })()",
            "RangeError: Maximum call stack size exceeded",
        ),
        (
            "return { statusCode: 200, get headers() { throw new Error('late') } }",
            "Error: late",
        ),
    ] {
        let code = format!("function handler(event) {{ {body} }}");
        let fault = fault_on(&code, &asked(get("/")));
        assert_eq!(
            fault,
            Fault::Threw {
                message: message.to_owned()
            },
            "{body}"
        );
        assert_eq!(fault.status(), Some(503));
        let rejected = fault_on(&format!("async {code}"), &asked(get("/")));
        assert_eq!(rejected, fault, "{body}");
    }
    let top = fault_on(
        "throw new Error('top'); function handler() {}",
        &asked(get("/")),
    );
    assert_eq!(
        top,
        Fault::Threw {
            message: "Error: top".to_owned()
        }
    );
    let pending = "function handler() { return new Promise(() => {}) }";
    assert_eq!(fault_on(pending, &asked(get("/"))), Fault::NeverSettled);
}

#[test]
fn what_is_returned_is_a_request_or_a_response() {
    for (returned, found) in [
        ("undefined", "undefined"),
        ("null", "null"),
        ("'/a'", "string"),
        ("handler", "a function"),
        ("{}", "an object with nothing"),
        ("event", "an object with version, context, viewer, request"),
        ("{ status: 200 }", "an object with status"),
    ] {
        let code = format!("function handler(event) {{ return {returned} }}");
        let fault = fault_on(&code, &asked(get("/")));
        let found = found.to_owned();
        assert_eq!(
            fault,
            Fault::NeitherRequestNorResponse { found },
            "{returned}"
        );
        assert_eq!(fault.status(), Some(502));
    }
    let code = "function handler(event) { return event.request }";
    let late = answered(HttpResponse::new(200, None, []));
    assert_eq!(fault_on(code, &late), Fault::RequestForResponse);
}

#[test]
fn what_is_returned_has_the_structure_of_the_event() {
    for (change, part) in [
        ("request.headers.a = 'b'", "headers.a"),
        ("request.headers.a = { value: 1 }", "headers.a.value"),
        ("request.headers.a = {}", "headers.a.value"),
        (
            "request.headers.a = { multiValue: 'b' }",
            "headers.a.multiValue",
        ),
        (
            "request.headers.a = { multiValue: ['b'] }",
            "headers.a.multiValue",
        ),
        (
            "request.headers.a = { value: '\\ud800' }",
            "headers.a.value",
        ),
        ("request.headers = 'b'", "headers"),
        ("request.cookies.a = { value: null }", "cookies.a.value"),
        ("request.querystring = 1", "querystring"),
        ("request.querystring.a = 'b'", "querystring.a"),
        ("request.uri = 1", "uri"),
        ("delete request.uri", "uri"),
        ("return { statusCode: '200' }", "statusCode"),
        ("return { statusCode: 200.5 }", "statusCode"),
        ("return { statusCode: 0 }", "statusCode"),
        ("return { statusCode: 600 }", "statusCode"),
        (
            "return { statusCode: 200, statusDescription: 1 }",
            "statusDescription",
        ),
        ("return { statusCode: 200, body: 1 }", "body"),
        ("return { statusCode: 200, body: {} }", "body.data"),
        (
            "return { statusCode: 200, body: { data: '', encoding: 'gzip' } }",
            "body.encoding",
        ),
    ] {
        let code = format!(
            "function handler(event) {{ const request = event.request; {change}; return request }}"
        );
        let fault = fault_on(&code, &asked(get("/")));
        let Fault::Malformed { part: found, .. } = fault else {
            panic!("{change}: {fault:?}");
        };
        assert_eq!(found, part, "{change}");
    }
}

#[test]
fn a_function_may_not_do_everything_to_a_request() {
    let long = format!("request.uri = '/' + 'a'.repeat({})", 8_191);
    let name = |name: &str| name.to_owned();
    for (change, expected) in [
        ("request.method = 'POST'", Fault::MethodChanged),
        ("request.uri = 'index.html'", Fault::UriWithoutSlash),
        ("request.uri = ''", Fault::UriWithoutSlash),
        (&long, Fault::UriTooLong),
        ("request.querystring = 'a b'", Fault::QueryNotEncoded),
        ("request.querystring = 'a#b'", Fault::QueryNotEncoded),
        (
            "request.querystring.a = { value: '\\n' }",
            Fault::QueryNotEncoded,
        ),
        (
            "request.headers.host = { value: 'other' }",
            Fault::ReadOnlyHeader { name: name("host") },
        ),
        (
            "request.headers.host.value = 'other'",
            Fault::ReadOnlyHeader { name: name("host") },
        ),
        (
            "delete request.headers.host",
            Fault::ReadOnlyHeader { name: name("host") },
        ),
        (
            "request.headers = {}",
            Fault::ReadOnlyHeader { name: name("host") },
        ),
        (
            "request.headers.via = { value: 'x' }",
            Fault::ReadOnlyHeader { name: name("via") },
        ),
        (
            "request.headers['x-edge-a'] = { value: 'x' }",
            Fault::DisallowedHeader {
                name: name("x-edge-a"),
            },
        ),
        (
            "request.headers.Connection = { value: 'x' }",
            Fault::DisallowedHeader {
                name: name("Connection"),
            },
        ),
        (
            "request.headers['X-A'] = { value: 'x' }",
            Fault::HeaderNotInLowerCase { name: name("X-A") },
        ),
    ] {
        let code = format!(
            "function handler(event) {{ const request = event.request; {change}; return request }}"
        );
        let fault = fault_on(&code, &asked(get("/a")));
        assert_eq!(fault, expected, "{change}");
        assert_eq!(fault.status(), Some(502), "{change}");
    }
    let code = "function handler(event) { event.request.uri = '/' + 'a'.repeat(8190); return event.request }";
    assert!(run_on(code, &asked(get("/a"))).result.is_ok());
    // What the viewer sent is not the function's doing.
    let code = "function handler(event) { return event.request }";
    assert!(run_on(code, &asked(get("/a?b#c"))).result.is_ok());
}

#[test]
fn a_function_may_not_do_everything_to_an_answer() {
    let event = answered(HttpResponse::new(
        200,
        None,
        [("Via", "1.1 x"), ("X-Cache", "Hit")],
    ));
    for (change, name) in [
        ("delete response.headers.via", "via"),
        ("response.headers.via.value = 'y'", "via"),
        ("response.headers.warning = { value: 'x' }", "warning"),
    ] {
        let code = format!(
            "function handler(event) {{ const response = event.response; {change}; return response }}"
        );
        let name = name.to_owned();
        assert_eq!(
            fault_on(&code, &event),
            Fault::ReadOnlyHeader { name },
            "{change}"
        );
    }
    let code = "function handler(event) { event.response.headers['x-cache'] = { value: 'x' }; return event.response }";
    let name = "x-cache".to_owned();
    assert_eq!(fault_on(code, &event), Fault::DisallowedHeader { name });

    let code = "function handler() { return { statusCode: 200, body: { encoding: 'base64', data: 'a' } } }";
    assert_eq!(fault_on(code, &asked(get("/"))), Fault::BodyNotBase64);
    let code = "function handler() { return { statusCode: 200, headers: { connection: { value: 'x' } } } }";
    let name = "connection".to_owned();
    assert_eq!(
        fault_on(code, &asked(get("/"))),
        Fault::DisallowedHeader { name }
    );
}

#[test]
fn every_fault_has_its_words() {
    let event = asked(HttpRequest::new("GET", "/", None, []));
    let fault = fault_on("function handler() { return {} }", &event);
    assert_eq!(
        fault.to_string(),
        "it returned an object with nothing, not a request or a response"
    );
    let fault = refused("\n a = ;", JsRuntime::V2);
    assert!(
        fault.to_string().ends_with(", at line 2, column 6"),
        "{fault}"
    );
}
