//! Every rule is a file and a page of its name: the page's Bad is found with exactly that code, its Good is clean.

use std::collections::BTreeSet;

use stackgen::check::{self, RULES};
use stackgen::source::{Document, Source};
use stackgen::template::Template;

use crate::support::{read, root};

/// The codes of what is found in the first block of code under a heading of a page.
fn found_under(heading: &str, page: &str) -> BTreeSet<&'static str> {
    let (_, after) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let (_, block) = after.split_once("```yaml\n").unwrap();
    let (yaml, _) = block.split_once("```").unwrap();
    let source = Source::read(Document::new("page.yaml", yaml)).unwrap();
    let template = Template::of(source).unwrap();
    let found = check::refusals(&template);
    found.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn every_file_of_rules_is_registered_under_its_own_name() {
    let folder = root().join("src/check/rules");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "mod.rs")
        .collect();
    let expected: BTreeSet<String> = RULES
        .iter()
        .flat_map(|rule| {
            let name = rule.code.replace('-', "_");
            [format!("{name}.rs"), format!("{name}.md")]
        })
        .collect();
    assert_eq!(files, expected);
}

#[test]
fn a_page_is_called_after_its_rule_and_cites_aws() {
    for rule in RULES {
        assert!(
            rule.page.starts_with(&format!("# {}\n", rule.code)),
            "{}",
            rule.code
        );
        assert!(
            rule.page.contains("https://docs.aws.amazon.com/"),
            "{}",
            rule.code
        );
    }
}

#[test]
fn what_a_page_calls_bad_is_found_and_what_it_calls_good_is_not() {
    for rule in RULES {
        assert_eq!(
            found_under("Bad", rule.page),
            BTreeSet::from([rule.code]),
            "{}",
            rule.code
        );
        assert_eq!(
            found_under("Good", rule.page),
            BTreeSet::new(),
            "{}",
            rule.code
        );
    }
}

#[test]
fn the_rules_read_their_pages_from_beside_them() {
    for rule in RULES {
        let name = rule.code.replace('-', "_");
        let page = read(&root().join(format!("src/check/rules/{name}.md")));
        assert_eq!(page, rule.page);
    }
}
