//! A table of items, and the pool that knows the users.

use crate::app::Fact;
use crate::aws::{Attribute, LogicalId};
use crate::diag::Path;

/// A DynamoDB table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The kebab-case name that the user gave it.
    pub name: String,
    /// The logical id that the user wants.
    pub id: Option<LogicalId>,
    /// Where it is declared.
    pub at: Path,
    /// Which table it is.
    pub is: TableIs,
}

/// Which table it is.
#[derive(Debug, Clone, PartialEq)]
pub enum TableIs {
    /// One that exists, called this.
    Existing(Fact),
    /// One of the stack.
    Created(Box<OwnTable>),
}

/// A table of the stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTable {
    /// Its name in DynamoDB.
    pub physical_name: String,
    /// Its primary key.
    pub key: Key,
    /// Its global secondary indexes by name.
    pub indexes: Vec<(String, Key)>,
    /// The number attribute that holds the second of the epoch at which an item expires.
    pub expires: Option<String>,
    /// Whether the last 35 days can be restored to the second.
    pub point_in_time_recovery: bool,
    /// Whether deleting the stack keeps the items.
    pub keeps_data: bool,
}

/// A partition key and perhaps a sort key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The partition key's attribute.
    pub partition: Attribute,
    /// The sort key's attribute.
    pub sort: Option<Attribute>,
}

/// A Cognito user pool that exists already.
#[derive(Debug, Clone, PartialEq)]
pub struct UserPool {
    /// The kebab-case name that the user gave it.
    pub name: String,
    /// Its id.
    pub pool_id: Fact,
}
