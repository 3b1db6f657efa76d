//! Functions as AWS's own pages and its users write them.

use std::collections::BTreeMap;

use super::{
    Event, HttpRequest, HttpResponse, JsRuntime, Known, Produced, Program, answered, asked, get,
    request_from, response_from, run_on, with_header,
};
use crate::simulate::javascript::{Body, Fact, Fields};

fn uri(code: &str, path: &str) -> String {
    request_from(code, &asked(get(path))).uri
}

#[test]
fn a_redirect_by_country_depends_on_the_country_where_it_is_not_given() {
    let code = include_str!("samples/country.js");
    let header = "CloudFront-Viewer-Country";
    let german = asked(with_header("/a?b=c", header, "DE"));
    let answer = response_from(code, &german);
    assert_eq!(answer.status, 302);
    assert_eq!(
        answer.headers.get("location"),
        Some("https://www.example.com/de/a")
    );
    let french = asked(with_header("/a?b=c", header, "FR"));
    assert_eq!(request_from(code, &french), french.request);
    // A behavior that does not ask for the header has none.
    let nobody = asked(get("/a"));
    assert_eq!(request_from(code, &nobody), nobody.request);

    let unknown = Event {
        unknown_headers: [header.to_ascii_lowercase()].into(),
        ..nobody
    };
    let ran = run_on(code, &unknown);
    let fact = Fact::Header(header.to_ascii_lowercase());
    assert_eq!(ran.depends_on, [fact].into());
}

#[test]
fn a_token_is_checked_by_its_signature() {
    let code = include_str!("samples/token.js");
    // The claims are {"sub":"jane","iat":1516239022}.
    let token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJqYW5lIiwiaWF0IjoxNTE2MjM5MDIyfQ.";
    let signature = "8_sZxcwSw9uVrpCgygPudfllLlXJJFfiUNj1umE0vqs";
    let good = asked(get(&format!("/a?x=1&jwt={token}{signature}&y=2")));
    let request = request_from(code, &good);
    assert_eq!(request.headers.get("x-user"), Some("jane"));
    assert_eq!(request.query.as_deref(), Some("x=1&y=2"));
    for path in [
        format!("/a?jwt={token}nonsense"),
        "/a?jwt=a.b".to_owned(),
        "/a".to_owned(),
    ] {
        let answer = response_from(code, &asked(get(&path)));
        assert_eq!(answer.status, 401, "{path}");
        assert_eq!(answer.body, None);
    }
}

#[test]
fn a_token_that_ends_depends_on_the_time() {
    let code = include_str!("samples/token.js");
    // The claims are {"sub":"jane","exp":1800000000}.
    let token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJqYW5lIiwiZXhwIjoxODAwMDAwMDAwfQ._z_sUt9CJQ-exXIn90EvFQBAwmMNpTw2lpcwFlQ0OBo";
    let event = asked(get(&format!("/a?jwt={token}")));
    assert_eq!(run_on(code, &event).depends_on, [Fact::Clock].into());
    let at = |clock_ms| Event {
        known: Known {
            clock_ms: Some(clock_ms),
            ..Known::default()
        },
        ..event.clone()
    };
    let before = request_from(code, &at(1_799_999_999_000));
    assert_eq!(before.headers.get("x-user"), Some("jane"));
    assert_eq!(before.query, None);
    assert_eq!(response_from(code, &at(1_800_000_001_000)).status, 401);
}

#[test]
fn an_experiment_depends_on_chance_for_new_viewers_alone() {
    let code = include_str!("samples/experiment.js");
    let known = asked(with_header("/", "Cookie", "theme=dark; group=b"));
    let request = request_from(code, &known);
    assert_eq!(request.uri, "/b/index.html");
    assert_eq!(request.cookies, known.request.cookies);
    assert_eq!(
        run_on(code, &asked(get("/"))).depends_on,
        [Fact::Random].into()
    );
    assert_eq!(uri(code, "/elsewhere"), "/elsewhere");
    let lucky = Event {
        known: Known {
            random: Some(0.1),
            ..Known::default()
        },
        ..asked(get("/"))
    };
    let request = request_from(code, &lucky);
    assert_eq!(request.uri, "/a/index.html");
    assert_eq!(
        request.raw_headers().last(),
        Some(&("Cookie".to_owned(), "group=a".to_owned()))
    );
}

#[test]
fn a_query_string_may_be_given_as_a_text() {
    let code = include_str!("samples/query.js");
    for (asked_for, expected) in [
        ("/?utm=1&sort=ASC&Q=Shoes", Some("q=shoes&sort=asc")),
        ("/?q=b&q=A", Some("q=a&q=b")),
        ("/?", Some("")),
        ("/", None),
    ] {
        let request = request_from(code, &asked(get(asked_for)));
        assert_eq!(request.query.as_deref(), expected, "{asked_for}");
    }
}

#[test]
fn an_answer_gets_its_security_headers() {
    let sent = [
        ("Content-Type", "text/html"),
        ("Server", "S3"),
        ("Via", "1.1 x"),
    ];
    let event = Event {
        request: get("/index.html"),
        ..answered(HttpResponse::new(200, Some("OK"), sent))
    };
    let answer = response_from(include_str!("samples/security.js"), &event);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.status_description.as_deref(), Some("OK"));
    assert_eq!(answer.headers.get("server"), None);
    assert_eq!(answer.headers.get("x-frame-options"), Some("DENY"));
    assert_eq!(answer.headers.get("cache-control"), Some("no-cache"));
    assert_eq!(answer.headers.get("via"), Some("1.1 x"));
    assert_eq!(answer.body, None);
}

#[test]
fn a_password_is_asked_for() {
    let code = include_str!("samples/password.js");
    let right = asked(with_header("/", "Authorization", "Basic dXNlcjpzZWNyZXQ="));
    assert_eq!(request_from(code, &right), right.request);
    let answer = response_from(code, &asked(get("/")));
    assert_eq!(answer.status, 401);
    assert_eq!(
        answer.headers.get("www-authenticate"),
        Some("Basic realm=\"Preview\"")
    );
    assert_eq!(answer.body, Some(Body::Text("Who are you?".to_owned())));
}

#[test]
fn a_key_value_store_is_a_fact_unless_it_is_given() {
    let code = include_str!("samples/redirects.js");
    let ran = run_on(code, &asked(get("/old")));
    assert_eq!(ran.depends_on, [Fact::KeyValue("/old".to_owned())].into());
    let store = BTreeMap::from([("/old".to_owned(), "/new".to_owned())]);
    let given = |uri| Event {
        known: Known {
            key_values: Some(store.clone()),
            ..Known::default()
        },
        ..asked(get(uri))
    };
    let answer = response_from(code, &given("/old"));
    assert_eq!(answer.headers.get("location"), Some("/new"));
    assert_eq!(request_from(code, &given("/other")).uri, "/other");
}

#[test]
fn the_event_is_that_of_the_page() {
    let headers = [
        ("Host", "video.example.com"),
        ("Accept", "application/json"),
        ("Accept", "text/html"),
        ("Cookie", "id=1; mv=value3; mv=value4"),
    ];
    let query = "ID=42&NoValue=&querymv=val1&querymv=val2,val3";
    let mut response = HttpResponse::new(200, Some("OK"), [("Server", "S3")]);
    response.cookies.add_set_cookie("ID=id1234; Secure; Path=/");
    let event = Event {
        request: HttpRequest::new("GET", "/media/index.mpd", Some(query), headers),
        known: Known {
            viewer_ip: Some("198.51.100.11".to_owned()),
            request_id: Some("EXAMPLE==".to_owned()),
            distribution_id: Some("EDFDVBD6EXAMPLE".to_owned()),
            domain_name: Some("d111111abcdef8.cloudfront.net".to_owned()),
            ..Known::default()
        },
        ..answered(response)
    };
    let code = "function handler(event) {
        event.response.body = JSON.stringify(event);
        return event.response;
    }";
    let expected = r#"{"version":"1.0","context":{"distributionDomainName":"d111111abcdef8.cloudfront.net","distributionId":"EDFDVBD6EXAMPLE","eventType":"viewer-response","requestId":"EXAMPLE=="},"viewer":{"ip":"198.51.100.11"},"request":{"method":"GET","uri":"/media/index.mpd","querystring":{"ID":{"value":"42"},"NoValue":{"value":""},"querymv":{"value":"val1","multiValue":[{"value":"val1"},{"value":"val2,val3"}]}},"headers":{"host":{"value":"video.example.com"},"accept":{"value":"application/json","multiValue":[{"value":"application/json"},{"value":"text/html"}]}},"cookies":{"id":{"value":"1"},"mv":{"value":"value3","multiValue":[{"value":"value3"},{"value":"value4"}]}}},"response":{"statusCode":200,"statusDescription":"OK","headers":{"server":{"value":"S3"}},"cookies":{"ID":{"value":"id1234","attributes":"Secure; Path=/"}}}}"#;
    let answer = response_from(code, &event);
    assert_eq!(answer.body, Some(Body::Text(expected.to_owned())));
}

#[test]
fn several_values_change_as_the_page_says() {
    let headers = [("Host", "h"), ("Accept", "a"), ("Accept", "b")];
    let event = asked(HttpRequest::new("GET", "/", None, headers));
    for (change, expected) in [
        ("", &["a", "b"][..]),
        ("accept.value = 'c'", &["c", "b"]),
        ("accept.multiValue[0].value = 'c'", &["c", "b"]),
        (
            "accept.value = 'c'; accept.multiValue[1].value = 'd'",
            &["a", "d"],
        ),
        ("accept.multiValue.push({ value: 'c' })", &["a", "b", "c"]),
        ("accept.multiValue = []", &[]),
        ("delete event.request.headers.accept", &[]),
        ("event.request.headers.accept = { value: 'c' }", &["c"]),
    ] {
        let code = format!(
            "function handler(event) {{ const accept = event.request.headers.accept; {change}; return event.request }}"
        );
        let request = request_from(&code, &event);
        let accept = request.headers.field("accept");
        let values = accept
            .map(|field| field.values.as_slice())
            .unwrap_or_default();
        let values: Vec<_> = values.iter().map(|value| value.value.as_str()).collect();
        assert_eq!(values, expected, "{change}");
    }
}

#[test]
fn one_program_runs_often_and_forgets_every_run() {
    let code = "var count = 0; let seen = {};
        function handler(event) {
            count++;
            seen[event.request.uri] = true;
            event.request.uri = '/' + count + '/' + Object.keys(seen).length;
            return event.request;
        }";
    let program = Program::compile(code, JsRuntime::V2).unwrap();
    for path in ["/a", "/b", "/c"] {
        let Ok(Produced::Request(request)) = program.run(&asked(get(path))).result else {
            panic!("no request");
        };
        assert_eq!(request.uri, "/1/1");
    }
    // What is changed for everybody is forgotten too.
    for change in [
        "globalThis.count = (globalThis.count || 0) + 1; const n = globalThis.count",
        "String.prototype.n = (''.n || 0) + 1; const n = ''.n",
        "Math.n = (Math.n || 0) + 1; const n = Math.n",
        "console.n = (console.n || 0) + 1; const n = console.n",
        "const m = require('querystring'); m.n = (m.n || 0) + 1; const n = m.n",
    ] {
        let code = format!(
            "function handler(event) {{ {change}; event.request.uri = '/' + n; return event.request }}"
        );
        let program = Program::compile(&code, JsRuntime::V2).unwrap();
        for _ in 0..2 {
            let Ok(Produced::Request(request)) = program.run(&asked(get("/"))).result else {
                panic!("{change}: no request");
            };
            assert_eq!(request.uri, "/1", "{change}");
        }
    }
}

#[test]
fn any_name_is_a_name() {
    let event = asked(get("/?__proto__=1&constructor=2&toString=3"));
    let code = "function handler(event) {
        const names = Object.keys(event.request.querystring);
        event.request.uri = '/' + names.join();
        delete event.request.querystring.constructor;
        return event.request;
    }";
    let request = request_from(code, &event);
    assert_eq!(request.uri, "/__proto__,constructor,toString");
    assert_eq!(request.query.as_deref(), Some("__proto__=1&toString=3"));
    assert_eq!(Fields::of_query("__proto__=1").get("__proto__"), Some("1"));
}
