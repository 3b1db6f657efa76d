//! What is passed over in a tree that is read again.

use std::collections::BTreeSet;

use crate::source::Node;

/// The nodes that are passed over as if they and their keys were not there. They are told apart by where they lie in
/// memory, so that the tree need not be copied and every path stays what it is in the text.
#[derive(Debug, Default)]
pub(in crate::source) struct Taken(BTreeSet<*const Node>);

impl Taken {
    /// Takes a node out; false if it was out already.
    pub(in crate::source) fn take(&mut self, node: &Node) -> bool {
        self.0.insert(std::ptr::from_ref(node))
    }

    pub(super) fn has(&self, node: &Node) -> bool {
        !self.0.is_empty() && self.0.contains(&std::ptr::from_ref(node))
    }
}
