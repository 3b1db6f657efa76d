//! One bucket: its keys in parts, who may read and write each of them, and which are served.

use std::collections::{BTreeMap, BTreeSet};

use super::division::{Division, Part};
use super::keys::{is_plain, usual_keys};
use super::who::Who;
use crate::aws::PathPattern;
use crate::diag::Path;
use crate::language::{Language, Spent};
use crate::simulate::{
    Answer, Did, Outcome, Question, Reason, ResourceId, Response, Verdict, World,
};
use crate::template::Fact;

/// A way by which a distribution sends requests to a bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The distribution.
    pub distribution: ResourceId,
    /// The pattern of the behavior; none for the default one.
    pub pattern: Option<PathPattern>,
    /// The patterns that are tried before it.
    pub earlier: Vec<PathPattern>,
    /// What is put before each path, beginning with `/`, or nothing.
    pub origin_path: String,
    /// As whom it asks.
    pub signs_as: Who,
    /// Where the behavior stands.
    pub at: Path,
}

/// Whether something is allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum May {
    /// It is, by the statement whose resources stand there.
    Yes(Option<Path>),
    /// It depends on these facts.
    If(Vec<Fact>, Option<Path>),
    /// It is not.
    No,
}

impl May {
    /// Whether a statement allows it, if under a condition that some requests meet; what a policy outside the template may
    /// say is not written down, nor what hangs on a name that is not known.
    pub fn is_written_down(&self) -> bool {
        match self {
            Self::Yes(_) => true,
            Self::If(facts, Some(_)) => facts.iter().all(Fact::is_of_request),
            Self::If(_, None) | Self::No => false,
        }
    }
}

/// Whether a key is delivered.
#[derive(Debug, Clone, PartialEq)]
pub enum Served {
    /// It is, by this route.
    By(usize),
    /// It may be: it depends on these facts.
    If(Vec<Fact>),
    /// It is not: what the distribution answers to each URL that would ask for it.
    Not(Vec<(String, Answer)>),
}

/// What is known of the access to a bucket.
#[derive(Debug, Clone)]
pub struct BucketAccess {
    /// The bucket.
    pub bucket: ResourceId,
    /// The routes to it.
    pub routes: Vec<Route>,
    /// Its keys, in parts of which each is answered alike.
    pub parts: Vec<Part>,
    /// The patterns by which the keys are divided.
    patterns: Vec<Language>,
    /// Which parts each of them matches.
    matched: Vec<Vec<bool>>,
    /// Who may read: for each principal that may read something, one answer for each part.
    pub readers: Vec<(Who, Vec<May>)>,
    /// Who may write.
    pub writers: Vec<(Who, Vec<May>)>,
    /// The keys that are meant for nobody but functions.
    pub private: Language,
    /// Whether each part is served; empty where no route leads to the bucket.
    pub served: Vec<Served>,
}

/// Looks at the buckets of a template as deployed.
#[derive(Debug, Clone, Copy)]
pub struct Access<'a> {
    /// The template as deployed.
    pub world: &'a World,
}

impl Access<'_> {
    /// What is known of a bucket to which these routes lead, from the side of these principals; `private` are the keys that
    /// are meant for nobody but functions.
    ///
    /// # Errors
    /// That its keys fall into too many parts.
    pub fn of_bucket(
        self,
        bucket: ResourceId,
        routes: Vec<Route>,
        principals: &[Who],
        private: Language,
    ) -> Result<BucketAccess, Spent> {
        let arn = self.world.resources.get(bucket).attribute("Arn");
        let arn = arn.map(ToString::to_string).unwrap_or_default();
        let within = format!("{arn}/");
        let own = keys_in(&self.world.resources_named_by(bucket), &within);
        let mut patterns = own.clone();
        let mut concerned: Vec<(Who, BTreeSet<Language>)> = Vec::new();
        for who in principals {
            let mut decisive = own.clone();
            if let Who::Principal(id) = who {
                let named = keys_in(&self.world.resources_named_by(*id), &within);
                patterns.extend(named.iter().cloned());
                decisive.extend(named);
                // Whom neither its own policies nor the bucket's let in is not asked about.
                if decisive.is_empty() {
                    continue;
                }
            }
            concerned.push((*who, decisive));
        }
        for route in &routes {
            patterns.insert(route.keys());
            let earlier = route.earlier.iter();
            patterns.extend(earlier.map(|pattern| route.keys_of(Some(pattern))));
        }
        patterns.extend([Language::Everything, private.clone()]);
        let patterns: Vec<Language> = patterns.into_iter().collect();
        let division = Division::of(usual_keys(), is_plain, &patterns)?;
        let parts = division.parts;
        let each_part = |pattern: &Language| {
            let each = parts.iter().map(|part| pattern.contains(&part.example));
            each.collect::<Vec<bool>>()
        };
        let matched: Vec<Vec<bool>> = patterns.iter().map(each_part).collect();
        let may = |action: &str| {
            let ask = |(who, decisive): &(Who, BTreeSet<Language>)| {
                let of_it = patterns.iter().zip(&matched);
                let decisive: Vec<&Vec<bool>> = of_it
                    .filter(|(pattern, _)| decisive.contains(pattern))
                    .map(|(_, matched)| matched)
                    .collect();
                // Parts that the policies do not tell apart are asked about once.
                let mut known: BTreeMap<Vec<bool>, May> = BTreeMap::new();
                let each = parts.iter().enumerate().map(|(number, part)| {
                    let key = &part.example;
                    let answer = known.entry(decisive.iter().map(|one| one[number]).collect());
                    answer
                        .or_insert_with(|| self.may(*who, action, bucket, key))
                        .clone()
                });
                (*who, each.collect::<Vec<_>>())
            };
            let some = |(_, each): &(Who, Vec<May>)| each.iter().any(|may| *may != May::No);
            concerned.iter().map(ask).filter(some).collect::<Vec<_>>()
        };
        let (readers, writers) = (may("s3:GetObject"), may("s3:PutObject"));
        let served = |part: &Part| self.served(bucket, &routes, &part.example);
        Ok(BucketAccess {
            bucket,
            patterns,
            matched,
            readers,
            writers,
            served: if routes.is_empty() {
                Vec::new()
            } else {
                parts.iter().map(served).collect()
            },
            routes,
            parts,
            private,
        })
    }

    /// Whether somebody may do something with an object of a bucket.
    pub fn may(self, who: Who, action: &str, bucket: ResourceId, key: &str) -> May {
        let name = self.world.resources.name(bucket);
        let mut question = Question {
            action: Some(action.to_owned()),
            resource: Some(format!("s3://{name}/{key}")),
            ..Question::default()
        };
        who.ask_as(self.world, &mut question);
        let Ok(answer) = self.world.ask(&question) else {
            return May::No;
        };
        match &answer.outcome {
            Outcome::Decision(decision) if decision.verdict == Verdict::Allowed => {
                May::Yes(deciding(&answer))
            }
            Outcome::Unknown(unknown) if unknown.possible.iter().any(is_allowed) => {
                May::If(unknown.missing.clone(), deciding(&answer))
            }
            Outcome::Decision(_) | Outcome::Unknown(_) | Outcome::Response(_) => May::No,
        }
    }

    /// Whether a key of a bucket is delivered by a distribution.
    pub fn served(self, bucket: ResourceId, routes: &[Route], key: &str) -> Served {
        let mut refused: Vec<(String, Answer)> = Vec::new();
        let mut facts = Vec::new();
        for (number, route) in routes.iter().enumerate() {
            let Some(path) = route.path_of(key) else {
                continue;
            };
            let name = self.world.resources.name(route.distribution);
            let url = format!("https://{name}{path}");
            if refused.iter().any(|(known, _)| *known == url) {
                continue;
            }
            let question = Question {
                url: Some(url.clone()),
                ..Question::default()
            };
            let Ok(answer) = self.world.ask(&question) else {
                continue;
            };
            let delivers = |outcome: &Outcome| match outcome {
                Outcome::Response(response) => is_delivered(response, bucket, key),
                Outcome::Decision(_) | Outcome::Unknown(_) => false,
            };
            match &answer.outcome {
                outcome if delivers(outcome) => return Served::By(number),
                Outcome::Unknown(unknown) if unknown.possible.iter().any(delivers) => {
                    facts.extend(unknown.missing.iter().cloned());
                }
                Outcome::Response(_) | Outcome::Decision(_) | Outcome::Unknown(_) => {
                    refused.push((url, answer));
                }
            }
        }
        if facts.is_empty() {
            Served::Not(refused)
        } else {
            Served::If(facts)
        }
    }
}

impl BucketAccess {
    /// Whether everybody may read a part, by its number, straight from the bucket.
    pub fn is_public(&self, part: usize) -> bool {
        let everybody = self.readers.iter().find(|(who, _)| *who == Who::Everybody);
        everybody.is_some_and(|(_, each)| each.get(part).is_some_and(|may| *may != May::No))
    }

    /// The routes, each with what whoever it asks as may read of each part; those that ask as somebody who may read nothing
    /// are left out.
    pub fn routes_that_read(&self) -> impl Iterator<Item = (&Route, &[May])> {
        self.routes.iter().filter_map(|route| {
            let mut readers = self.readers.iter();
            let (_, each) = readers.find(|(who, _)| *who == route.signs_as)?;
            Some((route, &each[..]))
        })
    }

    /// The parts of which a route asks for keys, if it stood alone, each with what is said of it.
    pub fn asked_by<'a>(
        &'a self,
        route: &Route,
        each: &'a [May],
    ) -> impl Iterator<Item = (&'a Part, &'a May)> {
        let keys = route.keys();
        let parts = self.parts.iter().zip(each);
        parts.filter(move |(part, _)| keys.contains(&part.example))
    }

    /// Which keys somebody may use, in words: `` `photos/*`, `logos/*` ``.
    pub fn said(&self, each: &[May]) -> String {
        let (said, _) = self.patterns(each);
        let said: Vec<String> = said.iter().map(|one| format!("`{one}`")).collect();
        said.join(", ")
    }

    /// The parts that may be written so and that nobody is served, by their numbers, each with what is answered to the URLs
    /// that would ask for it. Keys that are meant for functions alone, and those that everybody reads straight from the
    /// bucket, are none of them.
    pub fn lost<'a>(
        &'a self,
        each: &'a [May],
    ) -> impl Iterator<Item = (usize, &'a [(String, Answer)])> {
        let parts = self.parts.iter().zip(each).zip(&self.served).enumerate();
        parts.filter_map(|(number, ((part, may), served))| {
            let is_written = may.is_written_down() && !self.private.contains(&part.example);
            match served {
                Served::Not(answers) if is_written && !self.is_public(number) => {
                    Some((number, &answers[..]))
                }
                Served::By(_) | Served::If(_) | Served::Not(_) => None,
            }
        })
    }

    /// The patterns that say together which keys somebody may use, and an example of those that no single pattern says.
    pub fn patterns(&self, each: &[May]) -> (Vec<String>, Option<String>) {
        let allowed: Vec<bool> = each.iter().map(|may| *may != May::No).collect();
        // Those of which every part is allowed, each with the parts that it matches.
        let fits = |matched: &Vec<bool>| matched.iter().zip(&allowed).all(|(is, may)| !is || *may);
        let candidates = self.patterns.iter().zip(&self.matched);
        let candidates: Vec<_> = candidates.filter(|(_, matched)| fits(matched)).collect();
        let mut left = allowed.clone();
        let mut said = Vec::new();
        loop {
            let count = |matched: &Vec<bool>| {
                let both = matched
                    .iter()
                    .zip(&left)
                    .filter(|(is, left)| **is && **left);
                both.count()
            };
            let best = candidates.iter().max_by_key(|(_, matched)| count(matched));
            let Some((pattern, matched)) = best.filter(|(_, matched)| count(matched) > 0) else {
                break;
            };
            for (left, is) in left.iter_mut().zip(*matched) {
                *left &= !is;
            }
            said.extend(match pattern {
                Language::Glob(glob) => Some(glob.to_string()),
                Language::Everything => Some("*".to_owned()),
                Language::Nothing | Language::Not(_) | Language::All(_) | Language::Any(_) => None,
            });
        }
        let rest = left.iter().position(|left| *left);
        (said, rest.map(|number| self.parts[number].example.clone()))
    }
}

impl Route {
    /// The keys that the pattern of the behavior takes, if it stood alone.
    pub fn keys(&self) -> Language {
        self.keys_of(self.pattern.as_ref())
    }

    fn keys_of(&self, pattern: Option<&PathPattern>) -> Language {
        let before = self.origin_path.strip_prefix('/').unwrap_or_default();
        let paths = match pattern {
            Some(pattern) => Language::glob(pattern.absolute()).after("/"),
            None => Language::Everything,
        };
        if before.is_empty() {
            paths
        } else {
            paths.behind(&format!("{before}/"))
        }
    }

    /// Whether the path that asks for a key goes to a behavior that is tried before.
    pub fn is_taken_before(&self, key: &str) -> bool {
        let path = self.path_of(key);
        path.is_none_or(|path| self.earlier.iter().any(|pattern| pattern.matches(&path)))
    }

    /// The path that asks for a key, without the origin path; none where no path of this route does.
    fn path_of(&self, key: &str) -> Option<String> {
        let whole = format!("/{key}");
        let path = whole.strip_prefix(&self.origin_path)?;
        path.starts_with('/').then(|| path.to_owned())
    }
}

/// The keys below a bucket that patterns of ARNs name; those that name none of them are left out.
fn keys_in(patterns: &[String], within: &str) -> BTreeSet<Language> {
    let keys = |pattern: &String| Language::glob(pattern).after(within);
    let all = patterns.iter().map(keys);
    all.filter(|keys| *keys != Language::Nothing).collect()
}

fn is_allowed(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Decision(decision) => decision.verdict == Verdict::Allowed,
        Outcome::Response(_) | Outcome::Unknown(_) => false,
    }
}

/// Whether this answer is the object; one that asks for a signed URL would be, to whoever has one.
fn is_delivered(response: &Response, bucket: ResourceId, key: &str) -> bool {
    let is_it = response.resource == Some(bucket) && response.key.as_deref() == Some(key);
    response.status == Some(200) && is_it || response.reason == Reason::UnsignedRequest
}

/// Where the statement that decided names its resources.
fn deciding(answer: &Answer) -> Option<Path> {
    let mut hops = answer.hops.iter().rev();
    hops.find_map(|hop| {
        let Did::Decided { by: Some(by), .. } = &hop.did else {
            return None;
        };
        Some(by.at.join("Resource"))
    })
}
