//! The refusals as a whole: each is shown by a broken stack, each has a sentence, and each message reads well.

use std::collections::BTreeSet;

use stackgen::check::RULES;
use stackgen::diag::{Diagnostic, Note, Place, Refusal};
use stackgen::open::open_stack;
use stackgen::source::Document;

use crate::support::{Folder, read, root};

/// What is refused of a text, with `tests/broken` for its folder.
fn refused(name: &str, text: String, environment: Option<&str>) -> Vec<Diagnostic> {
    let folder = Folder::of(&root().join("tests/broken/any.yaml"));
    let refused = open_stack(Document::new(name, text), environment, &folder, false);
    let refused = refused.expect_err("it is broken");
    for problem in refused.problems.as_slice() {
        if let (Some(source), false) = (&refused.source, problem.at == Place::Nowhere) {
            let span = source.span(&problem.at).unwrap();
            assert!(span.end <= source.document.text.len(), "{problem:?}");
        }
    }
    refused.problems.into_vec()
}

/// Every broken stack with what is said of it.
fn all() -> Vec<(String, Vec<Diagnostic>)> {
    let mut files: Vec<_> = std::fs::read_dir(root().join("tests/broken"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    files.sort();
    let told = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let found = refused(&name, read(path), None);
        (name, found)
    };
    files.iter().map(told).collect()
}

#[test]
fn there_are_broken_stacks_enough_and_each_is_called_after_what_is_wrong() {
    let all = all();
    assert!(all.len() >= 45, "{}", all.len());
    let codes: BTreeSet<_> = all
        .iter()
        .flat_map(|(_, found)| found)
        .map(|one| one.code)
        .collect();
    let known = |code: &str| {
        let is_rule = RULES.iter().any(|rule| rule.code == code);
        is_rule || Refusal::ALL.iter().any(|refusal| refusal.code() == code)
    };
    assert!(codes.iter().all(|code| known(code)), "{codes:?}");
    for refusal in Refusal::ALL {
        // An environment that is not there, and a text over 10 MB, are made by tests of their own; what is no template
        // comes later than what is no stack.
        let elsewhere = [Refusal::UnknownEnvironment, Refusal::NoResources];
        if !elsewhere.contains(refusal) {
            assert!(
                codes.contains(refusal.code()),
                "no broken stack shows {}",
                refusal.code()
            );
        }
    }
    for rule in RULES.iter().filter(|rule| rule.refuses) {
        assert!(
            codes.contains(rule.code),
            "no broken stack shows {}",
            rule.code
        );
    }
}

#[test]
fn codes_are_one_namespace_and_meanings_are_sentences() {
    let mut codes: Vec<&str> = Refusal::ALL.iter().map(|refusal| refusal.code()).collect();
    codes.extend(Note::ALL.iter().map(|note| note.code()));
    codes.extend(RULES.iter().map(|rule| rule.code));
    let distinct: BTreeSet<_> = codes.iter().collect();
    assert_eq!(distinct.len(), codes.len());
    for refusal in Refusal::ALL {
        let code = refusal.code();
        assert!(
            code.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
            "{code}"
        );
        assert!(refusal.meaning().ends_with('.'), "{code}");
    }
}

#[test]
fn a_message_is_in_the_user_s_words() {
    for (name, found) in all() {
        for one in found {
            let first = one.message.chars().next().unwrap();
            let starts_well = !first.is_uppercase() || names_aws(&one.message);
            assert!(starts_well, "{name}: {}", one.message);
            assert!(!one.message.ends_with('.'), "{name}: {}", one.message);
            let rust = [
                "u16",
                "u32",
                "u64",
                "struct ",
                "enum ",
                "Option<",
                "Vec<",
                "unit value",
            ];
            for word in rust {
                assert!(!one.message.contains(word), "{name}: {}", one.message);
            }
        }
    }
}

/// Names keep their capitals.
fn names_aws(message: &str) -> bool {
    let names = ["CloudFront", "CloudWatch", "DynamoDB", "Lambda", "S3"];
    names.iter().any(|name| message.starts_with(name))
}

#[test]
fn an_environment_that_is_not_there_is_refused_with_the_nearest() {
    let text = "name: shop\nregion: us-east-1\nbuckets: { front: {} }\nenvironments: { staging: { name: shop-staging } }\n";
    let found = refused("shop.yaml", text.to_owned(), Some("stagign"));
    assert_eq!(found[0].code, "unknown-environment");
    assert_eq!(found[0].help, ["did you mean `staging`?"]);
}

#[test]
fn ten_megabytes_are_refused_without_reading_them() {
    let text = format!("name: shop\n# {}\n", "x".repeat(10_500_000));
    let found = refused("shop.yaml", text, None);
    assert_eq!(found[0].code, "too-large");
    assert!(found[0].message.contains("10"), "{}", found[0].message);
}

#[test]
fn five_hundred_resources_are_enough() {
    let topic = |number: u32| format!("  Topic{number}: {{ Type: \"AWS::SNS::Topic\" }}\n");
    let topics: String = (0..501).map(topic).collect();
    let text = format!("name: shop\nregion: us-east-1\nresources:\n{topics}");
    let found = refused("shop.yaml", text, None);
    assert_eq!(found[0].code, "template-limits");
    assert_eq!(
        found[0].message,
        "the template has 501 resources; CloudFormation takes 500"
    );
}
