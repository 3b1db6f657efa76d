//! The rules, each a file and a page of its name.

mod bucket_name;
mod capabilities;
mod cfnresponse_import;
mod custom_resource_edits_function;
mod custom_resource_timeout;
mod dependency_cycle;
mod fixed_name;
mod function_limits;
mod grant_without_variable;
mod inline_code_runtime;
mod inline_es_module;
mod inline_handler;
mod invalid_service_timeout;
mod log_group_mismatch;
mod log_group_without_retention;
mod log_retention_value;
mod malformed_variable;
mod missing_handler;
mod missing_log_group;
mod physical_name;
mod policy_size;
mod reserved_concurrency;
mod reserved_variable;
mod retention_missing;
mod retired_runtime;
mod role_cannot_log;
mod table_keys;
mod table_throughput;
mod template_limits;
mod template_size;
mod too_many_ways;
mod unknown_attribute;
mod unknown_mapping;
mod unknown_reference;
mod unknown_runtime;
mod untrusted_role;
mod unused_silence;
mod unversioned_code;
mod variable_not_a_string;
mod variable_without_grant;
mod variables_too_large;

use crate::check::Rule;

/// All rules, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    bucket_name::RULE,
    capabilities::RULE,
    cfnresponse_import::RULE,
    custom_resource_edits_function::RULE,
    custom_resource_timeout::RULE,
    dependency_cycle::RULE,
    fixed_name::RULE,
    function_limits::RULE,
    grant_without_variable::RULE,
    inline_code_runtime::RULE,
    inline_es_module::RULE,
    inline_handler::RULE,
    invalid_service_timeout::RULE,
    log_group_mismatch::RULE,
    log_group_without_retention::RULE,
    log_retention_value::RULE,
    malformed_variable::RULE,
    missing_handler::RULE,
    missing_log_group::RULE,
    physical_name::RULE,
    policy_size::RULE,
    reserved_concurrency::RULE,
    reserved_variable::RULE,
    retention_missing::RULE,
    retired_runtime::RULE,
    role_cannot_log::RULE,
    table_keys::RULE,
    table_throughput::RULE,
    template_limits::RULE,
    template_size::RULE,
    too_many_ways::RULE,
    unknown_attribute::RULE,
    unknown_mapping::RULE,
    unknown_reference::RULE,
    unknown_runtime::RULE,
    untrusted_role::RULE,
    unused_silence::RULE,
    unversioned_code::RULE,
    variable_not_a_string::RULE,
    variable_without_grant::RULE,
    variables_too_large::RULE,
];
