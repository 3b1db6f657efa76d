//! Functions of `CloudFront` on the way of a request.

use crate::simulate::assumption::Assumption;
use crate::simulate::cloudfront::testing::{Told, ask, distribution};
use crate::simulate::hop::{Did, Ran};
use crate::simulate::world::World;

/// A distribution whose default behavior runs this code for an event, and has these settings.
fn with(event: &str, code: &str, behavior: &str, config: &str) -> World {
    function(event, code, behavior, config, "AutoPublish: true")
}

fn function(event: &str, code: &str, behavior: &str, config: &str, properties: &str) -> World {
    let code: String = code
        .lines()
        .map(|line| format!("      {line}\n"))
        .collect::<Vec<_>>()
        .concat();
    distribution(
        &format!(
            "Enabled: true
Origins:
  - {{ Id: o, DomainName: h.example.org, CustomOriginConfig: {{}} }}
  - {{ Id: p, DomainName: p.example.org, CustomOriginConfig: {{}}, OriginPath: /p }}
DefaultCacheBehavior:
  TargetOriginId: o
  CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6
  FunctionAssociations: [{{ EventType: {event}, FunctionARN: !GetAtt F.FunctionARN }}]
{behavior}
CacheBehaviors: [{{ PathPattern: /api/*, TargetOriginId: p }}]
{config}"
        ),
        &format!(
            r"
F:
  Type: AWS::CloudFront::Function
  Properties:
    Name: f
    FunctionConfig: {{ Comment: c, Runtime: cloudfront-js-2.0 }}
    {properties}
    FunctionCode: |
{code}"
        ),
    )
}

fn ran(told: &Told) -> Vec<Ran> {
    let ran = told.hops.iter().filter_map(|hop| {
        let Did::RanFunction { result, .. } = &hop.did else {
            return None;
        };
        Some(result.clone())
    });
    ran.collect()
}

const ROUTER: &str = "
function handler(event) {
  var request = event.request;
  if (!request.uri.includes('.')) { request.uri = '/index.html'; }
  return request;
}";

#[test]
fn a_rewritten_path_goes_to_the_origin_of_the_behavior_that_was_chosen() {
    let world = with("viewer-request", ROUTER, "", "");
    let told = ask(&world, "GET https://x/deep/link?q=1").told();
    assert_eq!(told.behavior(), "default");
    assert_eq!(told.sent(), ["o /index.html h.example.org"]);
    assert_eq!(
        ran(&told),
        [Ran::Rewrote {
            uri: "/index.html".to_owned()
        }]
    );
    let told = ask(&world, "GET https://x/a//b.png").told();
    assert_eq!(told.sent(), ["o /a//b.png h.example.org"]);
    assert_eq!(ran(&told), [Ran::Unchanged]);
    let to_api = "function handler(event) { event.request.uri = '/api/x'; return event.request; }";
    let told = ask(&with("viewer-request", to_api, "", ""), "GET https://x/").told();
    assert_eq!(told.sent(), ["o /api/x h.example.org"]);
    // Another behavior has no function.
    assert_eq!(ran(&ask(&world, "GET https://x/api/y").told()), []);
}

#[test]
fn a_function_answers_itself() {
    let redirect = "
function handler(event) {
  return { statusCode: 302, headers: { location: { value: 'https://' + event.request.headers.host.value + '/new' } } };
}";
    let pages =
        "CustomErrorResponses: [{ ErrorCode: 404, ResponseCode: 200, ResponsePagePath: /x }]";
    let world = with("viewer-request", redirect, "", pages);
    let told = ask(&world, "GET https://a.example.com/old").told();
    let expected = "302 cloudfront-function function-response https://a.example.com/new";
    assert_eq!(
        ask(&world, "GET https://a.example.com/old").short(),
        expected
    );
    assert_eq!(world.resources.name(told.response.resource.unwrap()), "F");
    assert_eq!((told.sent().len(), told.response.cache), (0, None));
    // No page stands in for what a function answers.
    let refusing = "function handler(event) { return { statusCode: 404 }; }";
    let world = with("viewer-request", refusing, "", pages);
    assert_eq!(
        ask(&world, "GET https://x/").short(),
        "404 cloudfront-function function-response"
    );
}

#[test]
fn headers_and_queries_go_on_changed() {
    let code = "
function handler(event) {
  var request = event.request;
  request.headers['x-a'] = { value: request.querystring.a.value };
  request.querystring = { b: { value: '2' } };
  return request;
}";
    let orp = "  OriginRequestPolicyId: b689b0a8-53d0-40ab-baf2-68738e2966ac";
    let told = ask(&with("viewer-request", code, orp, ""), "GET https://x/?a=1").told();
    assert_eq!(ran(&told), [Ran::Changed]);
    assert_eq!(told.response.status, None);
}

#[test]
fn failures_have_the_status_of_their_kind() {
    let fails = |code: &str| {
        let world = with("viewer-request", code, "", "");
        ask(&world, "GET https://x/").short()
    };
    let throws = "function handler(event) { throw new Error('no'); }";
    assert_eq!(fails(throws), "503 cloudfront function-failed");
    let host = "function handler(event) { event.request.headers.host = { value: 'y' }; return event.request; }";
    assert_eq!(fails(host), "502 cloudfront function-failed");
    let slash = "function handler(event) { event.request.uri = 'x'; return event.request; }";
    assert_eq!(fails(slash), "502 cloudfront function-failed");
}

#[test]
fn what_a_function_depends_on_is_said() {
    let hinges = |world: &World| {
        let told = ask(world, "GET https://x/").told();
        told.hinges
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let clock = "function handler(event) { if (Date.now() > 5) { return { statusCode: 403 }; } return event.request; }";
    assert_eq!(
        hinges(&with("viewer-request", clock, "", "")),
        "time of the request"
    );
    let country = "function handler(event) { event.request.uri = '/' + event.request.headers['cloudfront-viewer-country'].value; return event.request; }";
    let added = "  OriginRequestPolicyId: 33f36d7e-f396-46d9-90e0-52428a34d9dc";
    let world = with("viewer-request", country, added, "");
    assert_eq!(hinges(&world), "header cloudfront-viewer-country");
    let given = ask(&world, "GET https://x/")
        .header("CloudFront-Viewer-Country", "CH")
        .told();
    assert!(given.hinges.is_empty());
    assert_eq!(given.response.origin_uri.as_deref(), Some("/CH"));
    let unpublished = function("viewer-request", ROUTER, "", "", "Tags: []");
    assert_eq!(hinges(&unpublished), "code in the LIVE stage of F");
    let broken = with("viewer-request", "function handler(event) {", "", "");
    assert_eq!(hinges(&broken), "code of F, which AWS does not take");
}

#[test]
fn a_function_outside_the_template_cannot_be_run() {
    let world = distribution(
        "Enabled: true
Origins: [{ Id: o, DomainName: h.example.org, CustomOriginConfig: {} }]
DefaultCacheBehavior:
  TargetOriginId: o
  FunctionAssociations: [{ EventType: viewer-request, FunctionARN: 'arn:aws:cloudfront::1:function/g' }]",
        "",
    );
    let told = ask(&world, "GET https://x/").told();
    let hinge = told.hinges.first().unwrap();
    assert_eq!(hinge.as_str(), "function arn:aws:cloudfront::1:function/g");
}

#[test]
fn functions_do_not_run_for_redirects_and_refusals() {
    let code = "function handler(event) { return { statusCode: 418 }; }";
    let world = with(
        "viewer-request",
        code,
        "  ViewerProtocolPolicy: redirect-to-https",
        "",
    );
    assert_eq!(
        ask(&world, "GET http://x/").told().response.status,
        Some(301)
    );
    assert_eq!(
        ask(&world, "POST https://x/").told().response.status,
        Some(403)
    );
    assert_eq!(
        ask(&world, "GET https://x/").told().response.status,
        Some(418)
    );
}

#[test]
fn the_root_object_comes_before_the_function() {
    let code = "function handler(event) { event.request.uri += '.seen'; return event.request; }";
    let world = with("viewer-request", code, "", "DefaultRootObject: index.html");
    let told = ask(&world, "GET https://x/").told();
    assert_eq!(
        told.response.origin_uri.as_deref(),
        Some("/index.html.seen")
    );
    assert!(told.assumes.contains(&Assumption::RootObjectBeforeFunction));
    let told = ask(&world, "GET https://x/a").told();
    assert!(!told.assumes.contains(&Assumption::RootObjectBeforeFunction));
}

#[test]
fn a_page_is_fetched_without_the_function() {
    let pages =
        "CustomErrorResponses: [{ ErrorCode: 404, ResponseCode: 200, ResponsePagePath: /x }]";
    let code = "function handler(event) { event.request.uri += '.seen'; return event.request; }";
    let world = with("viewer-request", code, "", pages);
    let told = ask(&world, "GET https://x/a").origin(404).told();
    assert_eq!(
        told.sent(),
        ["o /a.seen h.example.org", "o /x h.example.org"]
    );
}

#[test]
fn a_function_for_the_answer_runs_below_400() {
    let code = "
function handler(event) {
  var response = event.response;
  if (response.statusCode === 301) {
    response.statusCode = 302;
    response.headers.location = { value: '/there' };
  }
  response.headers['cache-control'] = { value: 'max-age=7' };
  return response;
}";
    let world = with("viewer-response", code, "", "");
    let asked = |status: u16| ask(&world, "GET https://x/").origin(status).told();
    let told = asked(200);
    assert_eq!(ran(&told), [Ran::Changed]);
    assert_eq!(told.response.answered_by.as_str(), "origin");
    assert_eq!(told.response.cache.unwrap().browser_ttl_s, Some(7));
    let told = asked(301);
    assert_eq!(ran(&told), [Ran::Responded { status: 302 }]);
    assert_eq!(told.response.location.as_deref(), Some("/there"));
    assert_eq!(told.response.answered_by.as_str(), "cloudfront-function");
    assert_eq!(ran(&asked(404)), []);
    let page =
        "CustomErrorResponses: [{ ErrorCode: 404, ResponseCode: 200, ResponsePagePath: /x }]";
    let world = with("viewer-response", code, "", page);
    let told = ask(&world, "GET https://x/").origin(404).told();
    assert_eq!((told.response.status, ran(&told)), (Some(200), Vec::new()));
    let teapot =
        "function handler(event) { event.response.statusCode = 418; return event.response; }";
    let told = ask(&with("viewer-response", teapot, "", ""), "GET https://x/").told();
    assert_eq!(told.response.status, Some(418));
    assert_eq!(
        told.hinges.first().unwrap().as_str(),
        "status of the origin"
    );
}

#[test]
fn a_function_sends_the_request_to_another_origin() {
    let by = |call: &str| {
        let code = format!(
            "import cf from 'cloudfront';\nfunction handler(event) {{ {call}; return event.request; }}"
        );
        let world = with("viewer-request", &code, "", "");
        ask(&world, "GET https://x/y").origin(503).told()
    };
    let told = by("cf.selectRequestOriginById('p')");
    assert_eq!(told.sent(), ["p /p/y p.example.org"]);
    assert_eq!(ran(&told), [Ran::Changed]);
    let told = by("cf.updateRequestOrigin({ domainName: 'z.example.org', originPath: '/z' })");
    assert_eq!(told.sent(), ["o /z/y z.example.org"]);
    let told = by("cf.updateRequestOrigin({ hostHeader: 'other.example.org' })");
    assert_eq!(told.sent(), ["o /y other.example.org"]);
    let group = "cf.createRequestOriginGroup({ originIds: [{ originId: 'p' }, { originId: 'o' }], failoverCriteria: { statusCodes: [503] } })";
    assert_eq!(
        by(group).sent(),
        ["p /p/y p.example.org", "o /y h.example.org"]
    );
}
