//! Whether a text fits a pattern of a policy once its variables are filled in.

use std::sync::Arc;

use super::asked::Asked;
use super::carried::Carried;
use super::condition::{Item, of_moment};
use super::holds::Holds;
use super::key::Key;
use super::operator::{Comparison, Quantity};
use super::pattern::{Pattern, Piece};
use super::suppose::Literal;
use super::test::{Plug, Test, Value, text_accepts};
use crate::aws::wildcard::{self, Case};
use crate::simulate::matching;
use crate::template::{Fact, Text};

/// What a variable stands for.
enum Filling {
    /// This.
    Text(Text),
    /// Nothing: "the value is effectively null. There is no equal or like value."
    Null,
    /// A value that is not known.
    Open,
}

impl Asked<'_, '_, '_> {
    /// Whether a text fits a pattern.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value>
    pub(super) fn fits(&mut self, pattern: &Pattern, comparison: Comparison, item: Item) -> Holds {
        if let (Some(glob), Item::Known(item)) = (pattern.known(), item) {
            return Holds::from(text_accepts(glob, pattern, comparison, item));
        }
        if let Item::Known(item) = item
            && !may_fit(&pattern.widest(), comparison, &pattern.against(item))
        {
            return Holds::No;
        }
        match self.fill(pattern) {
            Some(pattern) => self.fits_filled(&pattern, comparison, item),
            None => Holds::No,
        }
    }

    /// The same test with what can be filled in filled in.
    pub(super) fn filled(&mut self, test: &Arc<Test>) -> Arc<Test> {
        if test.is_plain() {
            return Arc::clone(test);
        }
        let fill = |value: &Value| match value {
            Value::Text(pattern) => self.fill(pattern).map_or(Value::Never, Value::Text),
            Value::Decimal(_)
            | Value::Network(_)
            | Value::Open(_)
            | Value::Plug(_)
            | Value::Never => value.clone(),
        };
        Arc::new(Test {
            comparison: test.comparison,
            values: test.values.iter().map(fill).collect(),
        })
    }

    /// A pattern with what is known filled in; `None` where a variable has no value.
    fn fill(&mut self, pattern: &Pattern) -> Option<Pattern> {
        let mut fillings: Vec<(Key, Filling)> = Vec::new();
        for piece in pattern.pieces() {
            if let Piece::Variable { key, default } = piece
                && fillings.iter().all(|(known, _)| known != key)
            {
                match self.filling(key, default.as_deref()) {
                    Filling::Null => return None,
                    filling @ (Filling::Text(_) | Filling::Open) => {
                        fillings.push((key.clone(), filling));
                    }
                }
            }
        }
        Some(pattern.filled(|key| {
            let (_, filling) = fillings.iter().find(|(known, _)| known == key)?;
            match filling {
                Filling::Text(text) => Some(text.clone()),
                Filling::Null | Filling::Open => None,
            }
        }))
    }

    /// "You can use any single-valued condition key as a variable. You can't use a multivalued condition key."
    fn filling(&mut self, key: &Key, default: Option<&str>) -> Filling {
        let without = default.map_or(Filling::Null, |default| Filling::Text(Text::from(default)));
        match self.carried(key) {
            Carried::Absent => without,
            Carried::One(value) => Filling::Text(Text::from(value.into_owned())),
            Carried::Partly(value) => Filling::Text(value.into_owned()),
            Carried::Many(_) => Filling::Null,
            Carried::Unknown { absent } => match self.is_given(&of_moment(key), absent) {
                Holds::No => without,
                Holds::Yes | Holds::Hinges => Filling::Open,
            },
        }
    }

    fn fits_filled(&mut self, pattern: &Pattern, comparison: Comparison, item: Item) -> Holds {
        let mut keys: Vec<&Key> = Vec::new();
        let mut is_known = true;
        for piece in pattern.pieces() {
            match piece {
                Piece::Variable { key, .. } if !keys.contains(&key) => keys.push(key),
                Piece::Unknown(_) => is_known = false,
                Piece::Variable { .. } | Piece::Known(_) => {}
            }
        }
        match (&keys[..], item) {
            ([], item) => self.fits_text(pattern, comparison, item),
            ([key], Item::Known(item)) if is_known => {
                if !self.supposing {
                    return Holds::Hinges;
                }
                let plug = Plug {
                    pattern: pattern.clone(),
                    text: item.to_owned(),
                };
                let test = Test {
                    comparison,
                    values: vec![Value::Plug(plug)],
                };
                let literal = Literal {
                    quantity: Quantity::One,
                    negated: false,
                    test: Arc::new(test),
                };
                self.suppose(&of_moment(key), literal)
            }
            // Several unknowns at once: it may be so or not.
            (_, item) => {
                let (item, pattern) = (item.text(), pattern.text());
                let facts: Vec<Fact> = item.facts().chain(pattern.facts()).cloned().collect();
                let question = format!("`{item}` {comparison:?} `{pattern}`");
                self.whether(&question, &facts)
            }
        }
    }

    /// Without variables; parts of either may not be known.
    fn fits_text(&mut self, pattern: &Pattern, comparison: Comparison, item: Item) -> Holds {
        let item = match (pattern.known(), item) {
            (Some(glob), Item::Known(item)) => {
                return Holds::from(text_accepts(glob, pattern, comparison, item));
            }
            (_, Item::Known(item)) => Text::from(&*pattern.against(item)),
            (_, Item::Partly(item)) => item.clone(),
        };
        let wanted = pattern.text();
        let (wanted, item, exact) = match comparison {
            Comparison::Text | Comparison::Binary => (wanted, item, true),
            Comparison::TextIgnoreCase | Comparison::Bool => {
                (wanted.lowercase(), item.lowercase(), true)
            }
            Comparison::Like | Comparison::Arn => (wanted, item, false),
            Comparison::Number(_) | Comparison::Date(_) | Comparison::Address => return Holds::No,
        };
        let decided = if exact {
            matching::decided_same(&wanted, &item)
        } else {
            matching::decided(&wanted, &item, Case::Sensitive)
        };
        match decided {
            Some(decided) => Holds::from(decided),
            None if !self.supposing => Holds::Hinges,
            None if exact => Holds::from(matching::same(&wanted, &item, self.run.trial)),
            None => {
                let trial = &mut *self.run.trial;
                Holds::from(matching::matches(&wanted, &item, Case::Sensitive, trial))
            }
        }
    }
}

/// Whether a text may fit, whatever is filled in.
fn may_fit(widest: &str, comparison: Comparison, item: &str) -> bool {
    match comparison {
        Comparison::Text | Comparison::Binary | Comparison::Like | Comparison::Arn => {
            wildcard::matches(widest, item, Case::Sensitive)
        }
        Comparison::TextIgnoreCase
        | Comparison::Bool
        | Comparison::Number(_)
        | Comparison::Date(_)
        | Comparison::Address => true,
    }
}
