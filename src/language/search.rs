//! Looking for a shortest text of a set: breadth first over what is left of the set once a text has begun.

use std::collections::{BTreeSet, VecDeque};

use super::Language;
use super::glob::{Glob, Reached};

/// How many states a search may look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget(usize);

/// The budget was spent before it was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent;

impl Budget {
    /// A budget of so many states.
    pub const fn of(states: usize) -> Self {
        Self(states)
    }

    fn spend(&mut self) -> Result<(), Spent> {
        self.0 = self.0.checked_sub(1).ok_or(Spent)?;
        Ok(())
    }
}

impl Default for Budget {
    /// Five thousand states: the patterns of a stack take a few hundred, and the worst that could be built takes 0.1 s.
    fn default() -> Self {
        Self::of(5_000)
    }
}

/// What is left of a set once a text has begun; what is settled whatever follows is not kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Rest {
    /// No text.
    No,
    /// Every text.
    Yes,
    /// What leads from these places of a pattern to its end.
    From(usize, Reached),
    /// What the other does not have.
    Not(Box<Rest>),
    /// What all have.
    All(Vec<Rest>),
}

/// What led to a state: the one before it, a character, and whether any other would have done as well.
type Step = (usize, char, bool);

/// One of the shortest texts of a set.
pub(super) fn example(
    language: &Language,
    alphabet: fn(char) -> bool,
    budget: &mut Budget,
) -> Result<Option<String>, Spent> {
    let mut globs = Vec::new();
    let start = read(language, &mut globs);
    let Some(way) = run(&globs, start, alphabet, budget)? else {
        return Ok(None);
    };
    let readable = readable(&way);
    if readable.chars().all(alphabet) && language.contains(&readable) {
        return Ok(Some(readable));
    }
    Ok(Some(way.iter().map(|(char, _)| *char).collect()))
}

fn read(language: &Language, globs: &mut Vec<Glob>) -> Rest {
    match language {
        Language::Nothing => Rest::No,
        Language::Everything => Rest::Yes,
        Language::Glob(glob) => {
            let known = globs.iter().position(|one| one == glob);
            let number = known.unwrap_or_else(|| {
                globs.push(glob.clone());
                globs.len() - 1
            });
            from(globs, number, glob.start())
        }
        Language::Not(inner) => not(read(inner, globs)),
        Language::All(sets) => all(sets.iter().map(|one| read(one, globs))),
        Language::Any(sets) => any(sets.iter().map(|one| read(one, globs))),
    }
}

fn from(globs: &[Glob], number: usize, reached: Reached) -> Rest {
    if reached.is_empty() {
        Rest::No
    } else if globs[number].accepts_all(&reached) {
        Rest::Yes
    } else {
        Rest::From(number, reached)
    }
}

fn not(inner: Rest) -> Rest {
    match inner {
        Rest::No => Rest::Yes,
        Rest::Yes => Rest::No,
        Rest::Not(inner) => *inner,
        Rest::From(..) | Rest::All(_) => Rest::Not(Box::new(inner)),
    }
}

fn all(parts: impl Iterator<Item = Rest>) -> Rest {
    let mut kept = BTreeSet::new();
    for part in parts {
        match part {
            Rest::No => return Rest::No,
            Rest::Yes => {}
            Rest::From(..) | Rest::Not(_) | Rest::All(_) => {
                kept.insert(part);
            }
        }
    }
    let mut kept: Vec<Rest> = kept.into_iter().collect();
    match kept.len() {
        0 => Rest::Yes,
        1 => kept.remove(0),
        _ => Rest::All(kept),
    }
}

/// What is in one at least is not what all lack.
fn any(parts: impl Iterator<Item = Rest>) -> Rest {
    not(all(parts.map(not)))
}

/// The characters of a shortest text, each with whether any other would have done as well.
fn run(
    globs: &[Glob],
    start: Rest,
    alphabet: fn(char) -> bool,
    budget: &mut Budget,
) -> Result<Option<Vec<(char, bool)>>, Spent> {
    let mut seen = BTreeSet::from([start.clone()]);
    let mut came: Vec<Option<Step>> = vec![None];
    let mut waiting = VecDeque::from([(0, start)]);
    while let Some((number, rest)) = waiting.pop_front() {
        budget.spend()?;
        if rest.has_the_empty_text(globs) {
            return Ok(Some(way_to(number, &came)));
        }
        let mut told_apart = BTreeSet::new();
        rest.tell_apart(globs, &mut told_apart);
        told_apart.retain(|char| alphabet(*char));
        let other = FILLERS
            .chars()
            .find(|char| !told_apart.contains(char) && alphabet(*char));
        let other = other.map(|char| (char, true));
        let named = told_apart.iter().map(|char| (*char, false));
        for (char, is_any) in other.into_iter().chain(named) {
            let next = rest.after(globs, char);
            if next != Rest::No && seen.insert(next.clone()) {
                came.push(Some((number, char, is_any)));
                waiting.push_back((came.len() - 1, next));
            }
        }
    }
    Ok(None)
}

impl Rest {
    fn after(&self, globs: &[Glob], char: char) -> Self {
        match self {
            Self::No => Self::No,
            Self::Yes => Self::Yes,
            Self::From(number, reached) => from(globs, *number, globs[*number].step(reached, char)),
            Self::Not(inner) => not(inner.after(globs, char)),
            Self::All(parts) => all(parts.iter().map(|part| part.after(globs, char))),
        }
    }

    fn has_the_empty_text(&self, globs: &[Glob]) -> bool {
        match self {
            Self::No => false,
            Self::Yes => true,
            Self::From(number, reached) => globs[*number].accepts(reached),
            Self::Not(inner) => !inner.has_the_empty_text(globs),
            Self::All(parts) => parts.iter().all(|part| part.has_the_empty_text(globs)),
        }
    }

    /// The characters after which not the same is left as after any other.
    fn tell_apart(&self, globs: &[Glob], found: &mut BTreeSet<char>) {
        match self {
            Self::No | Self::Yes => {}
            Self::From(number, reached) => found.extend(globs[*number].told_apart(reached)),
            Self::Not(inner) => inner.tell_apart(globs, found),
            Self::All(parts) => {
                for part in parts {
                    part.tell_apart(globs, found);
                }
            }
        }
    }
}

/// What stands for any character that no pattern names: enough of them that one is left.
const FILLERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~";

/// The steps that led to a state.
fn way_to(mut number: usize, came: &[Option<Step>]) -> Vec<(char, bool)> {
    let mut way = Vec::new();
    while let Some(Some((before, char, is_any))) = came.get(number) {
        way.push((*char, *is_any));
        number = *before;
    }
    way.reverse();
    way
}

/// The text with `a`, `b`, `c` for what may be anything, so that it reads like an example.
fn readable(way: &[(char, bool)]) -> String {
    let mut letters = ('a'..='z').cycle();
    let letter = |(char, is_any): &(char, bool)| match is_any {
        true => letters.next().unwrap_or(*char),
        false => *char,
    };
    way.iter().map(letter).collect()
}
