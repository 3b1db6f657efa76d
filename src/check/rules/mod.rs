//! The rules, each a file and a page of its name.

mod dependency_cycle;
mod template_limits;
mod too_many_ways;
mod unknown_reference;
mod unused_silence;

use crate::check::Rule;

/// All rules, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    dependency_cycle::RULE,
    template_limits::RULE,
    too_many_ways::RULE,
    unknown_reference::RULE,
    unused_silence::RULE,
];
