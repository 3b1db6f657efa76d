//! The context of a request: condition keys and their values, given, implied, or not known.

use std::borrow::Cow;

use super::caller::Caller;
use super::request::Values;
use crate::template::Text;

/// What a key says that the request does not carry.
static ABSENT: Values = Values::Absent;

/// The keys that a request carries of itself, beside those that were given.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Context {
    /// By names in lower case.
    implied: Vec<(Cow<'static, str>, Values)>,
    /// Beginnings of names in lower case: of the keys below them the request carries none but those above.
    absent_below: Vec<Below>,
}

/// The keys below a beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Below {
    beginning: &'static str,
    /// Keys that are left out: whether the request carries them is not known.
    except: &'static [&'static str],
}

impl Context {
    /// Adds a key with its value; a later one wins.
    pub(super) fn set(&mut self, key: &str, value: impl Into<String>) {
        self.put(key, Values::One(value.into()));
    }

    /// Says that the request does not carry a key.
    pub(super) fn absent(&mut self, key: &str) {
        self.put(key, Values::Absent);
    }

    /// Adds a key with its values; a later one wins.
    pub(super) fn put(&mut self, key: &str, values: Values) {
        let key = key.to_ascii_lowercase();
        self.implied.retain(|(known, _)| *known != key);
        self.implied.push((Cow::Owned(key), values));
    }

    /// Adds a key, given in lower case; one that is there already wins.
    pub(super) fn imply(&mut self, key: impl Into<Cow<'static, str>>, values: Values) {
        // The first is found, so that nothing is gained by looking for another now.
        self.implied.push((key.into(), values));
    }

    /// Adds through which resource a service asks, and of which account; what no service asks carries neither.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn>
    pub(super) fn set_source(&mut self, caller: &Caller, via: Option<&Text>, account: &str) {
        match (caller, via) {
            (Caller::Service(_), Some(arn)) => {
                if let Some(arn) = arn.as_known() {
                    self.imply("aws:sourcearn", Values::One(arn.to_owned()));
                }
                self.imply("aws:sourceaccount", Values::One(account.to_owned()));
            }
            (Caller::Service(_), None) => {}
            (
                Caller::Anonymous
                | Caller::Role(_)
                | Caller::User(_)
                | Caller::Account(_)
                | Caller::OriginAccessIdentity(_),
                _,
            ) => {
                self.imply("aws:sourcearn", Values::Absent);
                self.imply("aws:sourceaccount", Values::Absent);
            }
        }
    }

    /// Makes room for so many keys more.
    pub(super) fn reserve(&mut self, keys: usize) {
        self.implied.reserve(keys);
    }

    /// Says that the request carries no key with this beginning, which is given in lower case, but those that were
    /// added, and perhaps the exceptions.
    pub(super) fn absent_below(
        &mut self,
        beginning: &'static str,
        except: &'static [&'static str],
    ) {
        self.absent_below.push(Below { beginning, except });
    }

    /// The values of a key as the way of the request implies them. The key is in lower case.
    pub(super) fn implied(&self, key: &str) -> Option<&Values> {
        let found = self.implied.iter().find(|(known, _)| known == key);
        found.map(|(_, values)| values).or_else(|| {
            let absent =
                |below: &Below| key.starts_with(below.beginning) && !below.except.contains(&key);
            self.absent_below.iter().any(absent).then_some(&ABSENT)
        })
    }
}
