//! What is supposed of condition keys that are not known: one after the other everything that they may be, as far as it
//! makes a difference.
//!
//! Each question that a policy asks of such a key splits what the key may be in two, unless what was supposed before, or the
//! question itself, leaves no value on one side. So within a run all answers fit one value, and over all runs every value
//! is covered: literals, patterns and where several of them meet, both sides of every bound, and what nobody names.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::asked::Asked;
use super::holds::Holds;
use super::key::Key;
use super::operator::Quantity;
use super::test::Test;
use super::witness;

/// What a run supposes of keys, by their names in lower case.
#[derive(Debug, Default)]
pub(in crate::simulate) struct Supposed(BTreeMap<String, Supposition>);

/// What a run supposes of one key.
#[derive(Debug, Default)]
struct Supposition {
    /// Whether the request carries it.
    given: Option<bool>,
    /// What its value answers.
    answers: Vec<(Literal, bool)>,
}

/// What a condition asks of the values of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Literal {
    /// Of which of them.
    pub(super) quantity: Quantity,
    /// Whether a value must not match.
    pub(super) negated: bool,
    /// What it must match.
    pub(super) test: Arc<Test>,
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.negated { "not " } else { "" };
        let quantity = match self.quantity {
            Quantity::One => "",
            Quantity::All => "all ",
            Quantity::Any => "any ",
        };
        write!(f, "{quantity}{not}{}", self.test)
    }
}

impl Asked<'_, '_, '_> {
    /// Whether the request carries a key of which nothing is known.
    pub(super) fn is_given(&mut self, key: &Key, may_be_absent: bool) -> Holds {
        if !may_be_absent {
            return Holds::Yes;
        }
        if let Some(Supposition {
            given: Some(given), ..
        }) = self.run.supposed.0.get(key.name())
        {
            return Holds::from(*given);
        }
        let fact = key.fact();
        let given = self.whether(&format!("{fact} is there"), &[fact]);
        if given != Holds::Hinges {
            self.supposition(key).given = Some(given == Holds::Yes);
        }
        given
    }

    /// What the values of a key answer to a condition, where it is there.
    pub(super) fn suppose(&mut self, key: &Key, mut literal: Literal) -> Holds {
        // One value matches or does not: what is negated is only the other answer.
        let turned = literal.quantity == Quantity::One && std::mem::take(&mut literal.negated);
        if !literal.test.is_plain() {
            let facts: Vec<_> = std::iter::once(key.fact())
                .chain(literal.test.facts())
                .collect();
            let question = format!("{key}: {literal}");
            return self.whether(&question, &facts).turned(turned);
        }
        let known = self.run.supposed.0.get(key.name());
        let answers = known.map(|known| &known.answers[..]).unwrap_or_default();
        let may = |answer| witness::exists(key, answers, &literal, answer);
        let answer = match (may(true), may(false)) {
            (true, false) => return Holds::Yes.turned(turned),
            (false, true) => return Holds::No.turned(turned),
            (true, true) | (false, false) => {
                let question = format!("{}: {literal}", key.name());
                self.whether(&question, &[key.fact()])
            }
        };
        if answer != Holds::Hinges {
            let answers = &mut self.supposition(key).answers;
            answers.push((literal, answer == Holds::Yes));
        }
        answer.turned(turned)
    }

    fn supposition(&mut self, key: &Key) -> &mut Supposition {
        let supposed = &mut self.run.supposed.0;
        supposed.entry(key.name().to_owned()).or_default()
    }
}
