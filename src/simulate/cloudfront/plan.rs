//! Which origins are asked for a request, one after the other.

use std::borrow::Cow;

use super::behavior::Behavior;
use super::distribution::Distribution;
use super::origin::{Group, Origin, Target};
use super::setting::Names;
use crate::diag::Path;
use crate::simulate::run::Run;
use crate::template::Fact;

/// Which origins are asked.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// The first.
    pub(super) first: Member<'a>,
    /// The one that is asked where the first fails.
    pub(super) second: Option<Second<'a>>,
}

/// An origin to ask.
#[derive(Debug)]
pub(super) enum Member<'a> {
    /// This one.
    Origin(&'a Origin),
    /// This one, which a function changed.
    Changed(Box<Origin>),
    /// One that is not there, by its id.
    Missing(String),
}

/// The second origin of a group.
#[derive(Debug)]
pub(super) struct Second<'a> {
    /// Which it is.
    pub(super) member: Member<'a>,
    /// The statuses that count as a failure of the first.
    pub(super) failures: Cow<'a, Names>,
    /// Where the template says so.
    pub(super) at: &'a Path,
}

impl<'a> Plan<'a> {
    /// The origins of a behavior.
    pub(super) fn of(
        run: &mut Run,
        distribution: &'a Distribution,
        behavior: &'a Behavior,
    ) -> Self {
        let origins = &distribution.origins;
        match origins.settle(run, &behavior.target) {
            Target::Group(number) => match origins.groups.get(number) {
                Some(group) => Self::of_group(run, distribution, group),
                None => Self::one(Member::Missing(String::new())),
            },
            target @ (Target::Origin(_) | Target::Missing(_) | Target::Open(_)) => {
                Self::one(Member::of(distribution, &target))
            }
        }
    }

    /// One origin alone.
    pub(super) const fn one(first: Member<'a>) -> Self {
        Self {
            first,
            second: None,
        }
    }

    fn of_group(run: &mut Run, distribution: &'a Distribution, group: &'a Group) -> Self {
        if group.by_score.holds(run, "origin selection by score is") {
            run.hinges_on(Fact::new("media quality score"));
        }
        let mut member = |number: usize| {
            let target = group.members.get(number);
            let target = target.map(|target| distribution.origins.settle(run, target));
            target.map_or(Member::Missing(String::new()), |target| {
                Member::of(distribution, &target)
            })
        };
        Self {
            first: member(0),
            second: Some(Second {
                member: member(1),
                failures: Cow::Borrowed(&group.failures),
                at: &group.at,
            }),
        }
    }
}

impl<'a> Member<'a> {
    /// The origin that is meant; a group holds no groups.
    pub(super) fn of(distribution: &'a Distribution, target: &Target) -> Self {
        let origin = |number: usize| distribution.origins.origins.get(number);
        match target {
            Target::Origin(number) => match origin(*number) {
                Some(origin) => Self::Origin(origin),
                None => Self::Missing(String::new()),
            },
            Target::Group(_) => Self::Missing(String::new()),
            Target::Missing(id) => Self::Missing(id.clone()),
            Target::Open(id) => Self::Missing(id.to_string()),
        }
    }

    /// The id of the origin.
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Origin(origin) => &origin.name,
            Self::Changed(origin) => &origin.name,
            Self::Missing(id) => id,
        }
    }
}
