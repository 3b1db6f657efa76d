//! Every rule is a file and a page of its name: the page's Bad is found with exactly that code, its Good is clean.

use std::collections::{BTreeMap, BTreeSet};

use stackgen::check::{self, RULES, Rule, Selection};
use stackgen::diag::{Diagnostic, Severity};
use stackgen::source::{Document, Source};
use stackgen::template::Template;

use crate::support::{deployment, read, root};

/// The codes of what is found in the first block of code under a heading of a page.
///
/// What is advice counts for the rule itself alone: a fragment that shows one thing always earns some of it, since it has
/// neither the alarms nor the retention of a whole stack.
fn found_under(heading: &str, rule: &Rule) -> BTreeSet<&'static str> {
    let page = rule.page;
    let (_, after) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let (_, block) = after.split_once("```yaml\n").unwrap();
    let (yaml, _) = block.split_once("```").unwrap();
    let source = Source::read(Document::new("page.yaml", written_out(yaml))).unwrap();
    let template = Template::of(source).unwrap();
    let found = check::check(
        &template,
        deployment(&BTreeMap::new()),
        &Selection::default(),
    );
    let counts =
        |finding: &Diagnostic| finding.severity < Severity::Advice || finding.code == rule.code;
    let found = found.findings.into_iter().filter(counts);
    found.map(|finding| finding.code).collect()
}

/// The block with every line that ends with `# 450 times` as often as it says: limits take long templates.
fn written_out(yaml: &str) -> String {
    let lines = yaml.lines().map(|line| {
        let repeated = line.rsplit_once(" # ").and_then(|(line, times)| {
            let times: usize = times.strip_suffix(" times")?.parse().ok()?;
            Some(format!("{line}\n").repeat(times))
        });
        repeated.unwrap_or_else(|| format!("{line}\n"))
    });
    lines.collect()
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
fn a_page_says_what_its_rule_finds_in_the_words_of_the_rule() {
    for rule in RULES {
        let name = rule.code.replace('-', "_");
        let file = read(&root().join(format!("src/check/rules/{name}.rs")));
        let about = file.lines().map_while(|line| line.strip_prefix("//! "));
        let about: Vec<&str> = about.collect();
        assert_eq!(rule.summary(), about.join(" "), "{}", rule.code);
        assert!(rule.page.contains("\n\n## Why\n\n"), "{}", rule.code);
    }
}

#[test]
fn what_a_page_calls_bad_is_found_and_what_it_calls_good_is_not() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let (bad, good) = (found_under("Bad", rule), found_under("Good", rule));
        if bad != BTreeSet::from([rule.code]) {
            wrong.push(format!("{}: its Bad is found with {bad:?}", rule.code));
        }
        if !good.is_empty() {
            wrong.push(format!("{}: its Good is found with {good:?}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rules_read_their_pages_from_beside_them() {
    for rule in RULES {
        let name = rule.code.replace('-', "_");
        let page = read(&root().join(format!("src/check/rules/{name}.md")));
        assert_eq!(page, rule.page);
    }
}
