//! A template that questions can be put to.

use super::answer::{Answer, AnsweredBy, Cache, Decision, Outcome, Response, Unknown};
use super::ask::{Aliases, Question, bucket_called, look_up};
use super::assumption::Assumption;
use super::hop::Did;
use super::request::{Request, What};
use super::run::Run;
use super::world::{ResourceId, World};
use super::{action, front};
use crate::aws::Method;
use crate::template::{Explored, Fact, Settings, Template, Trial, deploy, explore};

/// A template as deployed, in each way in which it may turn out.
#[derive(Debug)]
pub struct Simulation {
    /// Where it is deployed.
    pub settings: Settings,
    /// The logical ids of all resources, by their numbers.
    names: Vec<String>,
    worlds: Vec<World>,
    /// The facts between the worlds.
    facts: Vec<Fact>,
    /// Whether these are all the worlds there may be.
    complete: bool,
    aliases: Aliases,
    /// Whether CloudFormation would rewrite the template before it is deployed.
    is_transformed: bool,
}

impl Simulation {
    /// Deploys a template; `aliases` are the names that a stack file gives to what it makes.
    pub fn new(template: &Template, settings: Settings, aliases: Aliases) -> Self {
        let deployments = deploy(template, settings);
        let names = template.section("Resources").iter();
        let settings = deployments.settings;
        Self {
            is_transformed: template.is_transformed(),
            names: names.map(|entry| entry.key.clone()).collect(),
            worlds: deployments
                .all
                .into_iter()
                .map(|deployment| World::new(deployment, settings.clone()))
                .collect(),
            facts: deployments.facts,
            complete: deployments.complete,
            aliases,
            settings,
        }
    }

    /// The template as deployed, in each way in which it may turn out; at least one.
    pub fn worlds(&self) -> &[World] {
        &self.worlds
    }

    /// The logical id of a resource.
    pub fn name(&self, id: ResourceId) -> &str {
        self.names.get(id.number()).map_or("", String::as_str)
    }

    /// The logical id of a resource: that itself, or the name by which a stack file calls it.
    pub fn resource<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        if self.names.iter().any(|known| known == name) {
            return Some(name);
        }
        self.aliases.get(name).map(String::as_str)
    }

    /// The bucket that is called by its logical id, its physical name or the stack file's name.
    pub fn bucket(&self, name: &str) -> Option<ResourceId> {
        let mut worlds = self.worlds.iter();
        worlds.find_map(|world| bucket_called(name, world, &self.aliases))
    }

    /// The buckets of the template: the stack file's names and their logical ids.
    pub fn buckets(&self) -> Vec<&str> {
        let names = self.aliases.keys().chain(&self.names);
        let buckets = names.map(String::as_str);
        buckets.filter(|name| self.bucket(name).is_some()).collect()
    }

    /// The answer to a question.
    ///
    /// # Errors
    /// What is not understood about the question, and what would be.
    pub fn ask(&self, question: &Question) -> Result<Answer, String> {
        let mut answers = Vec::with_capacity(self.worlds.len());
        let mut misunderstood = None;
        for world in &self.worlds {
            match look_up(question, world, &self.aliases) {
                Ok(request) => answers.push(answer(world, &request)),
                // What is asked may exist in some of the worlds alone.
                Err(why) => misunderstood = Some(why),
            }
        }
        let complete = self.complete && misunderstood.is_none();
        let Some(mut answer) = merged(answers, self.facts.clone(), complete) else {
            return Err(misunderstood.unwrap_or_default());
        };
        if self.is_transformed {
            answer.assumes.insert(Assumption::TransformAddsNothing);
        }
        Ok(answer)
    }
}

/// The answer in one world.
pub(super) fn answer(world: &World, request: &Request) -> Answer {
    let mut found = explored(world, request, request.missing);
    if !request.missing
        && let Outcome::Response(response) = &found.outcome
        && reads_an_object(request, response)
        && let Outcome::Response(missing) = explored(world, request, true).outcome
        && let Some(status) = missing.status
    {
        found.if_missing = Some((status, missing.reason));
    }
    found
}

/// Whether an answer rests on an object that exists.
fn reads_an_object(request: &Request, response: &Response) -> bool {
    let reads = match &request.what {
        What::Http(http) => matches!(http.method, Method::Get | Method::Head),
        What::Action { .. } => false,
    };
    reads && response.answered_by == AnsweredBy::S3 && response.key.is_some()
}

fn explored(world: &World, request: &Request, missing: bool) -> Answer {
    let explored = explore(
        |trial| run(world, request, missing, trial),
        |one, other| same_end(&one.outcome, &other.outcome) && kept(one) == kept(other),
    );
    match explored {
        Explored::Always(answer) => answer,
        Explored::Depends {
            results,
            facts,
            complete,
        } => merged(results, facts, complete)
            // INVARIANT: a computation comes to something.
            .unwrap_or_else(|| run(world, request, missing, &mut Trial::default())),
    }
}

/// One answer from those to which the alternatives lead: the end that they share, or that it hinges on these facts. The
/// way is that of the first; `None` where there is none.
fn merged(answers: Vec<Answer>, facts: Vec<Fact>, complete: bool) -> Option<Answer> {
    let mut answers = answers.into_iter();
    let mut first = answers.next()?;
    let (rest, missing): (Vec<Outcome>, Vec<_>) = answers
        .map(|answer| (answer.outcome, answer.if_missing))
        .unzip();
    if missing.iter().any(|other| *other != first.if_missing) {
        first.if_missing = None;
    }
    if !complete || !rest.iter().all(|other| same_end(other, &first.outcome)) {
        let outcomes = std::iter::once(first.outcome).chain(rest).collect();
        first.outcome = unknown(outcomes, facts, complete);
        first.if_missing = None;
        return Some(first);
    }
    // Only what is kept of the answer, or how it was asked for, hinges on what is not known.
    if let Outcome::Response(response) = &mut first.outcome {
        let others = || rest.iter().filter_map(response_of);
        if others().any(|other| other.cache != response.cache) {
            response.cache = None;
        }
        if others().any(|other| other.origin_uri != response.origin_uri) {
            response.origin_uri = None;
        }
    }
    Some(first)
}

/// What is kept of an answer, and how it was asked for.
fn kept(answer: &Answer) -> Option<(Option<&Cache>, Option<&str>)> {
    let response = response_of(&answer.outcome)?;
    Some((response.cache.as_ref(), response.origin_uri.as_deref()))
}

fn response_of(outcome: &Outcome) -> Option<&Response> {
    match outcome {
        Outcome::Response(response) => Some(response),
        Outcome::Decision(_) | Outcome::Unknown(_) => None,
    }
}

/// What hinges on facts, from one end of each kind.
fn unknown(outcomes: Vec<Outcome>, facts: Vec<Fact>, complete: bool) -> Outcome {
    let mut all = Unknown {
        missing: facts,
        possible: Vec::new(),
        complete,
    };
    for outcome in outcomes {
        let ends = match outcome {
            Outcome::Unknown(one) => {
                all.missing.extend(one.missing);
                all.complete &= one.complete;
                one.possible
            }
            Outcome::Response(_) | Outcome::Decision(_) => vec![outcome],
        };
        for end in ends {
            if !all.possible.iter().any(|known| same_end(known, &end)) {
                all.possible.push(end);
            }
        }
    }
    all.missing.sort();
    all.missing.dedup();
    Outcome::Unknown(all)
}

/// Whether two requests end alike for those who made them: how it came to that, and what is kept of it, may differ.
fn same_end(one: &Outcome, other: &Outcome) -> bool {
    match (one, other) {
        (Outcome::Response(one), Outcome::Response(other)) => {
            let end = |response: &Response| {
                let Response {
                    status,
                    answered_by,
                    resource,
                    code,
                    ..
                } = *response;
                (status, answered_by, resource, code)
            };
            end(one) == end(other) && one.key == other.key && one.location == other.location
        }
        (Outcome::Decision(one), Outcome::Decision(other)) => {
            (one.verdict, one.resource) == (other.verdict, other.resource)
        }
        (Outcome::Unknown(one), Outcome::Unknown(other)) => one.missing == other.missing,
        (Outcome::Response(_) | Outcome::Decision(_) | Outcome::Unknown(_), _) => false,
    }
}

fn run(world: &World, request: &Request, missing: bool, trial: &mut Trial) -> Answer {
    let mut run = Run::new(world, request, trial);
    run.missing = missing;
    let outcome = match &request.what {
        What::Http(http) => Outcome::Response(front::respond(&mut run, http)),
        What::Action {
            action, resource, ..
        } => {
            let (ruling, at) = action::decide(&mut run, action, resource);
            let place = ruling.by.as_ref().map(|by| by.at.clone());
            let decided = Did::Decided {
                action: action.clone(),
                verdict: ruling.verdict,
                reason: ruling.reason,
                by: ruling.by,
            };
            run.note(at, decided, place.as_ref());
            Outcome::Decision(Decision {
                verdict: ruling.verdict,
                reason: ruling.reason,
                resource: at,
            })
        }
    };
    let outcome = if run.hinges.is_empty() {
        outcome
    } else {
        // What this run came to is one of the ends that there may be.
        Outcome::Unknown(Unknown {
            missing: run.hinges.into_iter().collect(),
            possible: vec![outcome],
            complete: true,
        })
    };
    Answer {
        outcome,
        if_missing: None,
        hops: run.hops,
        assumes: run.assumes,
    }
}
