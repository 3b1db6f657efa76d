//! The patterns of parameters, as far as they are evaluated with certainty: without looking ahead, behind or back.

use std::collections::BTreeSet;
use std::str::FromStr;

/// A regular expression that the whole value of a parameter must match.
///
/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedPattern(Alternatives);

type Alternatives = Vec<Vec<Repeated>>;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Repeated {
    piece: Piece,
    least: usize,
    most: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Begin,
    End,
    Any,
    Of(Class),
    Group(Alternatives),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Class {
    negated: bool,
    ranges: Vec<(char, char)>,
    classes: Vec<char>,
}

/// More characters, repetitions and depth than patterns of parameters have.
const MOST: usize = 1_000;
const DEPTH: usize = 20;

impl AllowedPattern {
    /// Whether a value is allowed; `None` where it is too long, or has several lines.
    pub fn matches(&self, value: &str) -> Option<bool> {
        let text: Vec<char> = value.chars().collect();
        if text.len() > MOST || text.iter().any(|letter| letter.is_control()) {
            return None;
        }
        Some(ends(&self.0, &text, 0).contains(&text.len()))
    }
}

/// Where the text may end that some alternative matches from a place on.
fn ends(alternatives: &Alternatives, text: &[char], from: usize) -> BTreeSet<usize> {
    let of_one = |sequence: &Vec<Repeated>| {
        sequence.iter().fold(BTreeSet::from([from]), |places, one| {
            repeated(one, text, places)
        })
    };
    alternatives.iter().flat_map(of_one).collect()
}

fn repeated(one: &Repeated, text: &[char], places: BTreeSet<usize>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut reached = places;
    // Whatever is repeated more often than there are letters has matched nothing in between.
    let enough = one.least.saturating_add(text.len());
    let most = one.most.unwrap_or(enough).min(enough);
    for count in 0..=most {
        if count >= one.least {
            found.extend(&reached);
        }
        if count < most {
            let next = reached
                .iter()
                .flat_map(|from| step(&one.piece, text, *from));
            reached = next.collect();
        }
        if reached.is_empty() {
            break;
        }
    }
    found
}

fn step(piece: &Piece, text: &[char], from: usize) -> BTreeSet<usize> {
    let letter = text.get(from);
    let is_met = match piece {
        Piece::Begin => return (from == 0).then_some(from).into_iter().collect(),
        Piece::End => return (from == text.len()).then_some(from).into_iter().collect(),
        Piece::Group(alternatives) => return ends(alternatives, text, from),
        Piece::Any => letter.is_some(),
        Piece::Of(class) => letter.is_some_and(|letter| class.has(*letter)),
    };
    is_met.then_some(from + 1).into_iter().collect()
}

impl Class {
    fn has(&self, letter: char) -> bool {
        let within = self
            .ranges
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&letter));
        let named = self.classes.iter().any(|name| {
            let is_it = match name.to_ascii_lowercase() {
                'd' => letter.is_ascii_digit(),
                'w' => letter.is_ascii_alphanumeric() || letter == '_',
                _ => letter == ' ' || ('\t'..='\r').contains(&letter),
            };
            is_it == name.is_ascii_lowercase()
        });
        (within || named) != self.negated
    }
}

/// Why a pattern is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotEvaluated;

impl FromStr for AllowedPattern {
    type Err = NotEvaluated;

    fn from_str(pattern: &str) -> Result<Self, NotEvaluated> {
        let mut reader = Reader {
            rest: pattern
                .chars()
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect(),
        };
        let found = reader.alternatives(0)?;
        if reader.rest.is_empty() {
            Ok(Self(found))
        } else {
            Err(NotEvaluated)
        }
    }
}

struct Reader {
    /// What is not read yet, the last letter first.
    rest: Vec<char>,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.rest.last().copied()
    }

    fn take(&mut self, letter: char) -> bool {
        let is_it = self.peek() == Some(letter);
        if is_it {
            self.rest.pop();
        }
        is_it
    }

    fn next(&mut self) -> Result<char, NotEvaluated> {
        self.rest.pop().ok_or(NotEvaluated)
    }

    fn alternatives(&mut self, depth: usize) -> Result<Alternatives, NotEvaluated> {
        if depth > DEPTH {
            return Err(NotEvaluated);
        }
        let mut all = Vec::new();
        let mut sequence = Vec::new();
        loop {
            match self.peek() {
                None | Some(')') => {
                    all.push(sequence);
                    return Ok(all);
                }
                Some('|') => {
                    self.rest.pop();
                    all.push(std::mem::take(&mut sequence));
                }
                Some(_) => {
                    let piece = self.piece(depth)?;
                    sequence.push(self.repeated(piece)?);
                }
            }
        }
    }

    fn piece(&mut self, depth: usize) -> Result<Piece, NotEvaluated> {
        Ok(match self.next()? {
            '^' => Piece::Begin,
            '$' => Piece::End,
            '.' => Piece::Any,
            '[' => Piece::Of(self.class()?),
            '(' => {
                if self.take('?') && !self.take(':') {
                    return Err(NotEvaluated);
                }
                let inner = self.alternatives(depth + 1)?;
                if !self.take(')') {
                    return Err(NotEvaluated);
                }
                Piece::Group(inner)
            }
            '\\' => {
                let mut class = Class::default();
                self.escaped(&mut class)?;
                Piece::Of(class)
            }
            '*' | '+' | '?' | '{' | '}' | ']' => return Err(NotEvaluated),
            letter => Piece::Of(Class {
                ranges: vec![(letter, letter)],
                ..Class::default()
            }),
        })
    }

    /// What stands behind a `\`: the name of a class, or a mark for itself.
    fn escaped(&mut self, class: &mut Class) -> Result<Option<char>, NotEvaluated> {
        match self.next()? {
            name @ ('d' | 'D' | 'w' | 'W' | 's' | 'S') => {
                class.classes.push(name);
                Ok(None)
            }
            letter if letter.is_ascii_punctuation() => {
                class.ranges.push((letter, letter));
                Ok(Some(letter))
            }
            _ => Err(NotEvaluated),
        }
    }

    fn class(&mut self) -> Result<Class, NotEvaluated> {
        let mut class = Class {
            negated: self.take('^'),
            ..Class::default()
        };
        loop {
            let first = match self.next()? {
                ']' if class.ranges.is_empty() && class.classes.is_empty() => {
                    return Err(NotEvaluated);
                }
                ']' => return Ok(class),
                '[' | '&' => return Err(NotEvaluated),
                '\\' => self.escaped(&mut class)?,
                letter => {
                    class.ranges.push((letter, letter));
                    Some(letter)
                }
            };
            let before_last = self.rest.len().checked_sub(2);
            let behind = before_last.and_then(|place| self.rest.get(place).copied());
            let (Some(first), Some('-'), Some(last)) = (first, self.peek(), behind) else {
                continue;
            };
            if last == ']' {
                continue;
            }
            if !last.is_alphanumeric() && "[&\\".contains(last) || last < first {
                return Err(NotEvaluated);
            }
            self.rest.truncate(self.rest.len().saturating_sub(2));
            class.ranges.push((first, last));
        }
    }

    fn repeated(&mut self, piece: Piece) -> Result<Repeated, NotEvaluated> {
        let (least, most) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => {
                self.rest.pop();
                let least = self.number().ok_or(NotEvaluated)?;
                let most = if self.take(',') {
                    self.number()
                } else {
                    Some(least)
                };
                if self.peek() != Some('}') || most.is_some_and(|most| most < least) {
                    return Err(NotEvaluated);
                }
                (least, most)
            }
            _ => {
                let (least, most) = (1, Some(1));
                return Ok(Repeated { piece, least, most });
            }
        };
        self.rest.pop();
        // A `?` behind it changes what is tried first, and nothing about a whole match; a `+` does.
        self.take('?');
        if matches!(self.peek(), Some('+' | '*' | '?' | '{')) || least.max(most.unwrap_or(0)) > MOST
        {
            return Err(NotEvaluated);
        }
        Ok(Repeated { piece, least, most })
    }

    fn number(&mut self) -> Option<usize> {
        let mut digits = String::new();
        while let Some(digit) = self.peek().filter(char::is_ascii_digit) {
            digits.push(digit);
            self.rest.pop();
        }
        digits.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{AllowedPattern, NotEvaluated};

    #[track_caller]
    fn check(pattern: &str, right: &[&str], wrong: &[&str]) {
        let pattern: AllowedPattern = pattern.parse().unwrap();
        for value in right {
            assert_eq!(pattern.matches(value), Some(true), "{value}");
        }
        for value in wrong {
            assert_eq!(pattern.matches(value), Some(false), "{value}");
        }
    }

    #[test]
    fn the_whole_value_matches() {
        check("[a-z]+", &["a", "abc"], &["", "a1", "A"]);
        check(
            "^$|^([a-z0-9-]+\\.)+[a-z]{2,}$",
            &["", "a-1.example.com"],
            &["a", ".com"],
        );
        check("^(|s3://.*)$", &["", "s3://x"], &["s3:/"]);
        check(
            "(?:[1-9][0-9]?|100)%",
            &["1%", "99%", "100%"],
            &["0%", "101%"],
        );
        check("[0-9*,-/]+", &["1,2-3.4/5*"], &["a"]);
        check("[\\w-\\.]{0,3}?", &["", "a-.", "_"], &["abcd", "/"]);
        check("[^\\d]", &["a"], &["1", ""]);
        check(
            "(a*)*b",
            &["b", "aaab"],
            &["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"],
        );
        check(
            "arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/.+",
            &["arn:aws:acm:us-east-1:111122223333:certificate/x"],
            &["none", ""],
        );
    }

    #[test]
    fn what_is_not_certain_is_left_alone() {
        for pattern in [
            "(?!-)a", "a(?<!b)", "(a)\\1", "a++", "[a&&b]", "[[a]b]", "\\bx", "\\p{L}", "a{2",
            "(a", "a)", "*", "[]", "[z-a]",
        ] {
            assert_eq!(
                pattern.parse::<AllowedPattern>(),
                Err(NotEvaluated),
                "{pattern}"
            );
        }
        let any: AllowedPattern = ".*".parse().unwrap();
        assert_eq!(any.matches("a\nb"), None);
    }
}
