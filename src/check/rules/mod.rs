//! The rules, each a file and a page of its name.

mod bucket_action_on_object;
mod dependency_cycle;
mod grant_misses_prefix;
mod object_action_on_bucket;
mod template_limits;
mod too_many_ways;
mod unknown_action;
mod unknown_reference;
mod unreadable_origin;
mod unused_silence;
mod wrong_principal;

use crate::check::Rule;

/// All rules, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    bucket_action_on_object::RULE,
    dependency_cycle::RULE,
    grant_misses_prefix::RULE,
    object_action_on_bucket::RULE,
    template_limits::RULE,
    too_many_ways::RULE,
    unknown_action::RULE,
    unknown_reference::RULE,
    unreadable_origin::RULE,
    unused_silence::RULE,
    wrong_principal::RULE,
];
