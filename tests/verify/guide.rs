//! What docs/testing.md shows is what happens.

use stackgen::render::verify::human;
use stackgen::source::Document;

use super::{bench, words};
use crate::support::{read, root};

/// The first block of a page in a language.
fn block(page: &str, language: &str) -> String {
    let text = read(&root().join(page));
    let fence = format!("```{language}\n");
    let (_, after) = text.split_once(&fence).unwrap();
    after.split("```").next().unwrap().to_owned()
}

#[test]
fn the_file_that_it_shows_is_answered_so() {
    let stack = root().join("stacks/shop.yaml");
    let yaml = block("README.md", "yaml").replace("{ inline: api.py }", "{ path: api }");
    let test = Document::new("stacks/shop.test.yaml", block("docs/testing.md", "yaml"));
    let bench = bench(&stack, yaml, test).unwrap_or_else(|refused| panic!("{}", words(&refused)));
    let told = human(&[bench.tested()], false);
    let shown = block("docs/testing.md", "text");
    assert!(
        shown == told,
        "docs/testing.md shows something else than:\n{told}"
    );
}
