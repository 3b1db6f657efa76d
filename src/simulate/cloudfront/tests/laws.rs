//! What holds for any distribution and any request: a second way to the behavior and the path of the origin, told as
//! AWS's pages tell it, and that nothing panics.

use proptest::prelude::*;

use crate::aws::normalize;
use crate::simulate::cloudfront::testing::{ask, distribution};

/// Whether a pattern matches, by the words of the page: `*` is 0 or more characters, `?` exactly one, and the slash at
/// the beginning is implied.
fn naive(pattern: &str, path: &str) -> bool {
    fn go(pattern: &[char], path: &[char]) -> bool {
        match pattern {
            [] => path.is_empty(),
            ['*', rest @ ..] => (0..=path.len()).any(|taken| go(rest, &path[taken..])),
            ['?', rest @ ..] => !path.is_empty() && go(rest, &path[1..]),
            [wanted, rest @ ..] => path.first() == Some(wanted) && go(rest, &path[1..]),
        }
    }
    let absolute = if pattern.starts_with('/') {
        pattern.to_owned()
    } else {
        format!("/{pattern}")
    };
    let (pattern, path): (Vec<char>, Vec<char>) =
        (absolute.chars().collect(), path.chars().collect());
    go(&pattern, &path)
}

fn template(patterns: &[String], paths: &[String], root: Option<&String>) -> String {
    let origin = |(number, path): (usize, &String)| {
        format!(
            "  - {{ Id: o{number}, DomainName: h.example.org, CustomOriginConfig: {{}}, OriginPath: '{path}' }}"
        )
    };
    let behavior = |(number, pattern): (usize, &String)| {
        let origin = (number + 1) % paths.len();
        format!("  - {{ PathPattern: '{pattern}', TargetOriginId: o{origin} }}")
    };
    let mut lines = vec!["Enabled: true".to_owned(), "Origins:".to_owned()];
    lines.extend(paths.iter().enumerate().map(origin));
    lines.push("DefaultCacheBehavior: { TargetOriginId: o0 }".to_owned());
    lines.push("CacheBehaviors:".to_owned());
    lines.extend(patterns.iter().enumerate().map(behavior));
    lines.extend(root.map(|root| format!("DefaultRootObject: '{root}'")));
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_behavior_and_the_path_are_what_the_pages_say(
        patterns in prop::collection::vec("/?[ab*?./]{1,5}", 0..5),
        origin_paths in prop::collection::vec("(/[ab]{1,2}){0,2}", 1..4),
        root in prop::option::of("[ab]{1,3}(/[ab])?"),
        path in "/[ab./%2Ee]{0,8}",
    ) {
        let world = distribution(&template(&patterns, &origin_paths, root.as_ref()), "");
        let told = ask(&world, &format!("GET https://x{path}")).told();
        let normal = normalize(&path);
        let chosen = patterns.iter().position(|pattern| naive(pattern, &normal));
        let behavior = chosen.map_or("default", |number| &patterns[number]);
        prop_assert_eq!(told.behavior(), behavior);
        let origin = chosen.map_or(0, |number| (number + 1) % origin_paths.len());
        let folder = root.as_ref().and_then(|root| root.split_once('/')).map(|(folder, _)| folder);
        let is_root = path == "/"
            || folder.is_some_and(|folder| path == format!("/{folder}") || path == format!("/{folder}/"));
        let object = match &root {
            Some(root) if is_root => format!("/{root}"),
            _ => path,
        };
        let expected = format!("{}{object}", origin_paths[origin]);
        prop_assert_eq!(told.response.origin_uri, Some(expected));
    }

    #[test]
    fn nothing_panics(
        method in "GET|HEAD|OPTIONS|PUT|POST|PATCH|DELETE",
        path in "/\\PC{0,12}",
        query in prop::option::of("\\PC{0,12}"),
        headers in prop::collection::vec(("Cookie|Authorization|Accept-Encoding|[A-Za-z-]{1,8}", "\\PC{0,12}"), 0..4),
        config in prop::collection::vec(
            prop::sample::select(vec![
                "DefaultRootObject: [1]",
                "WebACLId: { a: b }",
                "Restrictions: 3",
                "Aliases: { x: !Ref P }",
                "CustomErrorResponses: [{ ErrorCode: 404, ResponsePagePath: !Ref P }, 7, [], { ErrorCode: x }]",
                "OriginGroups: { Items: [{ Id: g, Members: { Items: [{ OriginId: g }, !Ref P] } }] }",
                "CacheBehaviors: [{ PathPattern: !Ref P, TargetOriginId: g }, { PathPattern: '' }, 5, null]",
                "ConnectionMode: !Ref P",
                "Enabled: maybe",
            ]),
            0..6,
        ),
        default in prop::sample::select(vec!["{ TargetOriginId: g }", "{ TargetOriginId: o }", "7", "{}", "!Ref P"]),
        status in prop::option::of(100..600_u16),
    ) {
        let mut keys: Vec<&str> = config;
        keys.sort_unstable();
        keys.dedup();
        let text = format!(
            "DefaultCacheBehavior: {default}\nOrigins: [{{ Id: o, DomainName: !Sub '${{P}}.s3.amazonaws.com', S3OriginConfig: {{ OriginAccessIdentity: !Ref P }} }}, 9]\n{}",
            keys.join("\n"),
        );
        let world = distribution(&text, "");
        let mut question = ask(&world, &format!("{method} https://x/"));
        question.http().path = path;
        question.http().query = query;
        for (name, value) in headers {
            question = question.header(&name, &value);
        }
        if let Some(status) = status {
            question = question.origin(status);
        }
        let (all, _) = question.all();
        prop_assert!(!all.is_empty());
    }
}
