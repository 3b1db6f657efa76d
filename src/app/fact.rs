//! A fact that one part of the app states and others need: a name, an id, an address.

use crate::app::{Id, Parameter, Service, Store, Table, UserPool};
use crate::aws::LogicalId;

/// A text that is written down, given at deployment, or known by another part of the app.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// The text itself.
    Literal(String),
    /// The value of a parameter.
    Parameter(Id<Parameter>),
    /// What a raw resource knows: the attribute, or without one what `Ref` gives.
    Raw(LogicalId, Option<String>),
    /// The bucket's name.
    StoreName(Id<Store>),
    /// The table's name.
    TableName(Id<Table>),
    /// The user pool's id.
    UserPoolId(Id<UserPool>),
    /// The function's name.
    ServiceName(Id<Service>),
}
