//! Whether a condition holds.

use std::sync::Arc;

use super::asked::Asked;
use super::carried::Carried;
use super::holds::Holds;
use super::key::Key;
use super::operator::{Comparison, Operator, Quantity};
use super::suppose::Literal;
use super::test::{Test, Value};
use crate::template::{Fact, Said, Term, Text};

/// One condition of a statement: an operator, a key and values.
#[derive(Debug)]
pub(super) enum Condition {
    /// As it stands there.
    Of {
        /// The key.
        key: Key,
        /// The operator.
        operator: Operator,
        /// The values.
        test: Arc<Test>,
    },
    /// Not known.
    Open(Fact),
}

impl Condition {
    /// Reads the conditions of a statement; `None` where an operator is none of AWS's, so that AWS would refuse the policy.
    pub(super) fn read(block: &Term, variables: bool) -> Option<Vec<Self>> {
        let mut conditions = Vec::new();
        match &block.said {
            Said::Map(operators) => {
                for (name, keys) in operators {
                    let operator = Operator::parse(name)?;
                    conditions.extend(Self::of_operator(operator, keys, variables)?);
                }
            }
            Said::Unknown(fact) => conditions.push(Self::Open(fact.clone())),
            Said::Null => {}
            Said::Bool(_) | Said::Number(_) | Said::Text(_) | Said::List(_) => return None,
        }
        Some(conditions)
    }

    fn of_operator(operator: Operator, keys: &Term, variables: bool) -> Option<Vec<Self>> {
        let comparison = match operator {
            Operator::Null => Comparison::Bool,
            Operator::Compare { comparison, .. } => comparison,
        };
        let variables = variables && operator.takes_variables();
        match &keys.said {
            Said::Map(keys) => {
                let read = |(key, values): &(String, Term)| Self::Of {
                    key: Key::new(key),
                    operator,
                    test: Arc::new(Test::read(comparison, values, variables)),
                };
                Some(keys.iter().map(read).collect())
            }
            Said::Unknown(fact) => Some(vec![Self::Open(fact.clone())]),
            Said::Null | Said::Bool(_) | Said::Number(_) | Said::Text(_) | Said::List(_) => None,
        }
    }
}

/// A value that a request carries: all known, or not.
#[derive(Clone, Copy)]
pub(super) enum Item<'t> {
    Known(&'t str),
    Partly(&'t Text),
}

impl Item<'_> {
    pub(super) fn text(self) -> Text {
        match self {
            Self::Known(text) => Text::from(text),
            Self::Partly(text) => text.clone(),
        }
    }
}

impl Asked<'_, '_, '_> {
    /// Whether all conditions of a statement hold: operators and keys are joined by AND.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html>
    pub(super) fn all_hold(&mut self, conditions: &[Condition]) -> Holds {
        Holds::all(conditions.iter().map(|condition| self.holds(condition)))
    }

    fn holds(&mut self, condition: &Condition) -> Holds {
        match condition {
            Condition::Open(fact) => {
                let question = format!("the condition {fact} holds");
                self.whether(&question, std::slice::from_ref(fact))
            }
            Condition::Of {
                key,
                operator: Operator::Null,
                test,
            } => self.is_null(key, test),
            Condition::Of {
                key,
                operator:
                    Operator::Compare {
                        quantity,
                        negated,
                        if_exists,
                        ..
                    },
                test,
            } => {
                let (quantity, negated) = (*quantity, *negated);
                // "If the key is not present", by the operator: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
                let without = match quantity {
                    _ if *if_exists => true,
                    Quantity::One => negated,
                    Quantity::All => true,
                    Quantity::Any => false,
                };
                match self.carried(key) {
                    Carried::Absent => Holds::from(without),
                    Carried::One(value) => {
                        let item = Item::Known(&value);
                        self.compare(test, quantity, negated, &[item])
                    }
                    Carried::Partly(value) => {
                        let item = Item::Partly(&value);
                        self.compare(test, quantity, negated, &[item])
                    }
                    Carried::Many(values) => {
                        let items: Vec<Item> =
                            values.iter().map(|value| Item::Known(value)).collect();
                        self.compare(test, quantity, negated, &items)
                    }
                    Carried::Unknown { absent } => {
                        let key = &of_moment(key);
                        match self.is_given(key, absent) {
                            Holds::No => Holds::from(without),
                            Holds::Hinges => Holds::Hinges,
                            Holds::Yes => {
                                let test = self.filled(test);
                                let quantity = if key.may_be_many() {
                                    quantity
                                } else {
                                    Quantity::One
                                };
                                let literal = Literal {
                                    quantity,
                                    negated,
                                    test,
                                };
                                self.suppose(key, literal)
                            }
                        }
                    }
                }
            }
        }
    }

    /// "Use either `true` (the key doesn't exist — it is null) or `false` (the key exists and its value is not null)."
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null>
    fn is_null(&mut self, key: &Key, test: &Test) -> Holds {
        let null = match self.carried(key) {
            Carried::Absent => Holds::Yes,
            Carried::One(_) | Carried::Many(_) | Carried::Partly(_) => Holds::No,
            Carried::Unknown { absent } => self.is_given(&of_moment(key), absent).not(),
        };
        match null {
            Holds::Yes => self.among(test, Item::Known("true")),
            Holds::No => self.among(test, Item::Known("false")),
            Holds::Hinges => Holds::Hinges,
        }
    }

    fn compare(&mut self, test: &Test, quantity: Quantity, negated: bool, items: &[Item]) -> Holds {
        let is_empty = |item: &Item| matches!(item, Item::Known(""));
        // "The ForAllValues qualifier returns true if […] the context key value resolves to a null dataset, such as an
        // empty string."
        if quantity == Quantity::All && items.iter().all(is_empty) {
            return Holds::Yes;
        }
        let each = items.iter().map(|item| self.among(test, *item));
        match quantity {
            // "For negated matching, a logical NOR": no value of the key may match any of the policy.
            Quantity::One => Holds::any(each).turned(negated),
            Quantity::Any => Holds::any(each.map(|holds| holds.turned(negated))),
            Quantity::All => Holds::all(each.map(|holds| holds.turned(negated))),
        }
    }

    /// Whether one value is among those that a policy lists.
    pub(super) fn among(&mut self, test: &Test, item: Item) -> Holds {
        let comparison = test.comparison;
        if let Item::Known(item) = item
            && test.is_plain()
        {
            return Holds::from(test.accepts(item));
        }
        Holds::any(test.values.iter().map(|value| match (value, item) {
            (Value::Never, _) => Holds::No,
            (Value::Text(pattern), item) => self.fits(pattern, comparison, item),
            (Value::Decimal(_) | Value::Network(_) | Value::Plug(_), Item::Known(item)) => {
                Holds::from(value.accepts(comparison, item))
            }
            (Value::Open(_), item) | (_, item @ Item::Partly(_)) => {
                let item = item.text();
                let one = Test {
                    comparison,
                    values: vec![value.clone()],
                };
                let facts: Vec<Fact> = item.facts().cloned().chain(one.facts()).collect();
                self.whether(&format!("`{item}` {one}"), &facts)
            }
        }))
    }
}

/// `aws:EpochTime` is supposed together with `aws:CurrentTime`: they tell the same moment.
pub(super) fn of_moment(key: &Key) -> Key {
    if key.name() == "aws:epochtime" {
        Key::new("aws:CurrentTime")
    } else {
        key.clone()
    }
}
