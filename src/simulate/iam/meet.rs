//! Where patterns meet: whether some text matches these and not those.

use std::collections::BTreeSet;

use super::operator::Comparison;
use super::test::{Test, Value};

/// A character that no pattern names.
const FRESH: char = '\u{F8F0}';

/// More steps than these are not taken; what is not found by then is taken to be there, so that both ways are tried.
const MOST_STEPS: usize = 4_096;

/// Whether some text answers all tests that compare texts as asked, and fits in every other way.
pub(super) fn some_text(asked: &[(&Test, bool)], fits: impl Fn(&str) -> bool) -> bool {
    let machines: Vec<(Vec<Machine>, bool)> = asked
        .iter()
        .filter_map(|(test, answer)| Some((machines(test)?, *answer)))
        .collect();
    if machines.is_empty() {
        return false;
    }
    let start: Vec<States> = machines
        .iter()
        .map(|(machines, _)| machines.iter().map(Machine::start).collect())
        .collect();
    let mut seen = BTreeSet::from([start.clone()]);
    let mut open = vec![(start, String::new())];
    // What was found last is looked at first, and the fresh character stands last among those that are tried: so what is
    // found is named by as few as can be.
    while let Some((states, text)) = open.pop() {
        if seen.len() > MOST_STEPS || is_answer(&machines, &states) && fits(&text) {
            return true;
        }
        for char in wanted(&machines, &states) {
            let next: Vec<States> = machines
                .iter()
                .zip(&states)
                .map(|((machines, _), states)| {
                    let pairs = machines.iter().zip(states);
                    pairs
                        .map(|(machine, state)| machine.step(state, char))
                        .collect()
                })
                .collect();
            if is_alive(&machines, &next) && seen.insert(next.clone()) {
                let mut longer = text.clone();
                longer.push(char);
                open.push((next, longer));
            }
        }
    }
    false
}

/// For each pattern of a test, which of its places may be reached.
type States = Vec<Vec<bool>>;

fn is_answer(machines: &[(Vec<Machine>, bool)], states: &[States]) -> bool {
    machines.iter().zip(states).all(|((_, answer), states)| {
        let accepts = |state: &Vec<bool>| state.last() == Some(&true);
        states.iter().any(accepts) == *answer
    })
}

/// Whether what must match still may.
fn is_alive(machines: &[(Vec<Machine>, bool)], states: &[States]) -> bool {
    machines
        .iter()
        .zip(states)
        .all(|((_, answer), states)| !answer || states.iter().any(|state| state.contains(&true)))
}

/// The characters that make a difference: those that some pattern waits for, and one that none does.
fn wanted(machines: &[(Vec<Machine>, bool)], states: &[States]) -> BTreeSet<char> {
    let mut found = BTreeSet::from([FRESH, ':']);
    for ((machines, _), states) in machines.iter().zip(states) {
        for (machine, state) in machines.iter().zip(states) {
            for (piece, _) in machine.0.iter().zip(state).filter(|(_, reached)| **reached) {
                match piece {
                    Piece::Exactly(char) => found.extend([*char]),
                    Piece::InAnyCase(char) => {
                        found.extend([char.to_ascii_lowercase(), char.to_ascii_uppercase()]);
                    }
                    Piece::One { .. } | Piece::Run { .. } | Piece::Nothing => {}
                }
            }
        }
    }
    found
}

/// A pattern as a machine whose states are the numbers of pieces that were matched.
struct Machine(Vec<Piece>);

enum Piece {
    Exactly(char),
    InAnyCase(char),
    /// Any character; a colon only if it may.
    One {
        colon: bool,
    },
    /// Any run of such.
    Run {
        colon: bool,
    },
    /// No character at all: nothing gets past it.
    Nothing,
}

fn machines(test: &Test) -> Option<Vec<Machine>> {
    let comparison = test.comparison;
    let machine = |value: &Value| match value {
        Value::Text(pattern) => Some(Machine::new(pattern.known()?.as_str(), comparison)),
        Value::Never => Some(Machine::new("", Comparison::Arn)),
        Value::Decimal(_) | Value::Network(_) | Value::Open(_) | Value::Plug(_) => None,
    };
    test.values.iter().map(machine).collect()
}

impl Machine {
    fn new(text: &str, comparison: Comparison) -> Self {
        let is_arn = comparison == Comparison::Arn;
        if is_arn && text.matches(':').count() < 5 {
            // There is no ARN that this matches.
            return Self(vec![Piece::Nothing]);
        }
        let mut colons = 0;
        let piece = |char| {
            colons += usize::from(char == ':');
            let colon = !is_arn || colons >= 5;
            match (comparison, char) {
                (Comparison::Like | Comparison::Arn, '*') => Piece::Run { colon },
                (Comparison::Like | Comparison::Arn, '?') => Piece::One { colon },
                (Comparison::TextIgnoreCase | Comparison::Bool, char) => Piece::InAnyCase(char),
                (_, char) => Piece::Exactly(char),
            }
        };
        Self(text.chars().map(piece).collect())
    }

    fn start(&self) -> Vec<bool> {
        let mut state = vec![false; self.0.len() + 1];
        if let Some(first) = state.first_mut() {
            *first = true;
        }
        self.pass_runs(&mut state);
        state
    }

    fn step(&self, state: &[bool], char: char) -> Vec<bool> {
        let mut next = vec![false; state.len()];
        for (at, piece) in self.0.iter().enumerate() {
            if !state[at] {
                continue;
            }
            match piece {
                Piece::Exactly(wanted) => next[at + 1] |= *wanted == char,
                Piece::InAnyCase(wanted) => next[at + 1] |= wanted.eq_ignore_ascii_case(&char),
                Piece::One { colon } => next[at + 1] |= *colon || char != ':',
                Piece::Run { colon } => next[at] |= *colon || char != ':',
                Piece::Nothing => {}
            }
        }
        self.pass_runs(&mut next);
        next
    }

    /// A run may also be nothing.
    fn pass_runs(&self, state: &mut [bool]) {
        for (at, piece) in self.0.iter().enumerate() {
            if matches!(piece, Piece::Run { .. }) && state[at] {
                state[at + 1] = true;
            }
        }
    }
}
