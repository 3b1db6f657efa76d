//! Whether the conditions of a statement limit it to fixed values of a key that counts.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::fixed::{self, Fixed};
use crate::template::{Part, Term, Text};

/// What a condition key does for a statement with the principal `*`.
enum Key {
    /// Fixed values of it make the statement non-public.
    Counts,
    /// So do blocks of addresses that are not too broad.
    SourceIp,
    /// So do access points, of which the name may be a wildcard.
    AccessPoint,
    /// So do fixed values that do not have the form of a role's session.
    UserId,
    /// It says something about the principal, but AWS's page does not name it.
    Untold,
    /// It does nothing.
    Idle,
}

/// The keys that the page lists; "an AWS principal, user, role, or service principal" is taken to mean the keys whose
/// values name one or its organization:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties>.
fn key(name: &str) -> Key {
    match name.to_ascii_lowercase().as_str() {
        "aws:principalarn"
        | "aws:principalaccount"
        | "aws:principalorgid"
        | "aws:principalorgpaths"
        | "aws:principalservicename"
        | "aws:sourcearn"
        | "aws:sourcevpc"
        | "aws:sourcevpce"
        | "aws:sourceowner"
        | "aws:sourceaccount"
        | "s3:dataaccesspointaccount" => Key::Counts,
        "aws:sourceip" => Key::SourceIp,
        "s3:dataaccesspointarn" => Key::AccessPoint,
        "aws:userid" => Key::UserId,
        "aws:username" | "aws:principaltype" | "aws:principalservicenameslist" => Key::Untold,
        tag if tag.starts_with("aws:principaltag/") => Key::Untold,
        _ => Key::Idle,
    }
}

/// Whether the conditions limit their statement: all hold together, so one that limits is enough.
pub(super) fn limit(conditions: &Term) -> Fixed {
    if let Some(fact) = conditions.unknown() {
        return Fixed::Hinges(vec![fact.clone()]);
    }
    let operators = conditions.entries().iter();
    operators.fold(Fixed::No, |any, (operator, keys)| {
        let Some(operator) = Operator::of(operator) else {
            return any;
        };
        if let Some(fact) = keys.unknown() {
            return any.or(Fixed::Hinges(vec![fact.clone()]));
        }
        let limited = keys.entries().iter();
        limited.fold(any, |any, (name, values)| {
            any.or(operator.limits(name, values))
        })
    })
}

/// An operator that holds only where the key is there and has one of the values.
struct Operator {
    /// Whether it compares addresses.
    addresses: bool,
    /// Whether it is `ForAllValues`, which holds where the key is not there.
    for_all: bool,
}

impl Operator {
    /// `None` for operators that do not tie a statement to values: those that are negated, those that compare numbers or
    /// dates, and those that hold where the key is not there (`…IfExists`).
    fn of(name: &str) -> Option<Self> {
        let (set, name) = match name.split_once(':') {
            Some((set, name)) => (set, name),
            None => ("", name),
        };
        let addresses = match name.to_ascii_lowercase().as_str() {
            "stringequals" | "stringequalsignorecase" | "stringlike" | "arnequals" | "arnlike" => {
                false
            }
            "ipaddress" => true,
            _ => return None,
        };
        let for_all = set.eq_ignore_ascii_case("ForAllValues");
        Some(Self { addresses, for_all })
    }

    fn limits(&self, name: &str, values: &Term) -> Fixed {
        let values = values.items();
        if values.is_empty() {
            return Fixed::No;
        }
        let all = |fixed: &dyn Fn(&Text) -> Fixed| {
            values.iter().fold(Fixed::Yes, |all, value| {
                all.and(value.text().map_or(Fixed::No, |text| fixed(&text)))
            })
        };
        let limited = match key(name) {
            Key::Counts => all(&fixed::value),
            Key::SourceIp if self.addresses => all(&addresses),
            Key::SourceIp => all(&fixed::value).and(all(&addresses)),
            Key::AccessPoint => all(&access_point),
            Key::UserId => all(&user_id),
            Key::Untold => all(&fixed::value).and(Fixed::untold(&format!(
                "whether Block Public Access takes {name} for a principal"
            ))),
            Key::Idle => Fixed::No,
        };
        // The page asks for a set operator with keys of several values, of which only these two are ones that count.
        let several = name.eq_ignore_ascii_case("aws:PrincipalOrgPaths");
        if self.for_all && !several {
            let untold = format!("whether Block Public Access lets ForAllValues limit {name}");
            return limited.and(Fixed::untold(&untold));
        }
        limited
    }
}

/// Blocks up to `/8` and `/32`; broader ones are public. Without a prefix it is one address.
fn addresses(text: &Text) -> Fixed {
    let Some(known) = text.as_known() else {
        return fixed::value(text);
    };
    let (address, length) = match known.split_once('/') {
        Some((address, length)) => (address, length.parse::<u8>().ok()),
        None => (known, Some(128)),
    };
    let narrow = if address.parse::<Ipv4Addr>().is_ok() {
        length.is_some_and(|length| length >= 8)
    } else {
        address.parse::<Ipv6Addr>().is_ok() && length.is_some_and(|length| length >= 32)
    };
    if narrow { Fixed::Yes } else { Fixed::No }
}

/// `arn:aws:s3:us-west-2:123456789012:accesspoint/*`: the name may be a wildcard, nothing before it.
fn access_point(text: &Text) -> Fixed {
    let mut before = Text::default();
    for part in text.parts() {
        match part {
            Part::Unknown(fact) => before.push_unknown(fact.clone()),
            Part::Known(known) => match known.split_once(":accesspoint/") {
                Some((_, name)) if name.contains("${") => return Fixed::No,
                Some((last, _)) => {
                    before.push_known(last);
                    return fixed::value(&before);
                }
                None => before.push_known(known),
            },
        }
    }
    fixed::value(text)
}

/// Ids of users, and not the sessions of a role: AWS's page takes out the pattern `AROLEID:*`, and does not say whether
/// one session by its full name is of that pattern.
fn user_id(text: &Text) -> Fixed {
    let fixed = fixed::value(text);
    if fixed::known_parts(text).any(|known| known.contains(':')) {
        return fixed.and(Fixed::untold(
            "whether Block Public Access takes a session in aws:userid for a fixed value",
        ));
    }
    fixed
}
