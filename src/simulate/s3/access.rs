//! Whether a caller may do something to a bucket or its objects: policies, lists, and what blocks public access.

use super::acl;
use super::bucket::{Bucket, assume_no_account_block};
use crate::simulate::answer::Verdict;
use crate::simulate::assumption::Assumption;
use crate::simulate::caller::Caller;
use crate::simulate::context::Context;
use crate::simulate::hop::Did;
use crate::simulate::iam::{self, Call, Policy, Ruling};
use crate::simulate::reason::Reason;
use crate::simulate::run::Run;
use crate::template::{Fact, Text};

/// Decides about one action.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html>
pub(super) fn decide(
    run: &mut Run,
    bucket: &Bucket,
    caller: &Caller,
    action: &str,
    arn: &Text,
    context: &Context,
) -> Ruling {
    // Of a bucket outside the template the policies of the caller decide. Whoever has none of its own hangs on the policy
    // that the bucket may have.
    let mut outside = None;
    if bucket.id.is_none() && bucket.policies.is_empty() {
        match caller {
            Caller::Anonymous | Caller::Service(_) | Caller::OriginAccessIdentity(_) => {
                let fact = Fact::new(format!("policy of bucket {}", bucket.name));
                outside = Some(Policy::unknown(fact));
            }
            Caller::Role(_) | Caller::User(_) | Caller::Account(_) => {
                run.assume(Assumption::OutsideWithoutPolicy);
            }
        }
    }
    let world = run.world;
    let owner = world.resources.settings.account.as_str();
    let in_force = bucket.policy(run.trial);
    let policy = in_force
        .map(|in_force| &in_force.policy)
        .or(outside.as_ref());
    let public = restriction_concerns(caller, owner)
        && in_force.is_some_and(|policy| policy.publicity.because(run.trial).is_some());
    let switch = &bucket.blocks.restrict_public_buckets;
    let restricted = public && switch.is_on_for(run, |account| account.restrict_public_buckets);
    let call = Call {
        caller,
        action,
        resource: arn,
        owner,
        context,
        resource_policies: policy.as_slice(),
        restricted,
    };
    let ruling = iam::authorize(run, &call);
    match ruling.verdict {
        // <https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html#access-denied-bpa-examples>:
        // any denial that comes of this switch is explicit.
        _ if ruling.reason == Reason::RestrictPublicBuckets => Ruling {
            verdict: Verdict::ExplicitDeny,
            ..ruling
        },
        Verdict::ExplicitDeny => ruling,
        Verdict::Allowed => {
            if public {
                assume_no_account_block(run);
            }
            ruling
        }
        Verdict::ImplicitDeny => {
            // A list is of the resource's side, so that a caller of another account needs its own account's word too.
            let own_side_allows = match caller {
                Caller::Role(_) | Caller::User(_) | Caller::Account(_) => {
                    caller.account() == Some(owner)
                        || ruling.reason == Reason::ResourcesAccountDoesNotAllow
                }
                Caller::Anonymous | Caller::Service(_) | Caller::OriginAccessIdentity(_) => true,
            };
            if own_side_allows && acl::grants(run, bucket, caller, action) {
                return Ruling {
                    verdict: Verdict::Allowed,
                    reason: Reason::Allowed,
                    by: None,
                };
            }
            ruling
        }
    }
}

/// Decides about one action, and notes it.
pub(super) fn decide_and_note(
    run: &mut Run,
    bucket: &Bucket,
    caller: &Caller,
    action: &str,
    arn: &Text,
    context: &Context,
) -> Ruling {
    let ruling = decide(run, bucket, caller, action, arn, context);
    let restricts = ruling.reason == Reason::RestrictPublicBuckets;
    let place = match &ruling.by {
        _ if restricts => bucket.blocks.restrict_public_buckets.at.as_ref(),
        Some(by) => Some(&by.at),
        None if ruling.verdict == Verdict::Allowed => bucket.acl.at.as_ref(),
        None => None,
    };
    let did = Did::Decided {
        action: action.to_owned(),
        verdict: ruling.verdict,
        reason: ruling.reason,
        by: ruling.by.clone(),
    };
    run.note(bucket.id, did, place);
    ruling
}

/// Whether `RestrictPublicBuckets` concerns a caller: services of AWS and the account of the bucket get in as before.
fn restriction_concerns(caller: &Caller, owner: &str) -> bool {
    match caller {
        Caller::Service(_) => false,
        Caller::Anonymous | Caller::OriginAccessIdentity(_) => true,
        Caller::Role(_) | Caller::User(_) | Caller::Account(_) => caller.account() != Some(owner),
    }
}
