//! Any pattern and any path: normalization is idempotent, and what a pattern matches it matches by its definition.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stackgen::aws::{PathPattern, normalize};

/// By the definition, character by character; short inputs alone.
fn naive(pattern: &[char], path: &[char]) -> bool {
    match pattern.split_first() {
        None => path.is_empty(),
        Some(('*', rest)) => (0..=path.len()).any(|taken| naive(rest, &path[taken..])),
        Some((wanted, rest)) => path
            .split_first()
            .is_some_and(|(found, path)| (*wanted == '?' || wanted == found) && naive(rest, path)),
    }
}

fuzz_target!(|input: (&str, &str)| {
    let (pattern, path) = input;
    let normal = normalize(path);
    assert_eq!(normalize(&normal), normal);
    let Ok(pattern) = pattern.parse::<PathPattern>() else {
        return;
    };
    let matched = pattern.matches(&normal);
    let stars = pattern.absolute().matches('*').count();
    if stars <= 4 && normal.len() <= 40 {
        let pattern: Vec<char> = pattern.absolute().chars().collect();
        let normal: Vec<char> = normal.chars().collect();
        assert_eq!(matched, naive(&pattern, &normal));
    }
});
