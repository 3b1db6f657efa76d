//! The rules, each a file and a page of its name.

mod catch_all_behavior;
mod dead_behavior;
mod dependency_cycle;
mod doubled_prefix;
mod duplicate_origin_id;
mod duplicate_pattern;
mod error_page_swallows_errors;
mod invalid_error_page;
mod invalid_origin_path;
mod invalid_pattern;
mod invalid_root_object;
mod no_root_object;
mod no_router;
mod pattern_without_wildcard;
mod reads_beyond;
mod root_lists_bucket;
mod shadowed_requests;
mod template_limits;
mod too_many_ways;
mod unknown_origin;
mod unknown_reference;
mod unserved_writes;
mod unused_origin;
mod unused_silence;
mod unwritable_route;

use crate::check::Rule;

/// All rules, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    catch_all_behavior::RULE,
    dead_behavior::RULE,
    dependency_cycle::RULE,
    doubled_prefix::RULE,
    duplicate_origin_id::RULE,
    duplicate_pattern::RULE,
    error_page_swallows_errors::RULE,
    invalid_error_page::RULE,
    invalid_origin_path::RULE,
    invalid_pattern::RULE,
    invalid_root_object::RULE,
    no_root_object::RULE,
    no_router::RULE,
    pattern_without_wildcard::RULE,
    reads_beyond::RULE,
    root_lists_bucket::RULE,
    shadowed_requests::RULE,
    template_limits::RULE,
    too_many_ways::RULE,
    unknown_origin::RULE,
    unknown_reference::RULE,
    unserved_writes::RULE,
    unused_origin::RULE,
    unused_silence::RULE,
    unwritable_route::RULE,
];
