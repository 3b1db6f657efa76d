//! The query of a request: which parameters it has, and with what values.

use std::borrow::Cow;

use super::key;

/// The parameters of a query, as they are written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Query<'a>(Option<&'a str>);

impl<'a> Query<'a> {
    /// The query that follows a `?`.
    pub(super) const fn of(query: Option<&'a str>) -> Self {
        Self(query)
    }

    /// Whether it has a parameter, with or without a value. Names are compared with regard to case.
    pub(super) fn has(self, name: &str) -> bool {
        self.pairs().any(|(known, _)| known == name)
    }

    /// The value of a parameter, decoded; the first, if it stands several times, and empty where it has none. What
    /// cannot be decoded is taken as it is written.
    pub(super) fn value(self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self.pairs().find(|(known, _)| known == name)?;
        Some(key::decode(value).unwrap_or(Cow::Borrowed(value)))
    }

    /// Whether some parameter begins with this.
    pub(super) fn has_beginning(self, beginning: &str) -> bool {
        self.pairs().any(|(name, _)| name.starts_with(beginning))
    }

    /// Names, decoded where they can be, and values as they are written.
    pub(super) fn pairs(self) -> impl Iterator<Item = (Cow<'a, str>, &'a str)> {
        let pairs = self.0.unwrap_or_default().split('&');
        pairs.filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (key::decode(name).unwrap_or(Cow::Borrowed(name)), value)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn parameters() {
        let query = Query::of(Some("acl&versionId=a%2Fb&prefix=&prefix=x&%zz=1"));
        assert!(query.has("acl") && query.has("%zz") && !query.has("ACL"));
        assert_eq!(query.value("versionId").as_deref(), Some("a/b"));
        assert_eq!(query.value("prefix").as_deref(), Some(""));
        assert_eq!(query.value("acl").as_deref(), Some(""));
        assert_eq!(query.value("delimiter"), None);
        assert!(query.has_beginning("version") && !query.has_beginning("response-"));
        assert!(!Query::of(None).has("acl") && !Query::of(Some("&&")).has(""));
    }
}
