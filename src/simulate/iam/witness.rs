//! Whether some value of a condition key answers all that is asked of it as supposed.

use super::key::Key;
use super::meet;
use super::operator::{Comparison, Quantity};
use super::pattern::Pattern;
use super::suppose::Literal;
use super::test::{Plug, Test, Value};

/// A value that no policy names.
const FRESH: &str = "~";

/// More places than these in one text are not tried for the value of a variable.
const MOST_PLACES: usize = 64;

/// What is asked of one value: whether it matches, and which answer it must give.
type Ask<'t> = (&'t Test, bool);

/// Whether the key may have values that answer all that was answered before, and this as well.
pub(super) fn exists(
    key: &Key,
    answers: &[(Literal, bool)],
    literal: &Literal,
    answer: bool,
) -> bool {
    // Of each of its values.
    let mut each: Vec<Ask> = Vec::new();
    // Of at least one of its values, for each of these one.
    let mut some: Vec<Ask> = Vec::new();
    let mut is_one = false;
    let all = answers.iter().map(|(literal, answer)| (literal, *answer));
    for (literal, answer) in all.chain([(literal, answer)]) {
        let matches = !literal.negated;
        match (literal.quantity, answer) {
            (Quantity::One, answer) => {
                is_one = true;
                each.push((&literal.test, answer));
            }
            (Quantity::All, true) => each.push((&literal.test, matches)),
            (Quantity::All, false) => some.push((&literal.test, !matches)),
            (Quantity::Any, true) => some.push((&literal.test, matches)),
            (Quantity::Any, false) => each.push((&literal.test, !matches)),
        }
    }
    if is_one || some.len() <= 1 {
        each.append(&mut some);
        return value_exists(key, &each);
    }
    some.iter().all(|one| {
        let mut asked = each.clone();
        asked.push(*one);
        value_exists(key, &asked)
    })
}

fn value_exists(key: &Key, asked: &[Ask]) -> bool {
    let fits = |value: &str| {
        asked
            .iter()
            .all(|(test, answer)| test.accepts(value) == *answer)
    };
    if let Some(words) = words(key.name()) {
        return words.iter().any(|word| fits(word));
    }
    let mut candidates = Vec::new();
    let mut is_text = false;
    for (test, _) in asked {
        is_text |= takes_texts(test.comparison);
        for value in &test.values {
            collect(test.comparison, value, &mut candidates);
        }
    }
    if candidates.iter().any(|value| fits(value)) {
        return true;
    }
    let is_fresh = is_text || candidates.is_empty();
    is_fresh && (fits(FRESH) || meet::some_text(asked, fits))
}

/// Whether a key that is compared so may have any text for its value.
const fn takes_texts(comparison: Comparison) -> bool {
    match comparison {
        Comparison::Text
        | Comparison::TextIgnoreCase
        | Comparison::Like
        | Comparison::Binary
        | Comparison::Arn => true,
        Comparison::Number(_) | Comparison::Date(_) | Comparison::Bool | Comparison::Address => {
            false
        }
    }
}

/// The values that keys have by their pages, where there are few.
fn words(key: &str) -> Option<&'static [&'static str]> {
    Some(match key {
        "aws:assumedroot"
        | "aws:ismcpserviceaction"
        | "aws:multifactorauthpresent"
        | "aws:principalisawsservice"
        | "aws:securetransport"
        | "aws:viaawsmcpservice"
        | "aws:viaawsservice"
        | "lambda:invokedviafunctionurl" => &["true", "false"],
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
        "aws:principaltype" => &[
            "Account",
            "User",
            "FederatedUser",
            "AssumedRole",
            "Anonymous",
            FRESH,
        ],
        // https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
        "lambda:functionurlauthtype" => &["NONE", "AWS_IAM"],
        // https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html
        "s3:authtype" => &["REST-HEADER", "REST-QUERY-STRING", "POST"],
        _ => return None,
    })
}

/// Values on which this value of a policy may make a difference.
fn collect(comparison: Comparison, value: &Value, candidates: &mut Vec<String>) {
    match value {
        Value::Text(pattern) => of_pattern(comparison, pattern, candidates),
        Value::Decimal(bound) => {
            let around = [bound.before(), *bound, bound.next()];
            // Counts, ages and times are not below zero, unless a policy says so.
            let around = around
                .into_iter()
                .filter(|value| bound.is_negative() || !value.is_negative());
            candidates.extend(around.map(|value| value.to_string()));
        }
        Value::Network(network) => {
            candidates.extend(network.around());
            candidates.extend(["192.0.2.1".to_owned(), "2001:db8::1".to_owned()]);
        }
        Value::Plug(plug) => of_plug(plug, candidates),
        Value::Open(_) | Value::Never => {}
    }
    if comparison == Comparison::Bool {
        candidates.extend(["true".to_owned(), "false".to_owned()]);
    }
}

fn of_pattern(comparison: Comparison, pattern: &Pattern, candidates: &mut Vec<String>) {
    let Some(glob) = pattern.known() else {
        return;
    };
    let text = glob.as_str();
    candidates.push(text.to_owned());
    match comparison {
        Comparison::TextIgnoreCase => {
            let swapped = |char: char| {
                if char.is_lowercase() {
                    char.to_ascii_uppercase()
                } else {
                    char.to_ascii_lowercase()
                }
            };
            candidates.push(text.chars().map(swapped).collect());
        }
        Comparison::Like | Comparison::Arn => {
            candidates.push(text.replace('*', "").replace('?', FRESH));
            candidates.push(text.replace(['*', '?'], FRESH));
        }
        Comparison::Text
        | Comparison::Bool
        | Comparison::Binary
        | Comparison::Number(_)
        | Comparison::Date(_)
        | Comparison::Address => {}
    }
}

/// The parts of a text that the variable of a pattern may stand for.
fn of_plug(plug: &Plug, candidates: &mut Vec<String>) {
    let text = &plug.text;
    let (before, behind) = plug.pattern.around_the_first_variable();
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let places = || places.iter().copied().chain([text.len()]);
    let begins: Vec<usize> = places()
        .filter(|at| before.matches(&text[..*at]))
        .take(MOST_PLACES)
        .collect();
    let ends: Vec<usize> = places()
        .filter(|at| behind.matches(&text[*at..]))
        .take(MOST_PLACES)
        .collect();
    for begin in &begins {
        let ends = ends.iter().filter(|end| *end >= begin);
        candidates.extend(ends.map(|end| text[*begin..*end].to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::value_exists;
    use crate::simulate::iam::key::Key;
    use crate::simulate::iam::operator::{Comparison, Order};
    use crate::simulate::iam::test::{Test, Value};
    use crate::template::Text;

    type Question<'t> = (Comparison, &'t [&'t str], bool);

    fn exists(key: &str, asked: &[Question]) -> bool {
        let test = |(comparison, values, answer): &Question| {
            let read = |text: &&str| Value::read(*comparison, &Text::from(*text), false);
            let test = Test {
                comparison: *comparison,
                values: values.iter().map(read).collect(),
            };
            (test, *answer)
        };
        let tests: Vec<(Test, bool)> = asked.iter().map(test).collect();
        let asked: Vec<_> = tests.iter().map(|(test, answer)| (test, *answer)).collect();
        value_exists(&Key::new(key), &asked)
    }

    #[test]
    fn texts() {
        fn like<'t>(pattern: &'t [&'t str], answer: bool) -> Question<'t> {
            (Comparison::Like, pattern, answer)
        }
        let key = "s3:prefix";
        assert!(exists(key, &[like(&["a*"], true), like(&["*b"], true)]));
        assert!(exists(key, &[like(&["a*"], true), like(&["*b"], false)]));
        assert!(!exists(key, &[like(&["a*"], true), like(&["b*"], true)]));
        assert!(!exists(key, &[like(&["ab*"], true), like(&["a*"], false)]));
        assert!(!exists(key, &[like(&["*"], false)]));
        let exactly = (Comparison::Text, &["ab"][..], true);
        assert!(exists(key, &[exactly, like(&["a?"], true)]));
        assert!(!exists(key, &[exactly, like(&["a?"], false)]));
        let ignoring = (Comparison::TextIgnoreCase, &["ab"][..], true);
        assert!(exists(key, &[ignoring, (Comparison::Text, &["ab"], false)]));
    }

    #[test]
    fn numbers() {
        fn number<'t>(order: Order, bound: &'t [&'t str], answer: bool) -> Question<'t> {
            (Comparison::Number(order), bound, answer)
        }
        let key = "s3:max-keys";
        let above = number(Order::Greater, &["10"], true);
        assert!(exists(key, &[above, number(Order::Less, &["12"], true)]));
        assert!(!exists(key, &[above, number(Order::Less, &["11"], true)]));
        assert!(!exists(key, &[number(Order::Less, &["0"], true)]));
    }

    #[test]
    fn addresses() {
        fn within<'t>(network: &'t [&'t str], answer: bool) -> Question<'t> {
            (Comparison::Address, network, answer)
        }
        let key = "aws:SourceIp";
        let (outer, inner) = (&["10.0.0.0/8"], &["10.1.0.0/16"]);
        assert!(exists(key, &[within(outer, true), within(inner, false)]));
        assert!(!exists(key, &[within(outer, false), within(inner, true)]));
        assert!(!exists(key, &[within(&["0.0.0.0/0", "::/0"], false)]));
    }

    #[test]
    fn words() {
        let key = "aws:SecureTransport";
        let neither = [
            (Comparison::Text, &["true"][..], false),
            (Comparison::Bool, &["false"], false),
        ];
        assert!(!exists(key, &neither));
    }
}
