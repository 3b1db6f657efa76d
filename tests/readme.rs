//! What README.md shows is what happens.

use std::collections::BTreeMap;

use stackgen::open::open_stack;
use stackgen::source::Document;

use crate::support::{read, root};

/// The blocks of README.md in a language.
fn blocks(language: &str) -> Vec<String> {
    let readme = read(&root().join("README.md"));
    let fence = format!("```{language}\n");
    let after = readme.split(fence.as_str()).skip(1);
    after
        .map(|block| block.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_stack_that_it_shows_synthesizes_and_its_one_line_is_everywhere() {
    let stacks = blocks("yaml");
    let code = "def handler(event, context):\n    return {}\n".to_owned();
    let files = BTreeMap::from([("api.py".to_owned(), code)]);
    let document = Document::new("shop.yaml", stacks[0].as_str());
    let opened = open_stack(document, None, &files, false).unwrap();
    let text = &opened.template.source().document.text;
    for follows in [
        "\"PathPattern\": \"/photos/*\"",
        "origin-access-identity/cloudfront/${UploadsOAI}",
        "\"${UploadsBucket.Arn}/photos/*\"",
        "shop-uploads-${AWS::AccountId}/photos/*",
    ] {
        assert!(text.contains(follows), "{follows} does not follow");
    }
}

#[test]
fn the_message_that_it_shows_is_the_one_that_is_kept() {
    let kept = read(&root().join("snapshots/refused@shadowed-route.snap"));
    let shown = &blocks("text")[0];
    assert!(
        kept.contains(shown.trim()),
        "README.md shows another message:\n{shown}"
    );
}

#[test]
fn the_commands_that_it_names_are_there() {
    let readme = read(&root().join("README.md"));
    let cli = read(&root().join("docs/cli.md"));
    let named = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `stackgen "));
    for command in named.filter_map(|line| line.split([' ', '`']).next()) {
        assert!(
            cli.contains(&format!("\n## stackgen {command}\n")),
            "{command}"
        );
    }
}

#[test]
fn the_deployment_that_it_shows_names_exactly_the_parameters_without_default() {
    let template = read(&root().join("snapshots/template@gymcoach.yaml.snap"));
    let (_, json) = template.split_once("---\n{").unwrap();
    let tree: serde_json::Value = serde_json::from_str(&format!("{{{json}")).unwrap();
    let parameters = tree["Parameters"].as_object().unwrap();
    let needed: Vec<_> = parameters
        .iter()
        .filter(|(_, parameter)| parameter.get("Default").is_none())
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(needed, ["UserPoolId"]);
    let deploys = blocks("sh")
        .into_iter()
        .filter(|block| block.contains("cloudformation deploy"));
    for block in deploys {
        assert!(block.contains("--capabilities CAPABILITY_IAM "), "{block}");
        assert!(block.contains("--no-fail-on-empty-changeset"), "{block}");
        assert!(
            block.contains("--parameter-overrides UserPoolId="),
            "{block}"
        );
    }
}
