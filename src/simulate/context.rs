//! The context of a request: condition keys and their values, given, implied, or not known.

use super::request::Values;
use super::run::Run;

/// The keys that a request carries of itself, beside those that were given.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Context {
    /// By names in lower case.
    implied: Vec<(String, Values)>,
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
        self.implied.push((key, values));
    }

    /// The values of a key, given before implied; `None` where they are not known. The key is in lower case.
    pub(super) fn known<'a>(&'a self, key: &str, run: &'a Run) -> Option<&'a Values> {
        run.request.context.get(key).or_else(|| self.implied(key))
    }

    /// The values of a key as the way of the request implies them. The key is in lower case.
    pub(super) fn implied(&self, key: &str) -> Option<&Values> {
        let found = self.implied.iter().find(|(known, _)| known == key);
        found.map(|(_, values)| values)
    }
}
