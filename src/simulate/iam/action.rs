//! Which actions a statement speaks of.

use super::asked::Asked;
use super::holds::Holds;
use crate::aws::wildcard::{self, Case};
use crate::simulate::matching;
use crate::template::{Fact, Term, Text};

/// `Action` or `NotAction`.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html>
#[derive(Debug)]
pub(super) struct Actions {
    listed: Vec<Action>,
    /// Whether it speaks of all but those that are listed.
    all_but: bool,
}

#[derive(Debug)]
enum Action {
    /// `*`.
    All,
    /// One, in lower case: "the prefix and the action name are case insensitive".
    One(String),
    /// Those of a service whose names match, both in lower case.
    Like(String, String),
    /// Not all of it is known.
    Open(Text),
    /// None: AWS takes no wildcard in the prefix of a service.
    None,
}

impl Actions {
    /// Reads those of a statement; `None` where it has none or both, which AWS refuses.
    pub(super) fn read(statement: &Term) -> Option<Self> {
        let (listed, all_but) = match (statement.get("Action"), statement.get("NotAction")) {
            (Some(listed), None) => (listed, false),
            (None, Some(listed)) => (listed, true),
            (Some(_), Some(_)) | (None, None) => return None,
        };
        let read = |action: &Term| {
            let text = action.text();
            text.map_or(Action::None, |text| Action::read(&text))
        };
        Some(Self {
            listed: listed.items().iter().map(read).collect(),
            all_but,
        })
    }

    /// Whether an action may be among them, in lower case.
    pub(super) fn may_name(&self, action: &str) -> bool {
        let named = Holds::any(self.listed.iter().map(|listed| listed.names(action)));
        named.turned(self.all_but) != Holds::No
    }
}

impl Action {
    fn read(text: &Text) -> Self {
        let Some(known) = text.as_known() else {
            return Self::Open(text.lowercase());
        };
        let lower = known.to_ascii_lowercase();
        match lower.split_once(':') {
            None if lower == "*" => Self::All,
            Some(("*", "*")) => Self::All,
            None => Self::None,
            Some((service, _)) if service.contains(['*', '?']) => Self::None,
            Some((service, name)) if name.contains(['*', '?']) => {
                Self::Like(service.to_owned(), name.to_owned())
            }
            Some(_) => Self::One(lower),
        }
    }

    fn names(&self, action: &str) -> Holds {
        match self {
            Self::All => Holds::Yes,
            Self::One(one) => Holds::from(one == action),
            Self::Like(service, name) => {
                let rest = action.strip_prefix(service.as_str());
                let asked = rest.and_then(|rest| rest.strip_prefix(':'));
                Holds::from(asked.is_some_and(|asked| {
                    name == "*" || wildcard::matches(name, asked, Case::Sensitive)
                }))
            }
            Self::Open(text) => {
                let action = Text::from(action);
                Holds::from(matching::decided(text, &action, Case::Sensitive))
            }
            Self::None => Holds::No,
        }
    }
}

impl Asked<'_, '_, '_> {
    /// Whether a statement speaks of the action that is asked about.
    pub(super) fn is_named(&mut self, actions: &Actions) -> Holds {
        let named = Holds::any(actions.listed.iter().map(|listed| {
            match (listed.names(&self.action), listed) {
                (Holds::Hinges, Action::Open(text)) => {
                    let facts: Vec<Fact> = text.facts().cloned().collect();
                    let question = format!("`{}` is among `{text}`", self.action);
                    self.whether(&question, &facts)
                }
                (named, _) => named,
            }
        }));
        named.turned(actions.all_but)
    }
}

#[cfg(test)]
mod tests {
    use super::Action;
    use crate::simulate::iam::holds::Holds;
    use crate::template::Text;

    fn names(listed: &str, action: &str) -> bool {
        Action::read(&Text::from(listed)).names(action) == Holds::Yes
    }

    #[test]
    fn in_any_case_with_wildcards() {
        assert!(names("S3:GetObject", "s3:getobject"));
        assert!(names("s3:Get*", "s3:getobject"));
        assert!(names("s3:?etObject", "s3:getobject"));
        assert!(!names("s3:Get*", "s3:putobject"));
        assert!(!names("s3:Get*", "s3express:getobject"));
        assert!(names("*", "s3:getobject"));
        assert!(names("*:*", "s3:getobject"));
    }

    #[test]
    fn no_wildcard_in_the_prefix() {
        assert!(!names("s*:GetObject", "s3:getobject"));
        assert!(!names("GetObject", "s3:getobject"));
    }
}
