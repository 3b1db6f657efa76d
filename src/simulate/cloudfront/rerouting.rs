//! Other origins than those of the behavior, as a function asks for them.
//!
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html>

use std::borrow::Cow;

use super::access::Access;
use super::backend::Backend;
use super::behavior::Behavior;
use super::distribution::Distribution;
use super::origin::Origin;
use super::plan::{Member, Plan, Second};
use super::setting::Names;
use crate::simulate::javascript::{OriginChange, OriginUpdate};
use crate::simulate::run::Run;
use crate::template::{Fact, Text};

/// The origins of a behavior with the changes that a function asked for.
pub(super) fn plan<'a>(
    run: &mut Run,
    distribution: &'a Distribution,
    behavior: &'a Behavior,
    changes: &[OriginChange],
) -> Plan<'a> {
    let mut plan = Plan::of(run, distribution, behavior);
    if changes.len() > 1 {
        run.hinges_on(Fact::new("which of several changes of the origin counts"));
    }
    for change in changes {
        match change {
            OriginChange::Select { origin, overridden } => {
                if overridden.contains("hostHeader") {
                    run.hinges_on(Fact::new("host header that a function sets"));
                }
                plan = Plan::one(named(distribution, origin));
            }
            OriginChange::Group {
                origins,
                failover_statuses,
            } => {
                let member = |number: usize| {
                    let id = origins.get(number).map(String::as_str);
                    named(distribution, id.unwrap_or_default())
                };
                let known = failover_statuses.iter().map(ToString::to_string).collect();
                plan = Plan {
                    first: member(0),
                    second: Some(Second {
                        member: member(1),
                        failures: Cow::Owned(Names {
                            known,
                            open: Vec::new(),
                        }),
                        at: &behavior.at,
                    }),
                };
            }
            // Of a group the first origin is changed alone.
            OriginChange::Update(update) => {
                let origin = match plan.first {
                    Member::Origin(origin) => origin.clone(),
                    Member::Changed(origin) => *origin,
                    Member::Missing(_) => continue,
                };
                let origin = updated(run, origin, update, behavior);
                plan.first = Member::Changed(Box::new(origin));
            }
        }
    }
    plan
}

/// The origin of an id.
fn named<'a>(distribution: &'a Distribution, id: &str) -> Member<'a> {
    let mut origins = distribution.origins.origins.iter();
    match origins.find(|origin| origin.id.as_known() == Some(id)) {
        Some(origin) => Member::Origin(origin),
        None => Member::Missing(id.to_owned()),
    }
}

/// An origin with changed settings; what a function does not name stays as it is.
fn updated(run: &Run, mut origin: Origin, update: &OriginUpdate, behavior: &Behavior) -> Origin {
    if let Some(domain) = &update.domain_name {
        let domain = Text::from(domain.as_str());
        let (resources, hosts) = (&run.world.resources, run.world.cloudfront.hosts());
        origin.backend = Backend::read(resources, hosts, &domain);
        origin.host = Some(domain.clone());
        origin.domain = domain;
    }
    if let Some(host) = &update.host_header {
        origin.host = Some(Text::from(host.as_str()));
    }
    if let Some(path) = &update.origin_path {
        origin.path = Text::from(path.as_str());
    }
    if let Some(headers) = &update.custom_headers {
        let pairs = headers
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()));
        origin.custom_headers = pairs.collect();
    }
    if let Some(access) = &update.access_control {
        origin.access = Access::of_function(access, &behavior.at);
    }
    origin
}
