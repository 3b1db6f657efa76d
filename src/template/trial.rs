//! Trying every possible value of what is not known, one after the other, and seeing where it makes a difference.

use super::text::Fact;

/// How many runs are tried at most; what would need more is not decided.
const MOST_RUNS: usize = 2_048;

/// One run of a computation, in which each unknown that it asks for has one of its possible values.
///
/// A computation asks for alternatives by a question; the same question always gets the same answer within a run.
#[derive(Debug, Default)]
pub struct Trial {
    choices: Vec<Choice>,
    /// How many of the choices this run has made.
    made: usize,
}

#[derive(Debug, Clone)]
struct Choice {
    question: String,
    facts: Vec<Fact>,
    options: usize,
    taken: usize,
}

/// What a computation came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Explored<T> {
    /// This, whatever the unknown is; the first run's words for it.
    Always(T),
    /// Different things.
    Depends {
        /// One of each kind, in the order in which they were met.
        results: Vec<T>,
        /// The facts that make the difference.
        facts: Vec<Fact>,
        /// Whether all possible values were tried.
        complete: bool,
    },
}

impl Trial {
    /// Which of so many alternatives this run takes, counted from 0, for a question on which these facts bear.
    pub fn choose(&mut self, question: &str, facts: &[Fact], options: usize) -> usize {
        let made = &self.choices[..self.made];
        if let Some(choice) = made.iter().find(|choice| choice.question == question) {
            return choice.taken;
        }
        if let Some(choice) = self.choices.get(self.made) {
            // A run repeats what the one before it asked, up to the choice that is made differently.
            self.made += 1;
            return choice.taken;
        }
        self.choices.push(Choice {
            question: question.to_owned(),
            facts: facts.to_vec(),
            options: options.max(1),
            taken: 0,
        });
        self.made += 1;
        0
    }

    /// Whether something holds that depends on these facts.
    pub fn whether(&mut self, question: &str, facts: &[Fact]) -> bool {
        self.choose(question, facts, 2) == 0
    }

    /// Goes on to the next combination; false where all were tried.
    fn advance(&mut self) -> bool {
        self.choices.truncate(self.made);
        self.made = 0;
        while let Some(last) = self.choices.last_mut() {
            last.taken += 1;
            if last.taken < last.options {
                return true;
            }
            self.choices.pop();
        }
        false
    }
}

/// Runs a computation for every combination of what it asks for, and compares what it came to by `same`.
pub fn explore<T>(run: impl FnMut(&mut Trial) -> T, same: impl Fn(&T, &T) -> bool) -> Explored<T> {
    explore_until(usize::MAX, run, same)
}

/// The same, but gives up when there are more results than these.
pub(super) fn explore_until<T>(
    most_results: usize,
    mut run: impl FnMut(&mut Trial) -> T,
    same: impl Fn(&T, &T) -> bool,
) -> Explored<T> {
    let mut trial = Trial::default();
    let first = run(&mut trial);
    if trial.choices.is_empty() {
        return Explored::Always(first);
    }
    let mut results = vec![first];
    let mut leaves = vec![(trial.choices.clone(), 0)];
    let mut complete = true;
    while trial.advance() {
        if leaves.len() >= MOST_RUNS || results.len() > most_results {
            complete = false;
            break;
        }
        let result = run(&mut trial);
        let kind = results.iter().position(|known| same(known, &result));
        let kind = kind.unwrap_or_else(|| {
            results.push(result);
            results.len() - 1
        });
        leaves.push((trial.choices[..trial.made].to_vec(), kind));
    }
    if results.len() == 1 && complete {
        return Explored::Always(results.swap_remove(0));
    }
    let facts = if complete {
        deciding(&leaves, 0)
    } else {
        leaves
            .iter()
            .flat_map(|(choices, _)| choices)
            .flat_map(|choice| choice.facts.clone())
            .collect()
    };
    Explored::Depends {
        results,
        facts: sorted(facts),
        complete,
    }
}

/// The facts of the choices that make a difference: those whose alternatives do not all lead to the same results. The
/// leaves share their first `depth` choices.
fn deciding(leaves: &[(Vec<Choice>, usize)], depth: usize) -> Vec<Fact> {
    let Some(choice) = leaves.first().and_then(|(choices, _)| choices.get(depth)) else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    let mut outcomes: Vec<Vec<usize>> = Vec::new();
    for branch in leaves.chunk_by(|one, other| taken(one, depth) == taken(other, depth)) {
        let mut kinds: Vec<usize> = branch.iter().map(|(_, kind)| *kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        outcomes.push(kinds);
        facts.extend(deciding(branch, depth + 1));
    }
    if outcomes.windows(2).any(|pair| pair[0] != pair[1]) {
        facts.extend(choice.facts.iter().cloned());
    }
    facts
}

fn taken(leaf: &(Vec<Choice>, usize), depth: usize) -> Option<usize> {
    leaf.0.get(depth).map(|choice| choice.taken)
}

fn sorted(mut facts: Vec<Fact>) -> Vec<Fact> {
    facts.sort();
    facts.dedup();
    facts
}

#[cfg(test)]
mod tests {
    use super::{Explored, Trial, explore};
    use crate::template::Fact;

    fn is(trial: &mut Trial, name: &str) -> bool {
        trial.whether(name, &[Fact::new(name)])
    }

    #[test]
    fn what_holds_either_way_is_known() {
        let found = explore(|trial| is(trial, "a") || !is(trial, "a"), PartialEq::eq);
        assert_eq!(found, Explored::Always(true));
        let both = |trial: &mut Trial| is(trial, "a") && is(trial, "b");
        let found = explore(|trial| both(trial) && !both(trial), PartialEq::eq);
        assert_eq!(found, Explored::Always(false));
    }

    #[test]
    fn only_what_decides_is_named() {
        let found = explore(
            |trial| {
                is(trial, "idle");
                if is(trial, "a") { is(trial, "b") } else { true }
            },
            PartialEq::eq,
        );
        let facts = vec![Fact::new("a"), Fact::new("b")];
        assert_eq!(
            found,
            Explored::Depends {
                results: vec![true, false],
                facts,
                complete: true
            }
        );
    }

    #[test]
    fn too_much_to_try_is_said() {
        let found = explore(
            |trial| (0..40).all(|number| is(trial, &number.to_string())),
            PartialEq::eq,
        );
        assert!(matches!(
            found,
            Explored::Always(_) | Explored::Depends { .. }
        ));
        let found = explore(
            |trial| {
                (0..20)
                    .filter(|number| is(trial, &number.to_string()))
                    .count()
            },
            PartialEq::eq,
        );
        assert!(matches!(
            found,
            Explored::Depends {
                complete: false,
                ..
            }
        ));
    }
}
