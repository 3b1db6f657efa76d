//! The functions that stackgen has run at the edge, run here.

use std::collections::BTreeSet;

use stackgen::simulate::javascript::{
    Address, Body, Event, HttpRequest, JsRuntime, Known, Produced, Program, Stage,
};
use stackgen::templates::{directory_index_router, single_page_router};

/// What a function makes of a request for a path, with nothing read that nobody knows.
fn produced(code: &str, path: &str) -> Produced {
    let program = Program::compile(code, JsRuntime::V2).unwrap();
    assert_eq!(program.unlisted(), [], "{code}");
    let ran = program.run(&Event {
        address: Address::Distribution,
        stage: Stage::ViewerRequest,
        request: HttpRequest::new("GET", path, None, [("Host", "www.example.com")]),
        unknown_headers: BTreeSet::new(),
        known: Known::default(),
    });
    assert!(ran.depends_on.is_empty(), "{path}");
    ran.result.unwrap()
}

fn uri(code: &str, path: &str) -> String {
    match produced(code, path) {
        Produced::Request(request) => request.uri,
        other @ Produced::Response(_) => panic!("{path}: {other:?}"),
    }
}

#[test]
fn the_directory_index_gives_folders_their_page() {
    let code = directory_index_router();
    for (path, expected) in [
        ("/", "/index.html"),
        ("/guide", "/guide/index.html"),
        ("/guide/", "/guide/index.html"),
        ("/guide/app.js", "/guide/app.js"),
        ("/v1.2", "/v1.2/index.html"),
        ("/backup.7z", "/backup.7z"),
        ("/größe", "/größe/index.html"),
    ] {
        assert_eq!(uri(&code, path), expected, "{path}");
    }
}

#[test]
fn the_single_page_router_keeps_files_and_refuses_the_api() {
    let code = single_page_router(&["api".to_owned()], "/index.html");
    for (path, expected) in [
        ("/", "/index.html"),
        ("/users/42/photos", "/index.html"),
        ("/assets/app.js", "/assets/app.js"),
        ("/apiary", "/index.html"),
    ] {
        assert_eq!(uri(&code, path), expected, "{path}");
    }
    for path in ["/api/x", "//API", "/api"] {
        let Produced::Response(answer) = produced(&code, path) else {
            panic!("{path}: no answer");
        };
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.status_description.as_deref(), Some("Not Found"));
        assert_eq!(answer.headers.get("cache-control"), Some("no-store"));
        assert!(matches!(answer.body, Some(Body::Text(text)) if text.contains("no API route")));
    }
}
