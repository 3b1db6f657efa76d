//! The rules, each a file and a page of its name.

mod api_cached;
mod api_retried;
mod authorization_lost;
mod authorization_not_in_key;
mod cache_unsettled;
mod compress_without_cache;
mod control_type_mismatch;
mod cookies_lost;
mod cors_header_missing;
mod cors_twice;
mod credentials_for_any_origin;
mod dead_behavior;
mod dependency_cycle;
mod header_not_keyed;
mod host_to_bucket;
mod host_to_function_url;
mod impossible_cors;
mod impossible_origin;
mod invoke_open_to_everybody;
mod key_without_cache;
mod legacy_with_policy;
mod min_ttl_with_all_headers;
mod permission_beside_resource_policy;
mod permission_without_source;
mod policy_names_limit;
mod public_function_url;
mod queries_lost;
mod read_timeout_under_function;
mod reads_beyond;
mod reads_only_api;
mod shadowed_requests;
mod signed_bodies;
mod signed_to_open_url;
mod template_limits;
mod times_out_of_order;
mod too_many_ways;
mod unknown_managed_policy;
mod unknown_reference;
mod unserved_writes;
mod unsigned_to_iam_url;
mod unused_silence;
mod unwritable_route;
mod url_auth_mismatch;
mod url_permission_missing;

use crate::check::Rule;

/// All rules, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    api_cached::RULE,
    api_retried::RULE,
    authorization_lost::RULE,
    authorization_not_in_key::RULE,
    cache_unsettled::RULE,
    compress_without_cache::RULE,
    control_type_mismatch::RULE,
    cookies_lost::RULE,
    cors_header_missing::RULE,
    cors_twice::RULE,
    credentials_for_any_origin::RULE,
    dead_behavior::RULE,
    dependency_cycle::RULE,
    header_not_keyed::RULE,
    host_to_bucket::RULE,
    host_to_function_url::RULE,
    impossible_cors::RULE,
    impossible_origin::RULE,
    invoke_open_to_everybody::RULE,
    key_without_cache::RULE,
    legacy_with_policy::RULE,
    min_ttl_with_all_headers::RULE,
    permission_beside_resource_policy::RULE,
    permission_without_source::RULE,
    policy_names_limit::RULE,
    public_function_url::RULE,
    queries_lost::RULE,
    read_timeout_under_function::RULE,
    reads_beyond::RULE,
    reads_only_api::RULE,
    shadowed_requests::RULE,
    signed_bodies::RULE,
    signed_to_open_url::RULE,
    template_limits::RULE,
    times_out_of_order::RULE,
    too_many_ways::RULE,
    unknown_managed_policy::RULE,
    unknown_reference::RULE,
    unserved_writes::RULE,
    unsigned_to_iam_url::RULE,
    unused_silence::RULE,
    unwritable_route::RULE,
    url_auth_mismatch::RULE,
    url_permission_missing::RULE,
];
