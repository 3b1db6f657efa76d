//! The ways in which a template may turn out, and what is found in each of them told once.

use super::closed::{self, Closed};
use super::deployed::Deployed;
use super::{Findings, Rule};
use crate::diag::{Diagnostic, quoted};
use crate::simulate::{Simulation, World};
use crate::template::Template;

/// How many ways are looked at; a template with more of them is told so.
pub(super) const MOST_WAYS: usize = 48;

/// The template as deployed, in each way that is looked at.
pub(super) fn deployed<'a>(
    template: &'a Template,
    simulation: &'a Simulation,
) -> Vec<Deployed<'a>> {
    let looked_at = simulation.worlds().iter().take(MOST_WAYS);
    let all = simulation.worlds().len() <= MOST_WAYS && simulation.is_complete();
    looked_at
        .map(|world| Deployed::new(template, world, all))
        .collect()
}

/// What a rule finds in all ways, each finding once; one that is found in some of them alone says in which.
pub(super) fn merged(
    simulation: &Simulation,
    ways: &[Deployed],
    rule: &'static Rule,
    find: fn(&Deployed, &mut Findings),
) -> Vec<Diagnostic> {
    let mut found: Vec<(Diagnostic, Vec<bool>)> = Vec::new();
    for (number, way) in ways.iter().enumerate() {
        let mut findings = Findings::of(rule);
        find(way, &mut findings);
        for finding in findings.into_vec() {
            let known = found.iter().position(|(known, _)| *known == finding);
            let known = known.unwrap_or_else(|| {
                found.push((finding, vec![false; ways.len()]));
                found.len() - 1
            });
            found[known].1[number] = true;
        }
    }
    let worlds: Vec<&World> = ways.iter().map(|way| way.world).collect();
    let told = |(mut finding, within): (Diagnostic, Vec<bool>)| {
        if !within.iter().all(|is| *is) {
            finding
                .message
                .push_str(&when(simulation, &worlds, &within));
        }
        finding
    };
    found.into_iter().map(told).collect()
}

/// Who may read and write each bucket, in each way in which that differs.
pub(super) fn closed(simulation: &Simulation, ways: &[Deployed]) -> Vec<Closed> {
    let mut found: Vec<(Closed, Vec<bool>)> = Vec::new();
    for (number, way) in ways.iter().enumerate() {
        for one in closed::read(way) {
            let known = found.iter().position(|(known, _)| *known == one);
            let known = known.unwrap_or_else(|| {
                found.push((one, vec![false; ways.len()]));
                found.len() - 1
            });
            found[known].1[number] = true;
        }
    }
    let worlds: Vec<&World> = ways.iter().map(|way| way.world).collect();
    let told = |(mut closed, within): (Closed, Vec<bool>)| {
        if !within.iter().all(|is| *is) {
            let when = when(simulation, &worlds, &within);
            closed.when = Some(when.trim_start_matches(", ").to_owned());
        }
        closed
    };
    found.into_iter().map(told).collect()
}

/// In which ways something is so: by the condition that makes the difference, or by the facts that may.
fn when(simulation: &Simulation, worlds: &[&World], within: &[bool]) -> String {
    let first = worlds.first().map(|world| world.resources.conditions());
    for (condition, _) in first.unwrap_or_default() {
        let holds = |world: &&World| {
            let mut known = world.resources.conditions().iter();
            known
                .find(|(name, _)| name == condition)
                .map(|(_, holds)| *holds)
        };
        let told: Option<Vec<bool>> = worlds.iter().map(holds).collect();
        match told {
            Some(told) if told == within => {
                return format!(", where condition `{condition}` holds");
            }
            Some(told) if told.iter().zip(within).all(|(holds, is)| holds != is) => {
                return format!(", where condition `{condition}` does not hold");
            }
            Some(_) | None => {}
        }
    }
    let facts: Vec<String> = simulation.facts().iter().map(ToString::to_string).collect();
    let facts = quoted(facts.iter().map(String::as_str));
    format!(", in some of the ways in which the template may turn out (it depends on {facts})")
}
