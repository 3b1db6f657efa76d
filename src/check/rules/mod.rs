//! The rules, each a file and a page of its name.

mod acl_with_enforced_ownership;
mod allow_with_not_principal;
mod blocks_off;
mod bucket_action_on_object;
mod bucket_name;
mod capabilities;
mod cfnresponse_import;
mod cloudfront_without_source;
mod condition_never_met;
mod custom_resource_edits_function;
mod custom_resource_timeout;
mod dead_behavior;
mod dependency_cycle;
mod everything_but_action;
mod fixed_name;
mod function_limits;
mod grant_without_variable;
mod identity_beside_control;
mod inline_code_runtime;
mod inline_es_module;
mod inline_handler;
mod invalid_service_timeout;
mod invalid_statement;
mod log_group_mismatch;
mod log_group_without_retention;
mod log_retention_value;
mod malformed_variable;
mod missing_handler;
mod missing_log_group;
mod missing_object_is_403;
mod no_such_action;
mod oac_cannot_decrypt;
mod oai_cannot_decrypt;
mod oai_legacy;
mod object_action_on_bucket;
mod physical_name;
mod policy_size;
mod policy_without_order;
mod public_acl_blocked;
mod public_bucket;
mod public_listing;
mod public_policy_blocked;
mod public_policy_restricted;
mod public_write;
mod reads_beyond;
mod reserved_concurrency;
mod reserved_variable;
mod retention_missing;
mod retired_runtime;
mod role_cannot_log;
mod shadowed_requests;
mod table_keys;
mod table_throughput;
mod template_limits;
mod template_size;
mod tls_deny_hits_viewers;
mod too_many_ways;
mod two_policies;
mod unknown_attribute;
mod unknown_mapping;
mod unknown_reference;
mod unknown_runtime;
mod unreadable_origin;
mod unserved_writes;
mod untrusted_role;
mod unused_silence;
mod unversioned_code;
mod unwritable_route;
mod upload_denied;
mod variable_not_a_string;
mod variable_without_grant;
mod variables_too_large;
mod wildcard_role;
mod wrong_principal;

use crate::check::Rule;

/// All rules, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    acl_with_enforced_ownership::RULE,
    allow_with_not_principal::RULE,
    blocks_off::RULE,
    bucket_action_on_object::RULE,
    bucket_name::RULE,
    capabilities::RULE,
    cfnresponse_import::RULE,
    cloudfront_without_source::RULE,
    condition_never_met::RULE,
    custom_resource_edits_function::RULE,
    custom_resource_timeout::RULE,
    dead_behavior::RULE,
    dependency_cycle::RULE,
    everything_but_action::RULE,
    fixed_name::RULE,
    function_limits::RULE,
    grant_without_variable::RULE,
    identity_beside_control::RULE,
    inline_code_runtime::RULE,
    inline_es_module::RULE,
    inline_handler::RULE,
    invalid_service_timeout::RULE,
    invalid_statement::RULE,
    log_group_mismatch::RULE,
    log_group_without_retention::RULE,
    log_retention_value::RULE,
    malformed_variable::RULE,
    missing_handler::RULE,
    missing_log_group::RULE,
    missing_object_is_403::RULE,
    no_such_action::RULE,
    oac_cannot_decrypt::RULE,
    oai_cannot_decrypt::RULE,
    oai_legacy::RULE,
    object_action_on_bucket::RULE,
    physical_name::RULE,
    policy_size::RULE,
    policy_without_order::RULE,
    public_acl_blocked::RULE,
    public_bucket::RULE,
    public_listing::RULE,
    public_policy_blocked::RULE,
    public_policy_restricted::RULE,
    public_write::RULE,
    reads_beyond::RULE,
    reserved_concurrency::RULE,
    reserved_variable::RULE,
    retention_missing::RULE,
    retired_runtime::RULE,
    role_cannot_log::RULE,
    shadowed_requests::RULE,
    table_keys::RULE,
    table_throughput::RULE,
    template_limits::RULE,
    template_size::RULE,
    tls_deny_hits_viewers::RULE,
    too_many_ways::RULE,
    two_policies::RULE,
    unknown_attribute::RULE,
    unknown_mapping::RULE,
    unknown_reference::RULE,
    unknown_runtime::RULE,
    unreadable_origin::RULE,
    unserved_writes::RULE,
    untrusted_role::RULE,
    unused_silence::RULE,
    unversioned_code::RULE,
    unwritable_route::RULE,
    upload_denied::RULE,
    variable_not_a_string::RULE,
    variable_without_grant::RULE,
    variables_too_large::RULE,
    wildcard_role::RULE,
    wrong_principal::RULE,
];
