//! Trees for property tests.

use proptest::prelude::*;

use crate::source::{Entry, Node, Number, Value};

/// Any tree with these keys and texts, up to four levels high.
pub(super) fn tree(
    word: impl Strategy<Value = String> + Clone + 'static,
) -> impl Strategy<Value = Node> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number().prop_map(Value::Number),
        word.clone().prop_map(Value::String),
    ];
    scalar
        .prop_map(Node::from)
        .prop_recursive(4, 40, 6, move |below| {
            let list = prop::collection::vec(below.clone(), 0..6).prop_map(Value::List);
            let map = prop::collection::btree_map(word.clone(), below, 0..6)
                .prop_map(|map| Value::Map(map.into_iter().map(Entry::from).collect()));
            prop_oneof![list, map].prop_map(Node::from)
        })
}

fn number() -> impl Strategy<Value = Number> {
    "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,5})?([eE][-+]?[0-9]{1,3})?"
        .prop_map(|text| Number::from_json(&text).unwrap())
}
