//! Who may do what to whom.

use crate::app::{Fact, Id, Store, Table};
use crate::aws::Action;
use crate::diag::Path;
use crate::source::Node;

/// Something that a service may do.
#[derive(Debug, Clone, PartialEq)]
pub struct Grant {
    /// Where it is declared.
    pub at: Path,
    /// What it is.
    pub what: What,
}

/// What a service may do.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Something to objects of a store.
    Objects {
        /// The store.
        store: Id<Store>,
        /// The prefix of the keys, which may contain `*`; empty for all keys.
        prefix: String,
        /// What may be done, in the order read, write, delete.
        verbs: Vec<Verb>,
    },
    /// List the keys of a store that begin with a prefix; empty for all keys.
    List {
        /// The store.
        store: Id<Store>,
        /// The prefix of the keys.
        prefix: String,
    },
    /// Something to items of a table.
    Items {
        /// The table.
        table: Id<Table>,
        /// The table actions.
        actions: Vec<Action>,
    },
    /// A statement as the user wrote it.
    Statement {
        /// The actions.
        actions: Vec<Action>,
        /// The resources, as ARNs.
        resources: Vec<Fact>,
        /// The conditions, as IAM writes them.
        conditions: Option<Node>,
    },
}

/// What may be done to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// Read it.
    Read,
    /// Write it.
    Write,
    /// Delete it.
    Delete,
}
