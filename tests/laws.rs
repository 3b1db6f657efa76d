//! What holds for every stack: same input, same bytes; neither order nor layout says anything; no input can panic.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;

use stackgen::compile::Refused;
use stackgen::diag::{Place, Step};
use stackgen::open::{Opened, open_stack};
use stackgen::render::findings::human;
use stackgen::source::{self, Document, Entry, Node, Span, Value};
use stackgen::template::Via;

use crate::support::{Folder, StackFile, read, stacks};

fn tree(stack: &StackFile) -> Node {
    source::read(&Document::new(&stack.name, read(&stack.path))).unwrap()
}

/// Opens a tree in the folder of a stack; JSON is YAML.
fn open(stack: &StackFile, tree: &Node, compact: bool) -> Result<Opened, Box<Refused>> {
    let text = serde_json::to_string(tree).unwrap();
    open_stack(
        Document::new("stack.json", text),
        None,
        &Folder::of(&stack.path),
        compact,
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

/// The same with the entries of every map in any order; only the sites keep theirs, since the first of them has ids
/// without its name.
fn shuffled(node: &Node, keeps: bool) -> BoxedStrategy<Node> {
    let span = node.span;
    match &node.value {
        Value::Map(entries) => {
            let entries: Vec<_> = entries.iter().cloned().map(shuffled_entry).collect();
            let map = move |entries| Node {
                span,
                value: Value::Map(entries),
            };
            if keeps {
                entries.prop_map(map).boxed()
            } else {
                entries.prop_shuffle().prop_map(map).boxed()
            }
        }
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(|item| shuffled(item, false)).collect();
            let list = move |items| Node {
                span,
                value: Value::List(items),
            };
            items.prop_map(list).boxed()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            Just(node.clone()).boxed()
        }
    }
}

fn shuffled_entry(entry: Entry) -> impl Strategy<Value = Entry> {
    let value = shuffled(&entry.value, entry.key == "sites");
    value.prop_map(move |value| Entry {
        value,
        ..entry.clone()
    })
}

/// The number of a stack, and its tree in another order.
fn shuffled_stack() -> impl Strategy<Value = (usize, Node)> {
    (0..stacks().len()).prop_flat_map(|number| {
        let tree = shuffled(&tree(&stacks()[number]), false);
        (Just(number), tree)
    })
}

#[test]
fn the_same_stack_gives_the_same_bytes() {
    for stack in stacks() {
        let tree = tree(&stack);
        let open = || open(&stack, &tree, false).unwrap();
        assert_eq!(text(&open()), text(&open()), "{}", stack.name);
    }
}

#[test]
fn white_space_says_nothing_and_every_reference_has_its_target() {
    for stack in stacks() {
        let tree = tree(&stack);
        check_template(&stack, &tree, &open(&stack, &tree, false).unwrap());
    }
}

#[test]
fn every_origin_names_something_on_both_sides() {
    for stack in stacks() {
        let opened = open(&stack, &tree(&stack), false).unwrap();
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

/// Says the same without white space, and names nothing that it does not have.
fn check_template(stack: &StackFile, tree: &Node, opened: &Opened) {
    let compact = open(stack, tree, true).unwrap();
    assert_eq!(
        compact.template.source().tree,
        opened.template.source().tree
    );
    assert!(opened.template.section("Resources").len() <= 500);
    let has = |section, id: &str| {
        let mut entries = opened.template.section(section).iter();
        entries.any(|entry| entry.key == id)
    };
    for reference in opened.template.references() {
        let id = reference.to.as_str();
        let known = match reference.via {
            Via::Ref => id.starts_with("AWS::") || has("Resources", id) || has("Parameters", id),
            Via::GetAtt(_) | Via::DependsOn => has("Resources", id),
            Via::Condition => has("Conditions", id),
        };
        assert!(known, "{reference:?}");
    }
}

/// Has something to say, and says it where there is something to show.
fn check_refused(refused: &Refused) {
    let problems = refused.problems.as_slice();
    let text = &refused.document.text;
    for problem in problems {
        assert!(!problem.message.is_empty(), "{problem:?}");
        match &problem.at {
            Place::Nowhere => {}
            Place::Bytes(bytes) => assert!(text.get(bytes.clone()).is_some(), "{problem:?}"),
            Place::Key(path) | Place::Value(path) => {
                let section = path.steps().first();
                assert!(matches!(section, Some(Step::Key(_)) | None), "{problem:?}");
                let source = refused.source.as_ref().expect("a path is one of a tree");
                assert!(source.span(&problem.at).is_some(), "{problem:?}");
            }
            Place::Template(_) => panic!("a place that the user does not know: {problem:?}"),
        }
    }
    let words = human(problems, refused.source.as_ref(), &refused.document, false);
    assert!(!words.is_empty());
}

proptest! {
    #[test]
    fn the_order_of_maps_means_nothing_but_for_which_site_is_the_first((number, turned) in shuffled_stack()) {
        let stack = &stacks()[number];
        let kept = open(stack, &tree(stack), false).unwrap();
        let turned = open(stack, &turned, false).unwrap();
        let mut lines = text(&kept).lines().zip(text(&turned).lines());
        prop_assert_eq!(lines.find(|(one, other)| one != other), None, "{}", stack.name);
        prop_assert_eq!(text(&kept).len(), text(&turned).len());
    }

    #[test]
    fn a_slip_anywhere_is_refused_at_a_place_or_still_a_stack(
        which in any::<Index>(),
        places in proptest::collection::vec((any::<Index>(), any::<Index>(), slip()), 1..4),
    ) {
        let stacks = stacks();
        let stack = which.get(&stacks);
        let mut tree = tree(stack);
        for (place, below, slip) in places {
            let number = place.index(count(&tree));
            change(&mut tree, number, &mut |node| match (&slip, &mut node.value) {
                (Some(slip), _) => *node = slip.clone(),
                (None, Value::Map(entries)) if !entries.is_empty() => {
                    entries.remove(below.index(entries.len()));
                }
                (None, Value::List(items)) if !items.is_empty() => {
                    items.remove(below.index(items.len()));
                }
                (None, _) => node.value = Value::Null,
            });
        }
        match open(stack, &tree, false) {
            Ok(opened) => check_template(stack, &tree, &opened),
            Err(refused) => check_refused(&refused),
        }
    }
}
