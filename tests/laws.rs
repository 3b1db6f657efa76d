//! What holds for every stack: same input, same bytes; order that means nothing changes nothing; no input can panic.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;

use stackgen::compile::Refused;
use stackgen::diag::{Place, Step};
use stackgen::open::{Opened, open_stack};
use stackgen::source::{self, Document, Node, Span, Value};

use crate::support::{Folder, StackFile, read, stacks};

fn tree(stack: &StackFile) -> Node {
    source::read(&Document::new(&stack.name, read(&stack.path))).unwrap()
}

/// Opens a tree in the folder of a stack; JSON is YAML.
fn open(stack: &StackFile, tree: &Node) -> Result<Opened, Box<Refused>> {
    let text = serde_json::to_string(tree).unwrap();
    open_stack(
        Document::new("stack.json", text),
        None,
        &Folder::of(&stack.path),
        false,
    )
}

fn text(opened: &Opened) -> &str {
    &opened.template.source().document.text
}

/// How many nodes a tree has.
fn count(node: &Node) -> usize {
    1 + match &node.value {
        Value::Map(entries) => entries.iter().map(|entry| count(&entry.value)).sum(),
        Value::List(items) => items.iter().map(count).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0_usize,
    }
}

/// Does something to the node of this number, counted from the root down.
fn change(node: &mut Node, number: usize, what: &mut dyn FnMut(&mut Node)) -> usize {
    if number == 0 {
        what(node);
        return 0;
    }
    let mut left = number - 1;
    let below: Vec<&mut Node> = match &mut node.value {
        Value::Map(entries) => entries.iter_mut().map(|entry| &mut entry.value).collect(),
        Value::List(items) => items.iter_mut().collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    for node in below {
        let size = count(node);
        if left < size {
            change(node, left, what);
            return 0;
        }
        left -= size;
    }
    left
}

/// Turns the entries of every map by so many places.
fn turn(node: &mut Node, places: usize) {
    match &mut node.value {
        Value::Map(entries) => {
            let length = entries.len().max(1);
            entries.rotate_left(places % length);
            for entry in entries {
                turn(&mut entry.value, places);
            }
        }
        Value::List(items) => {
            for item in items {
                turn(item, places);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn the_same_stack_gives_the_same_bytes() {
    for stack in stacks() {
        let tree = tree(&stack);
        let (one, other) = (open(&stack, &tree).unwrap(), open(&stack, &tree).unwrap());
        assert_eq!(text(&one), text(&other), "{}", stack.name);
    }
}

#[test]
fn the_order_of_maps_means_nothing_but_for_which_site_is_the_first() {
    for stack in stacks() {
        let kept = open(&stack, &tree(&stack)).unwrap();
        for places in 1..4 {
            let mut turned = tree(&stack);
            turn(&mut turned, places);
            if let Value::Map(entries) = &mut turned.value {
                let sites = tree(&stack).get("sites").cloned();
                let of_sites = entries.iter_mut().filter(|entry| entry.key == "sites");
                of_sites
                    .zip(sites)
                    .for_each(|(entry, sites)| entry.value = sites);
            }
            let turned = open(&stack, &turned).unwrap();
            let first_difference = text(&kept)
                .lines()
                .zip(text(&turned).lines())
                .find(|(one, other)| one != other);
            assert_eq!(first_difference, None, "{} by {places}", stack.name);
            assert_eq!(text(&kept).len(), text(&turned).len());
        }
    }
}

#[test]
fn every_origin_names_something_on_both_sides() {
    for stack in stacks() {
        let opened = open(&stack, &tree(&stack)).unwrap();
        for (template, place) in opened.origins.iter() {
            let there = opened.template.source().tree.at(template);
            assert!(
                there.is_some(),
                "{}: {template} is not in the template",
                stack.name
            );
            let said = opened.source.tree.at(place);
            assert!(
                said.is_some(),
                "{}: {place} is not in the stack",
                stack.name
            );
        }
        let resources = opened.template.section("Resources").iter();
        let known: BTreeSet<_> = opened
            .origins
            .iter()
            .map(|(template, _)| template.clone())
            .collect();
        for entry in resources {
            let path = ["Resources", entry.key.as_str()].into_iter().collect();
            assert!(
                known.contains(&path),
                "{}: {path} comes from nowhere",
                stack.name
            );
        }
    }
}

/// What a slip of the finger puts into a file.
fn slip() -> impl Strategy<Value = Option<Node>> {
    let value = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        "[a-zA-Z*/{}$:.-]{0,12}".prop_map(Value::String),
        Just(Value::String("é\u{1F600}".to_owned())),
        Just(Value::List(Vec::new())),
        Just(Value::Map(Vec::new())),
    ];
    proptest::option::of(value.prop_map(|value| Node {
        span: Span { start: 0, end: 0 },
        value,
    }))
}

proptest! {
    #[test]
    fn a_slip_anywhere_is_refused_at_a_place_or_still_a_stack(
        which in any::<Index>(),
        places in proptest::collection::vec((any::<Index>(), slip()), 1..4),
    ) {
        let stacks = stacks();
        let stack = which.get(&stacks);
        let mut tree = tree(stack);
        for (place, slip) in places {
            let number = place.index(count(&tree));
            change(&mut tree, number, &mut |node| match (&slip, &mut node.value) {
                (Some(slip), _) => *node = slip.clone(),
                (None, Value::Map(entries)) => drop(entries.pop()),
                (None, Value::List(items)) => drop(items.pop()),
                (None, _) => node.value = Value::Null,
            });
        }
        match open(stack, &tree) {
            Ok(opened) => prop_assert!(opened.template.section("Resources").len() <= 500),
            Err(refused) => {
                for problem in refused.problems.as_slice() {
                    prop_assert!(!problem.message.is_empty());
                    prop_assert!(!matches!(problem.at, Place::Template(_)), "{problem:?}");
                    if let (Some(source), Some(path)) = (&refused.source, problem.at.path()) {
                        let first = path.steps().first();
                        let is_section = matches!(first, Some(Step::Key(_)) | None);
                        prop_assert!(is_section, "{problem:?}");
                        prop_assert!(source.span(&problem.at).is_some(), "{problem:?}");
                    }
                }
            }
        }
    }
}
