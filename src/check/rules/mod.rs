//! The rules, each a file and a page of its name.

mod dead_behavior;
mod dependency_cycle;
mod reads_beyond;
mod shadowed_requests;
mod template_limits;
mod too_many_ways;
mod unknown_reference;
mod unserved_writes;
mod unused_silence;
mod unwritable_route;

use crate::check::Rule;

/// All rules, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    dead_behavior::RULE,
    dependency_cycle::RULE,
    reads_beyond::RULE,
    shadowed_requests::RULE,
    template_limits::RULE,
    too_many_ways::RULE,
    unknown_reference::RULE,
    unserved_writes::RULE,
    unused_silence::RULE,
    unwritable_route::RULE,
];
