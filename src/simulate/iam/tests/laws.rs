//! What holds of all policies.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Question, Stack, document, tree};
use crate::simulate::Values;
use crate::template::Explored;

const OBJECT: &str = "arn:aws:s3:::b/a/b";

fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(words)
}

const TEXTS: &[&str] = &[
    "StringEquals",
    "StringNotEquals",
    "StringLike",
    "StringNotLike",
    "StringLikeIfExists",
    "StringNotEqualsIfExists",
    "StringEqualsIgnoreCase",
];

const SETS: &[&str] = &[
    "'ForAllValues:StringLike'",
    "'ForAnyValue:StringLike'",
    "'ForAnyValue:StringNotLike'",
    "'ForAllValues:StringNotEquals'",
    "'ForAnyValue:StringEqualsIfExists'",
];

const NUMBERS: &[&str] = &[
    "NumericEquals",
    "NumericLessThan",
    "NumericGreaterThanEquals",
    "NumericNotEquals",
];

/// A few conditions with these operators on a key whose values are texts, and on one whose values are numbers.
fn condition(
    key: &'static str,
    operators: &'static [&'static str],
) -> impl Strategy<Value = String> {
    let text =
        (one_of(operators), "[ab*?]{0,3}", "[ab*]{0,3}").prop_map(move |(operator, one, other)| {
            format!("{operator}: {{'{key}': ['{one}', '{other}']}}")
        });
    let number = (one_of(NUMBERS), 0..4_u8)
        .prop_map(|(operator, bound)| format!("{operator}: {{'s3:max-keys': {bound}}}"));
    let null =
        one_of(&["true", "false"]).prop_map(move |null| format!("Null: {{'{key}': {null}}}"));
    prop::collection::vec(prop_oneof![3 => text, 1 => number, 1 => null], 0..3).prop_map(|parts| {
        // A map has each operator once.
        let mut seen = BTreeSet::new();
        let operator = |part: &str| {
            part.rsplit_once(": {")
                .map(|(operator, _)| operator.to_owned())
        };
        let fresh = parts.iter().filter(|part| seen.insert(operator(part)));
        let parts: Vec<&str> = fresh.map(String::as_str).collect();
        parts.join(", ")
    })
}

fn statement(
    key: &'static str,
    operators: &'static [&'static str],
) -> impl Strategy<Value = String> {
    (
        one_of(&["Allow", "Allow", "Deny"]),
        one_of(&[
            "Action: 's3:Get*'",
            "Action: '*'",
            "NotAction: 's3:Put*'",
            "Action: 's3:PutObject'",
        ]),
        one_of(&[
            "Resource: '*'",
            "Resource: 'arn:aws:s3:::b/a/*'",
            "NotResource: 'arn:aws:s3:::b/a/*'",
            "Resource: 'arn:aws:s3:::b/${s3:prefix}/b'",
            "Resource: 'arn:aws:s3:::b/${s3:prefix}?b'",
        ]),
        condition(key, operators),
    )
        .prop_map(|(effect, action, resource, condition)| {
            format!("{{Effect: {effect}, {action}, {resource}, Condition: {{{condition}}}}}")
        })
}

fn statements() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(statement("s3:prefix", TEXTS), 0..4)
}

fn role(statements: &[String]) -> Stack {
    Stack::role(&document(&statements.join(", ")), "")
}

fn question(stack: &Stack) -> Question<'_> {
    stack.may("Role", "s3:GetObject", OBJECT)
}

/// All reasons that an answer may come to.
fn outcomes(question: &Question) -> BTreeSet<&'static str> {
    let rulings = match question.explored() {
        Explored::Always(ruling) => vec![ruling],
        Explored::Depends {
            results, complete, ..
        } => {
            assert!(complete, "more than can be tried");
            results
        }
    };
    rulings.iter().map(|ruling| ruling.reason.code()).collect()
}

fn known(question: Question<'_>) -> Question<'_> {
    question.with("s3:prefix", "a").with("s3:max-keys", "2")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn one_more_allow_denies_nobody(statements in statements(), more in statement("s3:prefix", TEXTS)) {
        let before = role(&statements);
        let more = more.replace("Deny", "Allow");
        let after = role(&[statements, vec![more]].concat());
        if known(question(&before)).answer() == "allowed" {
            prop_assert_eq!(known(question(&after)).answer(), "allowed");
        }
    }

    #[test]
    fn a_deny_always_wins(statements in statements()) {
        let deny = "{Effect: Deny, Action: '*', Resource: '*'}".to_owned();
        let stack = role(&[statements, vec![deny]].concat());
        prop_assert_eq!(question(&stack).answer(), "explicit-deny");
    }

    #[test]
    fn the_order_of_statements_means_nothing(statements in statements().prop_shuffle()) {
        let mut turned = statements.clone();
        turned.reverse();
        let (one, other) = (role(&statements), role(&turned));
        prop_assert_eq!(outcomes(&question(&one)), outcomes(&question(&other)));
    }

    #[test]
    fn what_is_not_known_is_tried_as_if_value_by_value(statements in statements()) {
        let stack = role(&statements);
        let tried = outcomes(&question(&stack));
        let mut found = BTreeSet::new();
        for prefix in values() {
            found.extend(by_number(&stack, "s3:prefix", &prefix, &statements));
        }
        prop_assert_eq!(tried, found);
    }

    #[test]
    fn sets_that_are_not_known_are_tried_as_if_one_by_one(
        statements in prop::collection::vec(statement("aws:tagkeys", SETS), 0..4),
    ) {
        let statements: Vec<String> = statements
            .iter()
            .map(|statement| statement.replace("${s3:prefix}", "*"))
            .collect();
        let stack = role(&statements);
        let tried = outcomes(&question(&stack));
        let mut found = by_number(&stack, "aws:tagkeys", &Values::Absent, &statements);
        let words = ["a", "b", "c", "aa", "ab", "ba", "bb", "ac", "ca", "aba", "abb", "bab", "abc", "caa"];
        for (number, one) in words.iter().enumerate() {
            for (more, other) in words.iter().enumerate().skip(number) {
                let both = vec![(*one).to_owned(), (*other).to_owned()];
                found.extend(by_number(&stack, "aws:tagkeys", &Values::Many(both.clone()), &statements));
                for third in words.iter().skip(more).step_by(2) {
                    let three = [both.clone(), vec![(*third).to_owned()]].concat();
                    found.extend(by_number(&stack, "aws:tagkeys", &Values::Many(three), &statements));
                }
            }
        }
        prop_assert!(found.is_subset(&tried), "{:?} {:?}", found, tried);
    }

    #[test]
    fn no_policy_is_too_strange(identity in anything(), bucket in anything(), session in anything()) {
        let stack = Stack::role("{}", "");
        let mut asked = question(&stack);
        asked.request.facts.identity_policies = Some(vec![tree(&identity), tree(&bucket)]);
        asked.request.facts.session_policy = Some(tree(&session));
        let _ = asked.answer();
        let stack = Stack::role(&format!("{{Statement: {identity}}}"), &format!("{{Statement: {bucket}}}"));
        for who in ["Role", "anonymous", "service:s3.amazonaws.com", "account:999999999999"] {
            let _ = stack.may(who, "s3:GetObject", OBJECT).explored();
        }
    }
}

/// What a question comes to where one key has these values, and another each of a few numbers.
fn by_number(
    stack: &Stack,
    key: &str,
    values: &Values,
    statements: &[String],
) -> BTreeSet<&'static str> {
    let mut numbers = vec![None, Some("0"), Some("1"), Some("2"), Some("3"), Some("4")];
    if !statements
        .iter()
        .any(|statement| statement.contains("max-keys"))
    {
        numbers.truncate(1);
    }
    let with = |number: Option<&str>| {
        let number = number.map_or(Values::Absent, |number| Values::One(number.to_owned()));
        let mut question = question(stack);
        let context = &mut question.request.context;
        context.insert(key.to_owned(), values.clone());
        context.insert("s3:max-keys".to_owned(), number);
        outcomes(&question)
    };
    numbers.into_iter().flat_map(with).collect()
}

/// No key, and every short text over three letters in two cases, `*` and `?`.
fn values() -> Vec<Values> {
    let letters = ["a", "b", "c", "A", "*", "?"];
    let mut texts = vec![String::new()];
    let mut last = texts.clone();
    for _ in 0..3 {
        let longer = last
            .iter()
            .flat_map(|text| letters.map(|letter| format!("{text}{letter}")));
        last = longer.collect();
        texts.extend(last.iter().cloned());
    }
    texts.extend(
        [
            "abab", "aaab", "abaa", "cabc", "abca", "abba", "aaaa", "bbbb", "baab",
        ]
        .map(str::to_owned),
    );
    let mut values = vec![Values::Absent];
    values.extend(texts.into_iter().map(Values::One));
    values
}

const KEYS: &[&str] = &[
    "Version",
    "Statement",
    "Effect",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Principal",
    "NotPrincipal",
    "AWS",
    "Service",
    "Condition",
    "StringLike",
    "Null",
    "NumericEquals",
    "DateEquals",
    "IpAddress",
    "ArnLike",
    "'ForAllValues:StringEquals'",
    "Bool",
    "'s3:prefix'",
    "'aws:SourceIp'",
    "Sid",
];

/// Trees that look a little like policies.
fn anything() -> impl Strategy<Value = String> {
    let word = one_of(&[
        "'*'",
        "''",
        "null",
        "true",
        "7",
        "Allow",
        "Deny",
        "'s3:GetObject'",
        "'arn:aws:s3:::b/*'",
        "'${'",
        "'${}'",
        "'${aws:username, ''x''}'",
        "'${s3:prefix}'",
        "'arn:aws:iam::1:root'",
        "'123456789012'",
        "'::::::'",
        "'2012-10-17'",
        "'10.0.0.0/8'",
        "'2020-01-01'",
        "'-'",
        "'ü*'",
    ])
    .prop_map(str::to_owned);
    word.prop_recursive(5, 40, 6, |inner| {
        let entries = prop::collection::btree_map(one_of(KEYS), inner.clone(), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(", "))),
            entries.prop_map(|entries| {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{key}: {value}"))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }),
        ]
    })
}
