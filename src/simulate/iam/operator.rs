//! The operators of conditions, by their names.

use super::decimal::Decimal;

/// An operator with all that may stand around its name.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// Whether the key is missing.
    Null,
    /// How its values compare.
    Compare {
        /// Which of several values count.
        quantity: Quantity,
        /// What is compared, and how.
        comparison: Comparison,
        /// Whether it is turned round, as in `StringNotEquals`.
        negated: bool,
        /// Whether a key that is missing is fine.
        if_exists: bool,
    },
}

/// Which of the values that a request carries for a key must match.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    /// The one that it carries.
    One,
    /// Each of them.
    All,
    /// At least one of them.
    Any,
}

/// What is compared, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    /// Texts.
    Text,
    /// Texts, without regard to case.
    TextIgnoreCase,
    /// Texts with wildcards.
    Like,
    /// Numbers.
    Number(Order),
    /// Moments.
    Date(Order),
    /// `true` and `false`.
    Bool,
    /// Bytes in base-64.
    Binary,
    /// Addresses in networks.
    Address,
    /// ARNs with wildcards, part by part.
    Arn,
}

/// How the value of the request stands to that of the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Equal.
    Equal,
    /// Below it.
    Less,
    /// Below it, or equal.
    LessOrEqual,
    /// Above it.
    Greater,
    /// Above it, or equal.
    GreaterOrEqual,
}

impl Order {
    /// Whether two values stand so.
    pub(super) fn holds(self, value: Decimal, bound: Decimal) -> bool {
        match self {
            Self::Equal => value == bound,
            Self::Less => value < bound,
            Self::LessOrEqual => value <= bound,
            Self::Greater => value > bound,
            Self::GreaterOrEqual => value >= bound,
        }
    }
}

/// Whether a condition operator of this name exists, in any case.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
pub fn is_condition_operator(name: &str) -> bool {
    Operator::parse(name).is_some()
}

impl Operator {
    /// The operator of this name; `None` where AWS has none.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        let (quantity, rest) = match lower.split_once(':') {
            Some(("forallvalues", rest)) => (Quantity::All, rest),
            Some(("foranyvalue", rest)) => (Quantity::Any, rest),
            Some(_) => return None,
            None => (Quantity::One, lower.as_str()),
        };
        if rest == "null" {
            return (quantity == Quantity::One).then_some(Self::Null);
        }
        let (rest, if_exists) = match rest.strip_suffix("ifexists") {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let (comparison, negated) = comparison(rest)?;
        Some(Self::Compare {
            quantity,
            comparison,
            negated,
            if_exists,
        })
    }

    /// Whether its values may hold variables: "string comparisons", which page and table also say of `Bool` and ARNs.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse>
    pub(super) const fn takes_variables(self) -> bool {
        match self {
            Self::Null => false,
            Self::Compare { comparison, .. } => match comparison {
                Comparison::Text
                | Comparison::TextIgnoreCase
                | Comparison::Like
                | Comparison::Bool
                | Comparison::Arn => true,
                Comparison::Number(_)
                | Comparison::Date(_)
                | Comparison::Binary
                | Comparison::Address => false,
            },
        }
    }
}

fn comparison(name: &str) -> Option<(Comparison, bool)> {
    Some(match name {
        "stringequals" => (Comparison::Text, false),
        "stringnotequals" => (Comparison::Text, true),
        "stringequalsignorecase" => (Comparison::TextIgnoreCase, false),
        "stringnotequalsignorecase" => (Comparison::TextIgnoreCase, true),
        "stringlike" => (Comparison::Like, false),
        "stringnotlike" => (Comparison::Like, true),
        "numericequals" => (Comparison::Number(Order::Equal), false),
        "numericnotequals" => (Comparison::Number(Order::Equal), true),
        "numericlessthan" => (Comparison::Number(Order::Less), false),
        "numericlessthanequals" => (Comparison::Number(Order::LessOrEqual), false),
        "numericgreaterthan" => (Comparison::Number(Order::Greater), false),
        "numericgreaterthanequals" => (Comparison::Number(Order::GreaterOrEqual), false),
        "dateequals" => (Comparison::Date(Order::Equal), false),
        "datenotequals" => (Comparison::Date(Order::Equal), true),
        "datelessthan" => (Comparison::Date(Order::Less), false),
        "datelessthanequals" => (Comparison::Date(Order::LessOrEqual), false),
        "dategreaterthan" => (Comparison::Date(Order::Greater), false),
        "dategreaterthanequals" => (Comparison::Date(Order::GreaterOrEqual), false),
        "bool" => (Comparison::Bool, false),
        "binaryequals" => (Comparison::Binary, false),
        "ipaddress" => (Comparison::Address, false),
        "notipaddress" => (Comparison::Address, true),
        "arnequals" | "arnlike" => (Comparison::Arn, false),
        "arnnotequals" | "arnnotlike" => (Comparison::Arn, true),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Comparison, Operator, Order, Quantity};

    #[test]
    fn names() {
        let expected = Operator::Compare {
            quantity: Quantity::All,
            comparison: Comparison::Like,
            negated: true,
            if_exists: true,
        };
        let name = "ForAllValues:StringNotLikeIfExists";
        assert_eq!(Operator::parse(name), Some(expected));
        let expected = Operator::Compare {
            quantity: Quantity::One,
            comparison: Comparison::Number(Order::GreaterOrEqual),
            negated: false,
            if_exists: false,
        };
        let name = "numericGreaterThanEquals";
        assert_eq!(Operator::parse(name), Some(expected));
        assert_eq!(Operator::parse("Null"), Some(Operator::Null));
        for name in [
            "",
            "NullIfExists",
            "ForAnyValue:Null",
            "Equals",
            "ForSome:StringLike",
            "StringNotEqualsIfExist",
        ] {
            assert_eq!(Operator::parse(name), None, "{name}");
        }
    }
}
