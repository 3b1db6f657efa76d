//! The rules, each a file and a page of its name.

mod dependency_cycle;
mod template_limits;
mod unknown_reference;

use crate::check::Rule;

/// All rules, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    unknown_reference::RULE,
    dependency_cycle::RULE,
    template_limits::RULE,
];
