//! The shape of the ARNs of a type of resources, and whether a pattern of a policy meets it.

use std::collections::BTreeSet;

/// How the ARNs of a type of resources look: `arn:[:]:s3:::[/]` for buckets, `arn:[:]:s3:::[/]/*` for objects.
///
/// `*` stands for any run of characters, `[:]` for one that holds none of the characters between the brackets; no other
/// character has a meaning of its own.
///
/// Source: <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html#resources_table>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArnShape(Vec<Piece>);

/// One piece of a shape or of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// This character.
    Exactly(char),
    /// Any character.
    One,
    /// A run of characters, none of which is one of these.
    Run(&'static str),
}

impl ArnShape {
    /// Reads a shape.
    pub(super) fn read(text: &'static str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            let behind = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
            if let Some((without, behind)) = behind {
                pieces.push(Piece::Run(without));
                rest = behind;
                continue;
            }
            pieces.push(match character {
                '*' => Piece::Run(""),
                other => Piece::Exactly(other),
            });
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        }
        Self(pieces)
    }

    /// The shape of what a service has in a region of an account, where this is the last part of it alone.
    pub(super) fn behind(self, service: &str) -> Self {
        let mut pieces: Vec<Piece> = Self::read("arn:[:]:").0;
        pieces.extend(service.chars().map(Piece::Exactly));
        pieces.extend(Self::read(":[:]:[:]:").0);
        pieces.extend(self.0);
        Self(pieces)
    }

    /// Whether an ARN has this shape; `*` and `?` are characters as any other.
    pub fn matches(&self, arn: &str) -> bool {
        let arn: Vec<Piece> = arn.chars().map(Piece::Exactly).collect();
        meet(&self.0, &arn)
    }

    /// Whether some ARN has this shape and matches a pattern with `*` and `?`, as policies write them. A `*` before the
    /// last part of an ARN stays within its part.
    ///
    /// An ARN with parts left out at its end has a `*` for each of them:
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html#policies-grammar-notes-strings>.
    pub fn meets(&self, pattern: &str) -> bool {
        let missing = 6_usize.saturating_sub(pattern.split(':').count());
        let is_arn = pattern.starts_with("arn:");
        let pattern = if is_arn {
            format!("{pattern}{}", ":*".repeat(missing))
        } else {
            pattern.to_owned()
        };
        let whole = is_arn || missing == 0;
        let parts = pattern.splitn(6, ':').enumerate();
        let mut pieces = Vec::new();
        for (number, part) in parts {
            if number > 0 {
                pieces.push(Piece::Exactly(':'));
            }
            let run = if whole && number < 5 { ":" } else { "" };
            pieces.extend(part.chars().map(|character| match character {
                '*' => Piece::Run(run),
                '?' => Piece::One,
                other => Piece::Exactly(other),
            }));
        }
        meet(&self.0, &pieces)
    }
}

/// Whether some text matches both: all pairs of places that can be reached, each looked at once.
fn meet(left: &[Piece], right: &[Piece]) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![(0, 0)];
    while let Some(place) = open.pop() {
        if !seen.insert(place) {
            continue;
        }
        let (in_left, in_right) = place;
        let (one, other) = (left.get(in_left), right.get(in_right));
        if (one, other) == (None, None) {
            return true;
        }
        // A run may end anywhere.
        if let Some(Piece::Run(_)) = one {
            open.push((in_left + 1, in_right));
        }
        if let Some(Piece::Run(_)) = other {
            open.push((in_left, in_right + 1));
        }
        let (Some(one), Some(other)) = (one, other) else {
            continue;
        };
        let step = |piece: &Piece| usize::from(!matches!(piece, Piece::Run(_)));
        let both_run = step(one) + step(other) == 0;
        if !both_run && share_a_character(one, other) {
            open.push((in_left + step(one), in_right + step(other)));
        }
    }
    false
}

/// Whether some character fits both pieces.
fn share_a_character(one: &Piece, other: &Piece) -> bool {
    match (one, other) {
        (Piece::Exactly(one), Piece::Exactly(other)) => one == other,
        (Piece::Exactly(character), Piece::Run(without))
        | (Piece::Run(without), Piece::Exactly(character)) => !without.contains(*character),
        (Piece::One | Piece::Run(_), _) | (_, Piece::One) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::ArnShape;

    #[test]
    fn buckets_and_objects() {
        let bucket = ArnShape::read("arn:[:]:s3:::[/]");
        let object = ArnShape::read("arn:[:]:s3:::[/]/*");
        assert!(bucket.meets("arn:aws:s3:::photos"));
        assert!(!bucket.meets("arn:aws:s3:::photos/*"));
        assert!(!object.meets("arn:aws:s3:::photos"));
        assert!(object.meets("arn:aws:s3:::photos/*"));
        assert!(object.meets("arn:aws:s3:::photos*") && bucket.meets("arn:aws:s3:::photos*"));
        assert!(object.meets("*") && bucket.meets("*"));
        assert!(!bucket.meets("arn:aws:dynamodb:*"));
        assert!(bucket.meets("arn:*:s3:::photo?"));
        assert!(object.meets("arn:aws:s3") && object.meets("arn:aws:s3:*"));
        assert!(!object.meets("arn:aws:sqs"));
    }

    #[test]
    fn an_arn_is_taken_as_it_is() {
        let object = ArnShape::read("arn:[:]:s3:::[/]/*");
        assert!(object.matches("arn:aws:s3:::photos/a/*"));
        assert!(!object.matches("*"));
        let stream = ArnShape::read("arn:[:]:logs:[:]:[:]:log-group:[:]:log-stream:*");
        assert!(stream.meets("arn:aws:logs:*:*:log-group:/aws/lambda/x:*"));
        assert!(!stream.meets("arn:aws:logs:*:*:log-group:/aws/lambda/x"));
    }
}
