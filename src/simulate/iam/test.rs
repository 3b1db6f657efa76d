//! What a condition asks of one value: whether it is among the values of the policy.

use std::fmt;

use super::decimal::Decimal;
use super::network::Network;
use super::operator::Comparison;
use super::pattern::{Glob, Pattern};
use crate::aws::wildcard::{self, Case};
use crate::template::{Fact, Term, Text};

/// A question about one value: whether it matches at least one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Test {
    /// How it is compared.
    pub(super) comparison: Comparison,
    /// With what.
    pub(super) values: Vec<Value>,
}

/// One of the values that a policy lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// A text, as the operators of strings and ARNs take it, and `Bool`, which may be filled in.
    Text(Pattern),
    /// A number or a moment.
    Decimal(Decimal),
    /// A network.
    Network(Network),
    /// What the template does not say.
    Open(Text),
    /// A text that a pattern must match once the value is filled in: what is asked of the value of a variable.
    Plug(Plug),
    /// What the operator cannot read: nothing matches it.
    Never,
}

/// A pattern with one variable left, and the text that it is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plug {
    /// The pattern.
    pub(super) pattern: Pattern,
    /// The text.
    pub(super) text: String,
}

impl Plug {
    /// Whether the text matches with this value.
    fn accepts(&self, comparison: Comparison, value: &str) -> bool {
        let filled = self.pattern.filled(|_| Some(Text::from(value)));
        filled
            .known()
            .is_some_and(|glob| text_accepts(glob, &filled, comparison, &self.text))
    }
}

impl Test {
    /// Reads the values of a condition.
    pub(super) fn read(comparison: Comparison, values: &Term, variables: bool) -> Self {
        let read = |value: &Term| match value.text() {
            Some(text) => Value::read(comparison, &text, variables),
            None => Value::Never,
        };
        Self {
            comparison,
            values: values.items().iter().map(read).collect(),
        }
    }

    /// Whether a value that is all known matches; only for tests with nothing to fill in.
    pub(super) fn accepts(&self, item: &str) -> bool {
        self.values
            .iter()
            .any(|value| value.accepts(self.comparison, item))
    }

    /// Whether nothing in it is to be filled in and all of it is known.
    pub(super) fn is_plain(&self) -> bool {
        self.values.iter().all(|value| match value {
            Value::Text(pattern) => pattern.known().is_some(),
            Value::Decimal(_) | Value::Network(_) | Value::Plug(_) | Value::Never => true,
            Value::Open(_) => false,
        })
    }

    /// What is not known of its values.
    pub(super) fn facts(&self) -> impl Iterator<Item = Fact> {
        self.values.iter().flat_map(|value| {
            let text = match value {
                Value::Text(pattern) => pattern.text(),
                Value::Open(text) => text.clone(),
                Value::Decimal(_) | Value::Network(_) | Value::Plug(_) | Value::Never => {
                    Text::default()
                }
            };
            text.facts().cloned().collect::<Vec<_>>()
        })
    }
}

impl Value {
    /// Reads one value.
    pub(super) fn read(comparison: Comparison, text: &Text, variables: bool) -> Self {
        let of_text = |wild| Self::Text(Pattern::read(text, wild, variables));
        let parsed = |parse: &dyn Fn(&str) -> Option<Self>| match text.as_known() {
            Some(known) => parse(known).unwrap_or(Self::Never),
            None => Self::Open(text.clone()),
        };
        match comparison {
            Comparison::Text | Comparison::TextIgnoreCase | Comparison::Bool => of_text(false),
            Comparison::Binary => Self::Text(Pattern::read(text, false, false)),
            Comparison::Like | Comparison::Arn => of_text(true),
            Comparison::Number(_) => parsed(&|text| Decimal::number(text).map(Self::Decimal)),
            Comparison::Date(_) => parsed(&|text| Decimal::moment(text).map(Self::Decimal)),
            Comparison::Address => parsed(&|text| Network::parse(text).map(Self::Network)),
        }
    }

    /// Whether a value that is all known matches.
    pub(super) fn accepts(&self, comparison: Comparison, item: &str) -> bool {
        match (self, comparison) {
            (Self::Text(pattern), _) => pattern
                .known()
                .is_some_and(|glob| text_accepts(glob, pattern, comparison, item)),
            (Self::Plug(plug), _) => plug.accepts(comparison, item),
            (Self::Decimal(bound), Comparison::Number(order)) => {
                Decimal::number(item).is_some_and(|value| order.holds(value, *bound))
            }
            (Self::Decimal(bound), Comparison::Date(order)) => {
                Decimal::moment(item).is_some_and(|value| order.holds(value, *bound))
            }
            (Self::Network(network), Comparison::Address) => {
                Network::parse(item).is_some_and(|address| network.contains(&address))
            }
            (Self::Decimal(_) | Self::Network(_) | Self::Open(_) | Self::Never, _) => false,
        }
    }
}

/// Whether a text that is all known matches a pattern that is so.
pub(super) fn text_accepts(
    glob: &Glob,
    pattern: &Pattern,
    comparison: Comparison,
    item: &str,
) -> bool {
    let wanted = glob.as_str();
    match comparison {
        Comparison::Text | Comparison::Binary => wanted == item,
        Comparison::TextIgnoreCase => {
            wanted.eq_ignore_ascii_case(item) || wanted.to_lowercase() == item.to_lowercase()
        }
        Comparison::Bool => {
            let is = |word: &str| wanted.eq_ignore_ascii_case(word);
            (is("true") || is("false")) && is(item)
        }
        Comparison::Like => glob.matches(&pattern.against(item)),
        Comparison::Arn => arn_accepts(wanted, &pattern.against(item)),
        Comparison::Number(_) | Comparison::Date(_) | Comparison::Address => false,
    }
}

/// "Each of the six colon-delimited components of the ARN is checked separately."
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN>
fn arn_accepts(pattern: &str, arn: &str) -> bool {
    let (mut patterns, mut parts) = (pattern.splitn(6, ':'), arn.splitn(6, ':'));
    for number in 0..6 {
        let (Some(pattern), Some(part)) = (patterns.next(), parts.next()) else {
            return false;
        };
        let is_arn = number > 0 || part == "arn";
        if !is_arn || !wildcard::matches(pattern, part, Case::Sensitive) {
            return false;
        }
    }
    true
}

/// For the question that is put to a trial, and so that two tests that differ are told apart.
impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.comparison)?;
        for value in &self.values {
            match value {
                Value::Text(pattern) => write!(f, " `{}`", pattern.text())?,
                Value::Decimal(decimal) => write!(f, " {decimal}")?,
                Value::Network(network) => write!(f, " {network:?}")?,
                Value::Open(text) => write!(f, " `{text}`")?,
                Value::Plug(Plug { pattern, text }) => {
                    write!(f, " of `{text}` by `{}`", pattern.text())?;
                }
                Value::Never => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Test, Value};
    use crate::simulate::iam::operator::{Comparison, Order};
    use crate::template::Text;

    fn accepts(comparison: Comparison, values: &[&str], item: &str) -> bool {
        let read = |text: &&str| Value::read(comparison, &Text::from(*text), false);
        let values = values.iter().map(read).collect();
        Test { comparison, values }.accepts(item)
    }

    #[test]
    fn texts() {
        assert!(accepts(Comparison::Text, &["a", "b"], "b"));
        assert!(!accepts(Comparison::Text, &["*"], "b"));
        assert!(accepts(Comparison::TextIgnoreCase, &["ÄB"], "äb"));
        assert!(accepts(Comparison::Like, &["a/*"], "a/b/c"));
        assert!(!accepts(Comparison::Like, &["a/?"], "a/b/c"));
    }

    #[test]
    fn arns_part_by_part() {
        let accepts = |pattern, arn| accepts(Comparison::Arn, &[pattern], arn);
        assert!(accepts(
            "arn:aws:sns:*:*:t*",
            "arn:aws:sns:us-east-1:1:topic"
        ));
        assert!(!accepts("arn:aws:*", "arn:aws:sns:us-east-1:1:topic"));
        assert!(!accepts("arn:aws:s3:*:b", "arn:aws:s3:::b"));
        assert!(accepts(
            "arn:aws:logs:*:*:log-group:*",
            "arn:aws:logs:r:1:log-group:a:*"
        ));
        assert!(!accepts("*", "topic"));
    }

    #[test]
    fn numbers_moments_and_addresses() {
        let less = Comparison::Number(Order::Less);
        assert!(accepts(less, &["10"], "9"));
        assert!(!accepts(less, &["10"], "nine"));
        assert!(!accepts(less, &["ten"], "9"));
        let after = Comparison::Date(Order::Greater);
        assert!(accepts(after, &["2020-01-01T00:00:01Z"], "1577836802"));
        assert!(accepts(Comparison::Address, &["10.0.0.0/8", "::/0"], "::1"));
        assert!(!accepts(Comparison::Address, &["10.0.0.0/8"], "11.0.0.0"));
        assert!(accepts(Comparison::Bool, &["TRUE"], "true"));
        assert!(!accepts(Comparison::Bool, &["yes"], "yes"));
    }
}
