//! The rules, each a file and a page of its name.

mod acl_with_enforced_ownership;
mod action_without_resource;
mod allow_with_not_principal;
mod blocks_off;
mod bucket_action_on_object;
mod cloudfront_without_source;
mod condition_never_met;
mod dead_behavior;
mod dependency_cycle;
mod everything_but_action;
mod identity_beside_control;
mod invalid_statement;
mod missing_object_is_403;
mod no_such_action;
mod oac_cannot_decrypt;
mod oai_cannot_decrypt;
mod oai_legacy;
mod object_action_on_bucket;
mod policy_without_order;
mod public_acl_blocked;
mod public_bucket;
mod public_listing;
mod public_policy_blocked;
mod public_policy_restricted;
mod public_write;
mod reads_beyond;
mod shadowed_requests;
mod template_limits;
mod tls_deny_hits_viewers;
mod too_many_ways;
mod two_policies;
mod unknown_reference;
mod unreadable_origin;
mod unserved_writes;
mod unused_silence;
mod unwritable_route;
mod upload_denied;
mod wildcard_role;
mod wrong_principal;

use crate::check::Rule;

/// All rules, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    acl_with_enforced_ownership::RULE,
    action_without_resource::RULE,
    allow_with_not_principal::RULE,
    blocks_off::RULE,
    bucket_action_on_object::RULE,
    cloudfront_without_source::RULE,
    condition_never_met::RULE,
    dead_behavior::RULE,
    dependency_cycle::RULE,
    everything_but_action::RULE,
    identity_beside_control::RULE,
    invalid_statement::RULE,
    missing_object_is_403::RULE,
    no_such_action::RULE,
    oac_cannot_decrypt::RULE,
    oai_cannot_decrypt::RULE,
    oai_legacy::RULE,
    object_action_on_bucket::RULE,
    policy_without_order::RULE,
    public_acl_blocked::RULE,
    public_bucket::RULE,
    public_listing::RULE,
    public_policy_blocked::RULE,
    public_policy_restricted::RULE,
    public_write::RULE,
    reads_beyond::RULE,
    shadowed_requests::RULE,
    template_limits::RULE,
    tls_deny_hits_viewers::RULE,
    too_many_ways::RULE,
    two_policies::RULE,
    unknown_reference::RULE,
    unreadable_origin::RULE,
    unserved_writes::RULE,
    unused_silence::RULE,
    unwritable_route::RULE,
    upload_denied::RULE,
    wildcard_role::RULE,
    wrong_principal::RULE,
];
