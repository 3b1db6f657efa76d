//! Anchors and aliases: `&name` remembers a node, `*name` repeats it, within a budget.

use std::collections::BTreeMap;

use crate::source::read::limits::{DEEPEST, Halt, MOST_REPEATED, too_deep, too_repetitive};
use crate::source::{Node, Span, Value};

/// What a node weighs beside its texts, in bytes.
const NODE: usize = 64;

/// The anchors of a document and what they have cost so far.
#[derive(Default)]
pub(super) struct Aliases {
    anchors: BTreeMap<usize, Anchor>,
    spent: usize,
}

struct Anchor {
    node: Node,
    size: Size,
}

/// Weight in bytes and height in levels.
#[derive(Clone, Copy)]
struct Size {
    weight: usize,
    height: usize,
}

impl Aliases {
    /// Remembers the node of an anchor.
    pub(super) fn remember(&mut self, id: usize, node: &Node) -> Result<(), Halt> {
        let size = measure(node);
        self.spend(size.weight, node.span)?;
        let node = node.clone();
        self.anchors.insert(id, Anchor { node, size });
        Ok(())
    }

    /// The node that an alias at `place` repeats, `depth` levels below the root; `None` within the anchored node
    /// itself. Its own place is the alias, what lies in it keeps the places of the anchor.
    pub(super) fn repeat(
        &mut self,
        id: usize,
        place: Span,
        depth: usize,
    ) -> Result<Option<Node>, Halt> {
        let Some(size) = self.anchors.get(&id).map(|anchor| anchor.size) else {
            return Ok(None);
        };
        if depth + size.height > DEEPEST {
            return Err(too_deep(place).into());
        }
        self.spend(size.weight, place)?;
        Ok(self.anchors.get(&id).map(|anchor| Node {
            span: place,
            value: anchor.node.value.clone(),
        }))
    }

    fn spend(&mut self, weight: usize, place: Span) -> Result<(), Halt> {
        self.spent += weight;
        if self.spent > MOST_REPEATED {
            return Err(too_repetitive(place).into());
        }
        Ok(())
    }
}

fn measure(node: &Node) -> Size {
    let (own, below): (usize, Vec<(usize, Size)>) = match &node.value {
        Value::Null | Value::Bool(_) => (0, Vec::new()),
        Value::Number(number) => (number.as_str().len(), Vec::new()),
        Value::String(text) => (text.len(), Vec::new()),
        Value::List(items) => (0, items.iter().map(|item| (0, measure(item))).collect()),
        Value::Map(entries) => (
            0,
            entries
                .iter()
                .map(|entry| (entry.key.len(), measure(&entry.value)))
                .collect(),
        ),
    };
    below.iter().fold(
        Size {
            weight: NODE + own,
            height: usize::from(matches!(node.value, Value::List(_) | Value::Map(_))),
        },
        |size, (key, below)| Size {
            weight: size.weight + key + below.weight,
            height: size.height.max(below.height + 1),
        },
    )
}
