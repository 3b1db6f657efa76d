//! Tags, as most resource types take them.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::Text;
use super::property::Property;

/// The tags of a resource by key; they print as a list sorted by key.
///
/// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-resource-tags.html>.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tags(BTreeMap<String, Text>);

impl Property for Tags {
    fn is_absent(&self) -> bool {
        self.0.is_empty()
    }
}

/// A later tag takes the place of an earlier one with the same key.
impl<K: Into<String>, V: Into<Text>> FromIterator<(K, V)> for Tags {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(tags: I) -> Self {
        Self(
            tags.into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}

impl Serialize for Tags {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "PascalCase")]
        struct Tag<'a> {
            key: &'a str,
            value: &'a Text,
        }
        serializer.collect_seq(self.0.iter().map(|(key, value)| Tag { key, value }))
    }
}
