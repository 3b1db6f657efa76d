//! The algebra of sets of texts: against the definitions, and on the questions for which it is there.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Budget, Language, Spent};

fn glob(pattern: &str) -> Language {
    Language::glob(pattern)
}

fn any_char(_: char) -> bool {
    true
}

fn example(language: &Language) -> Option<String> {
    language.example(any_char, &mut Budget::default()).unwrap()
}

#[test]
fn a_key_that_is_written_and_not_served() {
    let written = glob("users/*/progress-photos/*");
    let served = glob("progress-photos/*");
    let odd = Language::any(["/*", "*//*", "*/"].map(glob));
    let lost = written.minus(served).minus(odd);
    assert_eq!(example(&lost).as_deref(), Some("users/a/progress-photos/b"));
}

#[test]
fn what_is_within_what() {
    let within = |inner: &Language, outer: &Language| {
        inner
            .is_within(outer, any_char, &mut Budget::default())
            .unwrap()
    };
    assert!(within(&glob("photos/2026/*"), &glob("photos/*")));
    assert!(!within(&glob("photos/*"), &glob("photos/2026/*")));
    let both = Language::any([glob("a*"), glob("b*")]);
    assert!(within(&glob("b?c"), &both));
    assert!(within(&both.clone().complement(), &glob("a*").complement()));
    assert!(within(&Language::Nothing, &glob("x")));
    assert!(within(&glob("**"), &Language::Everything));
}

#[test]
fn what_follows_and_what_stands_before() {
    let keys = glob("arn:aws:s3:::photos/*/x").after("arn:aws:s3:::photos/");
    assert!(keys.contains("a/x") && !keys.contains("x"));
    assert_eq!(example(&keys).as_deref(), Some("/x"));
    let back = keys.behind("arn:aws:s3:::photos/");
    assert!(back.contains("arn:aws:s3:::photos/a/x") && !back.contains("a/x"));
    let but = glob("a").complement().behind("/");
    assert!(but.contains("/b") && !but.contains("/a") && !but.contains("b"));
}

#[test]
fn an_alphabet_is_kept() {
    let letters: fn(char) -> bool = |char| char.is_ascii_alphabetic();
    let mut budget = Budget::default();
    let found = glob("??").minus(glob("a*")).example(letters, &mut budget);
    assert_eq!(found.unwrap().as_deref(), Some("ba"));
    let none = glob("a b").example(letters, &mut budget);
    assert_eq!(none, Ok(None));
}

#[test]
fn what_takes_too_long_is_not_decided() {
    // Which of the last twenty characters were an `a` must be remembered: a million states.
    let hard = glob(&format!("*a{}", "?".repeat(20)));
    let other = glob(&format!("*b{}", "?".repeat(20)));
    let lost = Language::all([hard, other, glob("*c")]).minus(glob("*c*"));
    assert_eq!(lost.example(any_char, &mut Budget::default()), Err(Spent));
}

#[test]
fn many_routes_take_no_time() {
    let routes = Language::any((0..200).map(|number| glob(&format!("/route-{number}/*"))));
    let lost = glob("/route-*").minus(routes);
    let found = lost.example(any_char, &mut Budget::default()).unwrap();
    assert!(found.is_some_and(|found| lost.contains(&found)));
}

/// Any set made of few patterns over few letters.
fn language() -> impl Strategy<Value = Language> {
    let leaf = "[ab*?]{0,4}".prop_map(|pattern| glob(&pattern));
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(Language::complement),
            prop::collection::vec(inner.clone(), 1..3).prop_map(Language::all),
            prop::collection::vec(inner, 1..3).prop_map(Language::any),
        ]
    })
}

/// All texts over three letters of at most this length, the shortest first.
fn texts(length: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut last = all.clone();
    for _ in 0..length {
        last = last
            .iter()
            .flat_map(|text| ["a", "b", "c"].map(|char| format!("{text}{char}")))
            .collect();
        all.extend(last.iter().cloned());
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn an_example_is_one_and_no_text_is_shorter(language in language()) {
        let alphabet: fn(char) -> bool = |char| matches!(char, 'a'..='c');
        let found = language.example(alphabet, &mut Budget::default()).unwrap();
        let first = texts(5).into_iter().find(|text| language.contains(text));
        prop_assert!(found.as_ref().is_none_or(|found| language.contains(found)));
        let length = |text: Option<String>| text.map(|text| text.len());
        // Texts of up to five letters were tried, and a longer example may be the shortest.
        let (found, first) = (length(found), length(first));
        prop_assert!(found == first || first.is_none() && found > Some(5));
    }

    #[test]
    fn inclusion_is_what_the_texts_say(one in language(), other in language()) {
        let alphabet: fn(char) -> bool = |char| matches!(char, 'a'..='c');
        let within = one.is_within(&other, alphabet, &mut Budget::default()).unwrap();
        let strays = texts(5).into_iter().any(|text| one.contains(&text) && !other.contains(&text));
        prop_assert!(!(within && strays));
    }

    #[test]
    fn what_follows_is_what_is_left(language in language(), begin in "[abc]{0,3}", end in "[abc]{0,3}") {
        let whole = format!("{begin}{end}");
        prop_assert_eq!(language.after(&begin).contains(&end), language.contains(&whole));
        prop_assert!(language.behind(&begin).contains(&whole) == language.contains(&end));
    }

    #[test]
    fn the_algebra_keeps_its_laws(one in language(), other in language(), text in "[abc]{0,5}") {
        let both = one.clone().and(other.clone());
        let either = Language::any([one.clone(), other.clone()]);
        prop_assert_eq!(both.contains(&text), one.contains(&text) && other.contains(&text));
        prop_assert_eq!(either.contains(&text), one.contains(&text) || other.contains(&text));
        prop_assert_eq!(one.clone().complement().contains(&text), !one.contains(&text));
        let neither = either.complement();
        let de_morgan = one.complement().and(other.complement());
        prop_assert_eq!(neither.contains(&text), de_morgan.contains(&text));
    }
}

#[test]
fn sets_of_sets_are_put_in_order() {
    let twice = Language::any([glob("a"), glob("a"), Language::Nothing]);
    assert_eq!(twice, glob("a"));
    assert_eq!(Language::all([]), Language::Everything);
    assert_eq!(Language::any([]), Language::Nothing);
    let names: BTreeSet<Language> = [glob("a**b"), glob("a*b")].into();
    assert_eq!(names.len(), 1);
}
