//! Which behavior takes a request, and the default root object.

use crate::simulate::assumption::Assumption;
use crate::simulate::cloudfront::testing::{Told, ask, distribution};
use crate::simulate::hop::Did;
use crate::simulate::world::World;

fn with(patterns: &[&str], rest: &str) -> World {
    let behavior = |pattern: &&str| format!("  - {{ PathPattern: {pattern}, TargetOriginId: o }}");
    let behaviors: Vec<String> = patterns.iter().map(behavior).collect();
    let behaviors = behaviors.join("\n");
    distribution(
        &format!(
            "Enabled: true
Origins: [{{ Id: o, DomainName: api.example.org, CustomOriginConfig: {{}} }}]
DefaultCacheBehavior: {{ TargetOriginId: o }}
CacheBehaviors:
{behaviors}
{rest}"
        ),
        "",
    )
}

fn told(world: &World, path: &str) -> Told {
    ask(world, &format!("GET https://x{path}")).told()
}

#[test]
fn the_first_that_matches_takes_it() {
    let world = with(&["images/*.jpg", "images/*", "'*.gif'"], "");
    for (path, expected) in [
        ("/images/a.jpg", "images/*.jpg"),
        ("/images/b/a.jpg", "images/*.jpg"),
        ("/images/sample.gif", "images/*"),
        ("/sample.gif", "*.gif"),
        ("/Images/a", "default"),
        ("/images", "default"),
        ("/", "default"),
    ] {
        assert_eq!(told(&world, path).behavior(), expected, "{path}");
    }
    let told = told(&world, "/images/sample.gif");
    assert_eq!(
        told.places()[0],
        "Resources.D.Properties.DistributionConfig.CacheBehaviors[1]"
    );
    let did = Did::MatchedBehavior {
        pattern: Some("images/*".to_owned()),
        precedence: Some(1),
        path: "/images/sample.gif".to_owned(),
    };
    assert_eq!(told.hops[0].did, did);
}

#[test]
fn the_path_is_normalized_to_choose_and_sent_as_it_came() {
    let world = with(&["/a/b*", "/a*"], "");
    for (path, expected) in [
        ("/a/b?c=1", "/a/b*"),
        ("/a/b/..?c=1", "/a*"),
        ("//a//b", "/a/b*"),
        ("/%61/b", "/a/b*"),
    ] {
        let told = told(&world, path);
        assert_eq!(told.behavior(), expected, "{path}");
        let raw = path.split('?').next().unwrap();
        assert_eq!(told.sent(), [format!("o {raw} api.example.org")]);
        assert_eq!(told.response.origin_uri.as_deref(), Some(raw));
    }
}

#[test]
fn a_pattern_that_aws_refuses_is_compared_as_it_stands() {
    let world = with(&["'/a%20b'", "'ü*'"], "");
    assert_eq!(told(&world, "/a%20b").behavior(), "/a%20b");
    assert_eq!(told(&world, "/übel").behavior(), "ü*");
}

#[test]
fn a_pattern_that_is_not_known_is_tried_both_ways() {
    let world = with(&["!Sub '${P}/*'", "/api/*"], "");
    let (all, facts) = ask(&world, "GET https://x/api/y").all();
    assert_eq!(facts, []);
    assert!(all[0].response.origin_uri.is_some());
    let world = distribution(
        "Enabled: true
Origins:
  - { Id: o, DomainName: api.example.org, CustomOriginConfig: {} }
  - { Id: b, DomainName: b.s3.us-east-1.amazonaws.com, S3OriginConfig: {} }
DefaultCacheBehavior: { TargetOriginId: o }
CacheBehaviors: [{ PathPattern: !Sub '${P}/*', TargetOriginId: b }]",
        "",
    );
    let (_, facts) = ask(&world, "GET https://x/api/y").shorts();
    assert_eq!(facts, ["parameter P", "policy of bucket b"]);
    // Without a slash the pattern cannot match.
    assert_eq!(
        ask(&world, "GET https://x/api").short(),
        "- origin origin-reached"
    );
}

#[test]
fn what_is_taken_for_granted_about_matching() {
    let slash = with(&["/a?b"], "");
    let assumed = Assumption::QuestionMarkMatchesSlash;
    assert!(told(&slash, "/a/b").assumes.contains(&assumed));
    assert!(!told(&slash, "/axb").assumes.contains(&assumed));
    let escape = with(&["/a/*"], "");
    let assumed = Assumption::ReservedEscapesStay;
    assert!(told(&escape, "/a%2Fb").assumes.contains(&assumed));
    assert!(!told(&escape, "/a/%2Fb").assumes.contains(&assumed));
    assert!(!told(&escape, "/b%20c").assumes.contains(&assumed));
}

#[test]
fn the_default_root_object_stands_for_the_root_alone() {
    let world = with(&[], "DefaultRootObject: index.html");
    let sent = |world: &World, path: &str| told(world, path).response.origin_uri.unwrap();
    assert_eq!(sent(&world, "/"), "/index.html");
    assert_eq!(sent(&world, "/?a=1"), "/index.html");
    for path in ["//", "///", "/install/", "/index.html", "/."] {
        assert_eq!(sent(&world, path), path);
    }
    let folder = with(&[], "DefaultRootObject: install/index.html");
    for (path, expected) in [
        ("/", "/install/index.html"),
        ("/install", "/install/index.html"),
        ("/install/", "/install/index.html"),
        ("/install/x", "/install/x"),
        ("/installed", "/installed"),
    ] {
        assert_eq!(sent(&folder, path), expected, "{path}");
    }
    assert_eq!(sent(&with(&[], "DefaultRootObject: ''"), "/"), "/");
    let slash = with(&[], "DefaultRootObject: /index.html");
    assert_eq!(sent(&slash, "/"), "//index.html");
    let invalid = with(&[], "DefaultRootObject: 'a b.html'");
    assert_eq!(
        ask(&invalid, "GET https://x/").short(),
        "400 cloudfront invalid-default-root-object"
    );
}

#[test]
fn the_behavior_is_chosen_before_the_root_object() {
    let world = with(&["'*.html'"], "DefaultRootObject: index.html");
    let root = told(&world, "/");
    assert_eq!(root.behavior(), "default");
    assert!(root.assumes.contains(&Assumption::BehaviorBeforeRootObject));
    let plain = with(&["/api/*"], "DefaultRootObject: index.html");
    assert!(
        !told(&plain, "/")
            .assumes
            .contains(&Assumption::BehaviorBeforeRootObject)
    );
}
