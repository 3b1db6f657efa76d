//! What no template holds, read by the code: each is noted when it is read, and not when it is given or left alone.

use std::collections::BTreeMap;

use super::{Event, Known, Stage, answered, asked, get, run_on};
use crate::simulate::javascript::{
    Address, Fact, HttpResponse, OriginAccess, OriginChange, OriginUpdate,
};

/// An expression, and what it reads.
fn readers() -> Vec<(&'static str, Fact)> {
    vec![
        ("event.viewer.ip", Fact::ViewerIp),
        ("JSON.stringify(event.viewer)", Fact::ViewerIp),
        ("event.context.requestId", Fact::RequestId),
        ("event.context.distributionId", Fact::DistributionId),
        ("event.context.distributionDomainName", Fact::DomainName),
        ("Date.now()", Fact::Clock),
        ("new Date().toISOString()", Fact::Clock),
        ("Date()", Fact::Clock),
        ("Math.random()", Fact::Random),
        ("await cf.kvs().get('a')", Fact::KeyValue("a".to_owned())),
        (
            "await cf.kvs().get('b', { format: 'json' })",
            Fact::KeyValue("b".to_owned()),
        ),
        (
            "await cf.kvs().get('b', { format: 'bytes' })",
            Fact::KeyValue("b".to_owned()),
        ),
        ("await cf.kvs().exists('c')", Fact::KeyValue("c".to_owned())),
        ("(await cf.kvs().meta()).keyCount", Fact::KeyValueStore),
        ("cf.edgeLocation.name", Fact::EdgeLocation),
        (
            "event.request.headers['cloudfront-viewer-city'].value",
            Fact::Header("cloudfront-viewer-city".to_owned()),
        ),
    ]
}

fn reading(expression: &str) -> String {
    format!(
        "import cf from 'cloudfront';
        async function handler(event) {{ const read = ({expression}); return event.request }}"
    )
}

#[test]
fn a_fact_that_is_read_is_noted() {
    let event = Event {
        unknown_headers: ["cloudfront-viewer-city".to_owned()].into(),
        ..asked(get("/"))
    };
    for (expression, fact) in readers() {
        let ran = run_on(&reading(expression), &event);
        assert!(ran.result.is_ok(), "{expression}: {:?}", ran.result);
        assert_eq!(ran.depends_on, [fact].into(), "{expression}");
    }
}

#[test]
fn a_fact_that_is_not_read_is_not_noted() {
    let event = Event {
        unknown_headers: ["cloudfront-viewer-city".to_owned()].into(),
        ..asked(get("/"))
    };
    for expression in [
        "event.context.eventType",
        "Object.keys(event.viewer)",
        "'cloudfront-viewer-city' in event.request.headers",
        "new Date(0).toISOString()",
        "new Date(2026, 0, 1).getTime()",
        "Date.UTC(2026, 0) + Date.parse('2026-01-01')",
        "cf.kvs()",
        "event.viewer.ip = '1.1.1.1', event.viewer.ip",
        "delete event.request.headers['cloudfront-viewer-city']",
    ] {
        let ran = run_on(&reading(expression), &event);
        assert!(ran.result.is_ok(), "{expression}: {:?}", ran.result);
        assert!(ran.depends_on.is_empty(), "{expression}");
    }
}

#[test]
fn a_fact_that_is_only_logged_is_not_noted() {
    let event = asked(get("/"));
    let code = |body: &str| format!("function handler(event) {{ {body}; return event.request }}");
    for silent in [
        "console.log(event)",
        "console.log(JSON.stringify(event))",
        "console.log('Request from ' + event.viewer.ip + ' at ' + Date.now())",
        "console.log(`${event.context.requestId}: ${event.request.uri}`)",
    ] {
        let ran = run_on(&code(silent), &event);
        assert!(ran.result.is_ok() && ran.depends_on.is_empty(), "{silent}");
    }
    for aloud in [
        "const line = JSON.stringify(event.viewer); console.log(line)",
        "let ip; console.log(ip = event.viewer.ip)",
        "const seen = []; console.log(seen.push(event.viewer.ip))",
        "console.log(event.request.uri); event.viewer.ip",
        // What is thrown while logging may depend on what was read.
        "try { console.log(event.viewer.ip.nothing.at.all) } catch (error) {}",
    ] {
        let ran = run_on(&code(aloud), &event);
        assert_eq!(ran.depends_on, [Fact::ViewerIp].into(), "{aloud}");
    }
}

#[test]
fn a_fact_that_is_given_is_not_noted() {
    let known = Known {
        viewer_ip: Some("1.2.3.4".to_owned()),
        request_id: Some("r".to_owned()),
        distribution_id: Some("D".to_owned()),
        domain_name: Some("d.example".to_owned()),
        clock_ms: Some(1_000),
        random: Some(0.25),
        key_values: Some(BTreeMap::from([("a".to_owned(), "[1]".to_owned())])),
    };
    let event = Event {
        known,
        ..asked(get("/"))
    };
    let code = "import cf from 'cloudfront';
        async function handler(event) {
            const { viewer, context } = event;
            const store = cf.kvs();
            const missing = await store.get('b').catch((error) => error.message);
            const parts = [viewer.ip, context.requestId, context.distributionId, context.distributionDomainName,
                Date.now(), Math.random(), await store.get('a', { format: 'json' }), await store.exists('a'),
                await store.exists('b'), missing];
            return { statusCode: 200, headers: { x: { value: parts.join(' ') } } };
        }";
    let answer = super::response_from(code, &event);
    assert_eq!(
        answer.headers.get("x"),
        Some("1.2.3.4 r D d.example 1000 0.25 1 true false KeyNotFound")
    );
}

#[test]
fn a_fault_says_on_what_it_depends_too() {
    let code = "function handler(event) { if (event.viewer.ip) throw new Error('no') }";
    let ran = run_on(code, &asked(get("/")));
    assert!(ran.result.is_err());
    assert_eq!(ran.depends_on, [Fact::ViewerIp].into());
}

#[test]
fn a_connection_group_has_an_endpoint() {
    let event = Event {
        address: Address::ConnectionGroup,
        ..asked(get("/"))
    };
    let code = "function handler(event) { event.request.uri = '/' + event.context.endpoint + event.context.distributionDomainName; return event.request }";
    let ran = run_on(code, &event);
    assert_eq!(ran.depends_on, [Fact::DomainName].into());
}

#[test]
fn unknown_headers_stay_unless_they_are_changed() {
    let event = Event {
        unknown_headers: ["cloudfront-viewer-city".to_owned()].into(),
        ..asked(get("/"))
    };
    let code = "function handler(event) { event.request.headers['cloudfront-viewer-city'] = { value: 'Ulm' }; return event.request }";
    let request = super::request_from(code, &event);
    assert_eq!(request.headers.get("cloudfront-viewer-city"), Some("Ulm"));
    let code = "function handler(event) { return event.request }";
    assert_eq!(super::request_from(code, &event), event.request);
}

#[test]
fn changes_of_the_origin_are_told() {
    let code = r#"import cf from "cloudfront";
        function handler(event) {
            cf.updateRequestOrigin({
                domainName: "photos.s3.us-east-1.amazonaws.com",
                originPath: "/v2",
                originAccessControlConfig: { enabled: true, signingBehavior: "always", signingProtocol: "sigv4", originType: "s3" },
                customHeaders: {},
                timeouts: { readTimeout: 30 },
            });
            cf.selectRequestOriginById("api", { hostHeader: "api.example.com" });
            cf.selectRequestOriginById("plain");
            cf.createRequestOriginGroup({ originIds: [{ originId: "a" }, { originId: "b" }], failoverCriteria: { statusCodes: [500, 502] } });
            cf.createRequestOriginGroup({ originIds: ["a", "b"], failoverCriteria: [404] });
            return event.request;
        }"#;
    let ran = run_on(code, &asked(get("/")));
    assert!(ran.result.is_ok(), "{:?}", ran.result);
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let update = OriginUpdate {
        domain_name: Some("photos.s3.us-east-1.amazonaws.com".to_owned()),
        host_header: None,
        origin_path: Some("/v2".to_owned()),
        custom_headers: Some(BTreeMap::new()),
        access_control: Some(OriginAccess {
            enabled: true,
            signing_behavior: Some("always".to_owned()),
            origin_type: Some("s3".to_owned()),
        }),
        changed: names(&[
            "customHeaders",
            "domainName",
            "originAccessControlConfig",
            "originPath",
            "timeouts",
        ]),
    };
    let select = |origin: &str, overridden: &[&str]| OriginChange::Select {
        origin: origin.to_owned(),
        overridden: names(overridden),
    };
    let group = |failover_statuses: &[u16]| OriginChange::Group {
        origins: vec!["a".to_owned(), "b".to_owned()],
        failover_statuses: failover_statuses.to_vec(),
    };
    assert_eq!(
        ran.origin_changes,
        [
            OriginChange::Update(update),
            select("api", &["hostHeader"]),
            select("plain", &[]),
            group(&[500, 502]),
            group(&[404]),
        ]
    );
}

#[test]
fn an_origin_is_changed_rightly_or_not_at_all() {
    for call in [
        "updateRequestOrigin()",
        "updateRequestOrigin({ domainName: 1 })",
        "selectRequestOriginById(1)",
        "createRequestOriginGroup({})",
    ] {
        let code = format!(
            "import cf from 'cloudfront'; function handler(event) {{ cf.{call}; return event.request }}"
        );
        let ran = run_on(&code, &asked(get("/")));
        assert!(
            ran.result.is_err() && ran.origin_changes.is_empty(),
            "{call}"
        );
    }
    let code = "import cf from 'cloudfront'; function handler(event) { cf.selectRequestOriginById('a'); return event.response }";
    let late = answered(HttpResponse::new(200, None, []));
    assert!(matches!(late.stage, Stage::ViewerResponse(_)));
    assert!(run_on(code, &late).result.is_err());
}
