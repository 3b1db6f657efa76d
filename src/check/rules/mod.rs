//! The rules, each a file and a page of its name.

mod absent_reference;
mod acl_with_enforced_ownership;
mod action_without_resource;
mod allow_with_not_principal;
mod api_cached;
mod api_retried;
mod api_root_uncovered;
mod arn_for_bucket_name;
mod authorization_lost;
mod authorization_not_in_key;
mod blocks_off;
mod bucket_action_on_object;
mod bucket_name;
mod cache_unsettled;
mod capabilities;
mod catch_all_behavior;
mod certificate_outside_us_east_1;
mod certificate_without_method;
mod cfnresponse_import;
mod cloudfront_without_source;
mod compress_without_cache;
mod condition_never_met;
mod control_type_mismatch;
mod cookies_lost;
mod cookies_without_names;
mod cors_header_missing;
mod cors_twice;
mod credentials_for_any_origin;
mod custom_resource_edits_function;
mod custom_resource_timeout;
mod dangling_origin;
mod dead_behavior;
mod denied_grant;
mod dependency_cycle;
mod deprecated_runtime;
mod distribution_limits;
mod domain_with_scheme;
mod doubled_prefix;
mod duplicate_name;
mod duplicate_origin_id;
mod duplicate_pattern;
mod edge_function_conflict;
mod edge_function_limits;
mod empty_domain;
mod error_page_swallows_errors;
mod everything_but_action;
mod failing_edge_function;
mod fixed_name;
mod forbidden_header;
mod function_limits;
mod global_bucket_endpoint;
mod grant_without_variable;
mod header_not_keyed;
mod host_to_bucket;
mod host_to_function_url;
mod http_only_origin;
mod identity_beside_control;
mod identity_form;
mod impossible_cors;
mod impossible_origin;
mod inline_code_runtime;
mod inline_es_module;
mod inline_handler;
mod invalid_alias;
mod invalid_error_page;
mod invalid_logical_id;
mod invalid_origin_path;
mod invalid_pattern;
mod invalid_root_object;
mod invalid_service_timeout;
mod invalid_statement;
mod invoke_open_to_everybody;
mod key_without_cache;
mod legacy_with_policy;
mod log_bucket_without_lists;
mod log_group_mismatch;
mod log_group_without_retention;
mod log_retention_value;
mod long_comment;
mod malformed_variable;
mod method_set;
mod min_ttl_with_all_headers;
mod missing_handler;
mod missing_log_group;
mod missing_object_is_403;
mod name_for_arn;
mod no_root_object;
mod no_router;
mod no_such_action;
mod oac_cannot_decrypt;
mod oai_cannot_decrypt;
mod oai_legacy;
mod object_action_on_bucket;
mod origin_kind;
mod origin_timeout_limits;
mod parameter_default;
mod partly_unreadable_route;
mod pattern_without_wildcard;
mod permission_beside_resource_policy;
mod permission_without_source;
mod physical_name;
mod plain_http;
mod policy_names_limit;
mod policy_size;
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
mod redirected_api;
mod reserved_concurrency;
mod reserved_environment_variable;
mod retention_missing;
mod role_cannot_log;
mod root_lists_bucket;
mod select_out_of_list;
mod shadowed_requests;
mod signed_bodies;
mod signed_to_open_url;
mod table_keys;
mod table_throughput;
mod template_limits;
mod template_size;
mod times_out_of_order;
mod tls_deny_hits_viewers;
mod tls_minimum_without_certificate;
mod too_many_ways;
mod two_policies;
mod uncertified_alias;
mod unknown_attribute;
mod unknown_deletion_policy;
mod unknown_managed_policy;
mod unknown_mapping;
mod unknown_reference;
mod unknown_runtime;
mod unknown_service;
mod unknown_value;
mod unpublished_function;
mod unreadable_origin;
mod unreadable_page;
mod unreadable_website;
mod unserved_writes;
mod unsigned_to_iam_url;
mod untrusted_role;
mod unused_origin;
mod unused_silence;
mod unversioned_code;
mod unwritable_route;
mod upload_denied;
mod url_as_domain;
mod url_auth_mismatch;
mod url_permission_missing;
mod variable_not_a_string;
mod variable_without_grant;
mod variables_too_large;
mod web_acl_region;
mod website_origin;
mod wildcard_role;
mod writer_without_key;
mod wrong_principal;
mod wrong_region_origin;

use crate::check::Rule;

/// All rules, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    absent_reference::RULE,
    acl_with_enforced_ownership::RULE,
    action_without_resource::RULE,
    allow_with_not_principal::RULE,
    api_cached::RULE,
    api_retried::RULE,
    api_root_uncovered::RULE,
    arn_for_bucket_name::RULE,
    authorization_lost::RULE,
    authorization_not_in_key::RULE,
    blocks_off::RULE,
    bucket_action_on_object::RULE,
    bucket_name::RULE,
    cache_unsettled::RULE,
    capabilities::RULE,
    catch_all_behavior::RULE,
    certificate_outside_us_east_1::RULE,
    certificate_without_method::RULE,
    cfnresponse_import::RULE,
    cloudfront_without_source::RULE,
    compress_without_cache::RULE,
    condition_never_met::RULE,
    control_type_mismatch::RULE,
    cookies_lost::RULE,
    cookies_without_names::RULE,
    cors_header_missing::RULE,
    cors_twice::RULE,
    credentials_for_any_origin::RULE,
    custom_resource_edits_function::RULE,
    custom_resource_timeout::RULE,
    dangling_origin::RULE,
    dead_behavior::RULE,
    denied_grant::RULE,
    dependency_cycle::RULE,
    deprecated_runtime::RULE,
    distribution_limits::RULE,
    domain_with_scheme::RULE,
    doubled_prefix::RULE,
    duplicate_name::RULE,
    duplicate_origin_id::RULE,
    duplicate_pattern::RULE,
    edge_function_conflict::RULE,
    edge_function_limits::RULE,
    empty_domain::RULE,
    error_page_swallows_errors::RULE,
    everything_but_action::RULE,
    failing_edge_function::RULE,
    fixed_name::RULE,
    forbidden_header::RULE,
    function_limits::RULE,
    global_bucket_endpoint::RULE,
    grant_without_variable::RULE,
    header_not_keyed::RULE,
    host_to_bucket::RULE,
    host_to_function_url::RULE,
    http_only_origin::RULE,
    identity_beside_control::RULE,
    identity_form::RULE,
    impossible_cors::RULE,
    impossible_origin::RULE,
    inline_code_runtime::RULE,
    inline_es_module::RULE,
    inline_handler::RULE,
    invalid_alias::RULE,
    invalid_error_page::RULE,
    invalid_logical_id::RULE,
    invalid_origin_path::RULE,
    invalid_pattern::RULE,
    invalid_root_object::RULE,
    invalid_service_timeout::RULE,
    invalid_statement::RULE,
    invoke_open_to_everybody::RULE,
    key_without_cache::RULE,
    legacy_with_policy::RULE,
    log_bucket_without_lists::RULE,
    log_group_mismatch::RULE,
    log_group_without_retention::RULE,
    log_retention_value::RULE,
    long_comment::RULE,
    malformed_variable::RULE,
    method_set::RULE,
    min_ttl_with_all_headers::RULE,
    missing_handler::RULE,
    missing_log_group::RULE,
    missing_object_is_403::RULE,
    name_for_arn::RULE,
    no_root_object::RULE,
    no_router::RULE,
    no_such_action::RULE,
    oac_cannot_decrypt::RULE,
    oai_cannot_decrypt::RULE,
    oai_legacy::RULE,
    object_action_on_bucket::RULE,
    origin_kind::RULE,
    origin_timeout_limits::RULE,
    parameter_default::RULE,
    partly_unreadable_route::RULE,
    pattern_without_wildcard::RULE,
    permission_beside_resource_policy::RULE,
    permission_without_source::RULE,
    physical_name::RULE,
    plain_http::RULE,
    policy_names_limit::RULE,
    policy_size::RULE,
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
    redirected_api::RULE,
    reserved_concurrency::RULE,
    reserved_environment_variable::RULE,
    retention_missing::RULE,
    role_cannot_log::RULE,
    root_lists_bucket::RULE,
    select_out_of_list::RULE,
    shadowed_requests::RULE,
    signed_bodies::RULE,
    signed_to_open_url::RULE,
    table_keys::RULE,
    table_throughput::RULE,
    template_limits::RULE,
    template_size::RULE,
    times_out_of_order::RULE,
    tls_deny_hits_viewers::RULE,
    tls_minimum_without_certificate::RULE,
    too_many_ways::RULE,
    two_policies::RULE,
    uncertified_alias::RULE,
    unknown_attribute::RULE,
    unknown_deletion_policy::RULE,
    unknown_managed_policy::RULE,
    unknown_mapping::RULE,
    unknown_reference::RULE,
    unknown_runtime::RULE,
    unknown_service::RULE,
    unknown_value::RULE,
    unpublished_function::RULE,
    unreadable_origin::RULE,
    unreadable_page::RULE,
    unreadable_website::RULE,
    unserved_writes::RULE,
    unsigned_to_iam_url::RULE,
    untrusted_role::RULE,
    unused_origin::RULE,
    unused_silence::RULE,
    unversioned_code::RULE,
    unwritable_route::RULE,
    upload_denied::RULE,
    url_as_domain::RULE,
    url_auth_mismatch::RULE,
    url_permission_missing::RULE,
    variable_not_a_string::RULE,
    variable_without_grant::RULE,
    variables_too_large::RULE,
    web_acl_region::RULE,
    website_origin::RULE,
    wildcard_role::RULE,
    writer_without_key::RULE,
    wrong_principal::RULE,
    wrong_region_origin::RULE,
];
