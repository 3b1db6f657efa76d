//! Every stack of the repository becomes the template that is kept for it, and every broken one is refused in these words.

use insta::{assert_snapshot, glob};
use stackgen::cfn::Layout;
use stackgen::compile::Refused;
use stackgen::diag::Severity;
use stackgen::open::{Opened, open_stack};
use stackgen::render::findings;
use stackgen::source::{Document, Node};

use crate::support::{Folder, read, settings, stacks};

fn open(path: &std::path::Path, environment: Option<&str>) -> Result<Opened, Box<Refused>> {
    let name = path.file_name().unwrap().to_string_lossy();
    let document = Document::new(name, read(path));
    open_stack(document, environment, &Folder::of(path), false)
}

fn words(refused: &Refused) -> String {
    let problems = refused.problems.as_slice();
    findings::human(problems, refused.source.as_ref(), &refused.document, false)
}

#[test]
fn every_stack_becomes_the_template_that_is_kept_for_it() {
    for stack in stacks() {
        let opened =
            open(&stack.path, None).unwrap_or_else(|refused| panic!("{}", words(&refused)));
        assert_eq!(opened.layout, Layout::Fitted, "{}", stack.name);
        settings(&stack.name).bind(|| {
            assert_snapshot!("template", opened.template.source().document.text);
        });
    }
}

#[test]
fn every_environment_of_a_stack_becomes_the_template_that_is_kept_for_it() {
    for stack in stacks() {
        let plain = open(&stack.path, None).unwrap();
        let environments = plain.source.tree.get("environments").and_then(Node::as_map);
        for environment in environments.unwrap_or_default() {
            let name = environment.key.as_str();
            let opened = open(&stack.path, Some(name)).unwrap();
            settings(&format!("{}.{name}", stack.name)).bind(|| {
                assert_snapshot!("template", opened.template.source().document.text);
            });
        }
    }
}

#[test]
fn the_stacks_of_this_repository_give_no_warning() {
    for stack in stacks() {
        let opened = open(&stack.path, None).unwrap();
        let warnings: Vec<_> = opened
            .notes
            .iter()
            .filter(|one| one.severity != Severity::Note)
            .collect();
        assert!(warnings.is_empty(), "{}: {warnings:?}", stack.name);
    }
}

#[test]
fn every_broken_stack_is_refused_in_the_words_that_are_kept_for_it() {
    glob!("broken/*.yaml", |path| {
        let name = path.file_stem().unwrap().to_string_lossy();
        let refused = open(path, None).expect_err("a stack in tests/broken is refused");
        settings(&name).bind(|| assert_snapshot!("refused", words(&refused)));
    });
}
