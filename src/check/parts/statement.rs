//! A statement of a policy, each part of it where the template writes it.

use crate::diag::ordinal;
use crate::template::{Said, Term, Text};

/// A statement.
#[derive(Debug)]
pub struct Statement<'a> {
    /// Its number in the document, from 0.
    pub number: usize,
    /// As the template writes it.
    pub term: &'a Term,
    /// Whether it allows; `None` where that is not known, or it says neither.
    pub allows: Option<bool>,
    /// What stands under `Action`.
    pub actions: Vec<Named<'a>>,
    /// What stands under `NotAction`.
    pub not_actions: Vec<Named<'a>>,
    /// What stands under `Resource`.
    pub resources: Vec<Named<'a>>,
    /// What stands under `NotResource`.
    pub not_resources: Vec<Named<'a>>,
    /// What stands under `Principal`, each with its kind: `AWS`, `Service`, `*` and so on.
    pub principals: Vec<(String, Named<'a>)>,
    /// Whether it has `NotPrincipal`.
    pub has_not_principal: bool,
    /// Its conditions: the operator, the key, the values.
    pub conditions: Vec<(&'a str, &'a str, Vec<Named<'a>>)>,
}

/// A text, and where it stands.
#[derive(Debug)]
pub struct Named<'a> {
    /// Where.
    pub term: &'a Term,
    /// What.
    pub text: Text,
}

impl Named<'_> {
    /// The text as a pattern that matches all that it may name: `*` for what is not known, and for policy variables.
    pub fn pattern(&self) -> String {
        let wide = self.text.widest();
        let mut pattern = String::with_capacity(wide.len());
        let mut rest = wide.as_str();
        while let Some((before, behind)) = rest.split_once("${") {
            pattern.push_str(before);
            pattern.push('*');
            rest = behind.split_once('}').map_or("", |(_, rest)| rest);
        }
        pattern.push_str(rest);
        pattern
    }
}

impl<'a> Statement<'a> {
    pub(super) fn read(number: usize, term: &'a Term) -> Self {
        let effect = term.text_at(&["Effect"]);
        let allows = match effect.as_ref().and_then(Text::as_known) {
            Some("Allow") => Some(true),
            Some("Deny") => Some(false),
            Some(_) | None => None,
        };
        let listed = |key| named(term.get(key));
        Self {
            number,
            term,
            allows,
            actions: listed("Action"),
            not_actions: listed("NotAction"),
            resources: listed("Resource"),
            not_resources: listed("NotResource"),
            principals: principals(term.get("Principal")),
            has_not_principal: term.get("NotPrincipal").is_some(),
            conditions: conditions(term.get("Condition")),
        }
    }

    /// What stands under a key, or the statement itself where nothing does.
    pub fn at(&self, key: &str) -> &'a crate::diag::Path {
        &self.term.get(key).unwrap_or(self.term).at
    }

    /// Whether everybody is among its principals.
    pub fn is_for_everybody(&self) -> bool {
        let is_everybody = |(kind, named): &(String, Named)| {
            matches!(kind.as_str(), "*" | "AWS") && named.text.as_known() == Some("*")
        };
        self.principals.iter().any(is_everybody)
    }

    /// Whether it lets everybody in, whatever else is true of a request but its encryption.
    pub fn is_open(&self) -> bool {
        let only_encryption = |key: &str| {
            key.eq_ignore_ascii_case("aws:SecureTransport")
                || key.eq_ignore_ascii_case("s3:TlsVersion")
        };
        self.allows == Some(true)
            && self.is_for_everybody()
            && self
                .term
                .get("Condition")
                .is_none_or(|block| block.unknown().is_none())
            && self
                .conditions
                .iter()
                .all(|(_, key, _)| only_encryption(key))
    }

    /// The values of a condition key, whatever the operator; the key in any case.
    pub fn values_of(&self, key: &str) -> impl Iterator<Item = &Named<'a>> {
        let of_key = self
            .conditions
            .iter()
            .filter(move |(_, known, _)| known.eq_ignore_ascii_case(key));
        of_key.flat_map(|(_, _, values)| values)
    }

    /// `the 2nd statement (CloudFrontReads)`
    pub fn name(&self) -> String {
        let place = ordinal(self.number);
        match self.term.text_at(&["Sid"]) {
            Some(sid) => format!("the {place} statement ({sid})"),
            None => format!("the {place} statement"),
        }
    }
}

fn named(term: Option<&Term>) -> Vec<Named<'_>> {
    let items = term.map(Term::items).unwrap_or_default().iter();
    items
        .filter_map(|term| {
            let text = term.text()?.into_owned();
            Some(Named { term, text })
        })
        .collect()
}

fn principals(term: Option<&Term>) -> Vec<(String, Named<'_>)> {
    let Some(term) = term else {
        return Vec::new();
    };
    match &term.said {
        Said::Map(kinds) => kinds
            .iter()
            .flat_map(|(kind, names)| {
                named(Some(names))
                    .into_iter()
                    .map(|named| (kind.clone(), named))
            })
            .collect(),
        Said::Null
        | Said::Bool(_)
        | Said::Number(_)
        | Said::Text(_)
        | Said::List(_)
        | Said::Unknown(_) => named(Some(term))
            .into_iter()
            .map(|named| ("*".to_owned(), named))
            .collect(),
    }
}

fn conditions(term: Option<&Term>) -> Vec<(&str, &str, Vec<Named<'_>>)> {
    let operators = term.map(Term::entries).unwrap_or_default().iter();
    operators
        .flat_map(|(operator, keys)| {
            keys.entries()
                .iter()
                .map(|(key, values)| (operator.as_str(), key.as_str(), named(Some(values))))
        })
        .collect()
}
