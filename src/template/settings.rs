//! What a deployment adds to a template: parameters, account, region, the name of the stack.

use std::collections::BTreeMap;

use crate::aws::{Partition, Region};

/// The account where none is given: the one of AWS's own examples.
pub const ACCOUNT: &str = "123456789012";

/// The region where none is given.
pub const REGION: &str = "us-east-1";

/// The name of the stack where none is given.
pub const STACK_NAME: &str = "stack";

/// Where and with what a template is deployed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Values of parameters, by their names; a list is written with commas, as CloudFormation takes it.
    pub parameters: BTreeMap<String, String>,
    /// The twelve digits of the account.
    pub account: String,
    /// The region.
    pub region: Region,
    /// The name of the stack.
    pub stack_name: String,
}

impl Settings {
    /// The partition in which the region lies.
    pub fn partition(&self) -> Partition {
        self.region.partition()
    }
}
