//! The rules, each a file and a page of its name.

mod acl_with_enforced_ownership;
mod action_without_resource;
mod allow_with_not_principal;
mod api_cached;
mod api_retried;
mod authorization_lost;
mod authorization_not_in_key;
mod blocks_off;
mod bucket_action_on_object;
mod cache_unsettled;
mod cloudfront_without_source;
mod compress_without_cache;
mod condition_never_met;
mod control_type_mismatch;
mod cookies_lost;
mod cors_header_missing;
mod cors_twice;
mod credentials_for_any_origin;
mod dead_behavior;
mod dependency_cycle;
mod everything_but_action;
mod header_not_keyed;
mod host_to_bucket;
mod host_to_function_url;
mod identity_beside_control;
mod impossible_cors;
mod impossible_origin;
mod invalid_statement;
mod invoke_open_to_everybody;
mod key_without_cache;
mod legacy_with_policy;
mod min_ttl_with_all_headers;
mod missing_object_is_403;
mod no_such_action;
mod oac_cannot_decrypt;
mod oai_cannot_decrypt;
mod oai_legacy;
mod object_action_on_bucket;
mod permission_beside_resource_policy;
mod permission_without_source;
mod policy_names_limit;
mod policy_without_order;
mod public_acl_blocked;
mod public_bucket;
mod public_function_url;
mod public_listing;
mod public_policy_blocked;
mod public_policy_restricted;
mod public_write;
mod queries_lost;
mod read_timeout_under_function;
mod reads_beyond;
mod reads_only_api;
mod shadowed_requests;
mod signed_bodies;
mod signed_to_open_url;
mod template_limits;
mod times_out_of_order;
mod tls_deny_hits_viewers;
mod too_many_ways;
mod two_policies;
mod unknown_managed_policy;
mod unknown_reference;
mod unreadable_origin;
mod unserved_writes;
mod unsigned_to_iam_url;
mod unused_silence;
mod unwritable_route;
mod upload_denied;
mod url_auth_mismatch;
mod url_permission_missing;
mod wildcard_role;
mod wrong_principal;

use crate::check::Rule;

/// All rules, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    acl_with_enforced_ownership::RULE,
    action_without_resource::RULE,
    allow_with_not_principal::RULE,
    api_cached::RULE,
    api_retried::RULE,
    authorization_lost::RULE,
    authorization_not_in_key::RULE,
    blocks_off::RULE,
    bucket_action_on_object::RULE,
    cache_unsettled::RULE,
    cloudfront_without_source::RULE,
    compress_without_cache::RULE,
    condition_never_met::RULE,
    control_type_mismatch::RULE,
    cookies_lost::RULE,
    cors_header_missing::RULE,
    cors_twice::RULE,
    credentials_for_any_origin::RULE,
    dead_behavior::RULE,
    dependency_cycle::RULE,
    everything_but_action::RULE,
    header_not_keyed::RULE,
    host_to_bucket::RULE,
    host_to_function_url::RULE,
    identity_beside_control::RULE,
    impossible_cors::RULE,
    impossible_origin::RULE,
    invalid_statement::RULE,
    invoke_open_to_everybody::RULE,
    key_without_cache::RULE,
    legacy_with_policy::RULE,
    min_ttl_with_all_headers::RULE,
    missing_object_is_403::RULE,
    no_such_action::RULE,
    oac_cannot_decrypt::RULE,
    oai_cannot_decrypt::RULE,
    oai_legacy::RULE,
    object_action_on_bucket::RULE,
    permission_beside_resource_policy::RULE,
    permission_without_source::RULE,
    policy_names_limit::RULE,
    policy_without_order::RULE,
    public_acl_blocked::RULE,
    public_bucket::RULE,
    public_function_url::RULE,
    public_listing::RULE,
    public_policy_blocked::RULE,
    public_policy_restricted::RULE,
    public_write::RULE,
    queries_lost::RULE,
    read_timeout_under_function::RULE,
    reads_beyond::RULE,
    reads_only_api::RULE,
    shadowed_requests::RULE,
    signed_bodies::RULE,
    signed_to_open_url::RULE,
    template_limits::RULE,
    times_out_of_order::RULE,
    tls_deny_hits_viewers::RULE,
    too_many_ways::RULE,
    two_policies::RULE,
    unknown_managed_policy::RULE,
    unknown_reference::RULE,
    unreadable_origin::RULE,
    unserved_writes::RULE,
    unsigned_to_iam_url::RULE,
    unused_silence::RULE,
    unwritable_route::RULE,
    upload_denied::RULE,
    url_auth_mismatch::RULE,
    url_permission_missing::RULE,
    wildcard_role::RULE,
    wrong_principal::RULE,
];
