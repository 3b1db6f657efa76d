//! "Did you mean": the nearest of the words that would have been right.

/// The candidate nearest to what was written, if it is near enough to be a slip of the finger.
pub fn did_you_mean<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let reach = 1 + written.chars().count() / 4;
    candidates
        .into_iter()
        .map(|candidate| (distance(written, candidate), candidate))
        .filter(|(distance, _)| *distance <= reach)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// ``the buckets of this stack are: `a`, `b` ``, or that there are none; at most a dozen are named.
pub fn listed<'a>(what: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    match quoted(names) {
        none if none.is_empty() => format!("this stack has no {what}"),
        names => format!("the {what} of this stack are: {names}"),
    }
}

/// `` `a`, `b` ``; at most a dozen are named, and how many more there are.
pub fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let names: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.split_at_checked(MOST) {
        Some((first, rest @ [_, ..])) => format!("{}, and {} more", first.join(", "), rest.len()),
        Some(_) | None => names.join(", "),
    }
}

/// Optimal string alignment distance, case-insensitive: insert, remove, replace, swap two neighbours.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.to_lowercase().chars().collect();
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let width = right.len() + 1;
    let mut table = vec![0usize; (left.len() + 1) * width];
    for i in 0..=left.len() {
        for j in 0..width {
            table[i * width + j] = if i == 0 || j == 0 {
                i + j
            } else {
                let differs = usize::from(left[i - 1] != right[j - 1]);
                let mut best = (table[(i - 1) * width + j] + 1)
                    .min(table[i * width + j - 1] + 1)
                    .min(table[(i - 1) * width + j - 1] + differs);
                let swapped =
                    i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                if swapped {
                    best = best.min(table[(i - 2) * width + j - 2] + 1);
                }
                best
            };
        }
    }
    table[left.len() * width + right.len()]
}

/// A place that is counted from 0 as people count it: `1st`.
pub fn ordinal(place: usize) -> String {
    let number = place + 1;
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        (_, _) => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let words = ["timeout", "memory", "runtime"];
        assert_eq!(did_you_mean("timeuot", words), Some("timeout"));
        assert_eq!(did_you_mean("Memory", words), Some("memory"));
        assert_eq!(did_you_mean("bucket", words), None);
    }
}
