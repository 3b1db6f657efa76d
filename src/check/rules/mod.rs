//! The rules, each a file and a page of its name.

mod alias_without_certificate;
mod api_root_uncovered;
mod catch_all_behavior;
mod certificate_region;
mod dead_behavior;
mod dependency_cycle;
mod distribution_limits;
mod doubled_prefix;
mod duplicate_origin_id;
mod duplicate_pattern;
mod edge_function_conflict;
mod edge_function_limits;
mod error_page_swallows_errors;
mod global_bucket_endpoint;
mod http_only_origin;
mod identity_form;
mod illegal_methods;
mod invalid_error_page;
mod invalid_origin_path;
mod invalid_pattern;
mod invalid_root_object;
mod no_root_object;
mod no_router;
mod origin_kind;
mod origin_timeout_limits;
mod pattern_without_wildcard;
mod plain_http;
mod reads_beyond;
mod redirected_api;
mod root_lists_bucket;
mod shadowed_requests;
mod template_limits;
mod tls_minimum_without_certificate;
mod too_many_ways;
mod unknown_origin;
mod unknown_reference;
mod unpublished_function;
mod unserved_writes;
mod unused_origin;
mod unused_silence;
mod unwritable_route;
mod url_as_domain;
mod web_acl_region;
mod website_origin;

use crate::check::Rule;

/// All rules, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    alias_without_certificate::RULE,
    api_root_uncovered::RULE,
    catch_all_behavior::RULE,
    certificate_region::RULE,
    dead_behavior::RULE,
    dependency_cycle::RULE,
    distribution_limits::RULE,
    doubled_prefix::RULE,
    duplicate_origin_id::RULE,
    duplicate_pattern::RULE,
    edge_function_conflict::RULE,
    edge_function_limits::RULE,
    error_page_swallows_errors::RULE,
    global_bucket_endpoint::RULE,
    http_only_origin::RULE,
    identity_form::RULE,
    illegal_methods::RULE,
    invalid_error_page::RULE,
    invalid_origin_path::RULE,
    invalid_pattern::RULE,
    invalid_root_object::RULE,
    no_root_object::RULE,
    no_router::RULE,
    origin_kind::RULE,
    origin_timeout_limits::RULE,
    pattern_without_wildcard::RULE,
    plain_http::RULE,
    reads_beyond::RULE,
    redirected_api::RULE,
    root_lists_bucket::RULE,
    shadowed_requests::RULE,
    template_limits::RULE,
    tls_minimum_without_certificate::RULE,
    too_many_ways::RULE,
    unknown_origin::RULE,
    unknown_reference::RULE,
    unpublished_function::RULE,
    unserved_writes::RULE,
    unused_origin::RULE,
    unused_silence::RULE,
    unwritable_route::RULE,
    url_as_domain::RULE,
    web_acl_region::RULE,
    website_origin::RULE,
];
