//! Which values a property takes, where AWS lists them all.

/// Types, each with its properties and their values; the head of the file says how it is written.
const TABLE: &str = include_str!("data/values.txt");

/// A property that takes some values alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The keys from `Properties` to it; `[]` behind one that is a list.
    pub way: Vec<&'static str>,
    /// All its values.
    pub values: Vec<&'static str>,
}

impl Listed {
    /// The name of the property.
    pub fn name(&self) -> &'static str {
        let last = self.way.last().copied().unwrap_or_default();
        last.trim_end_matches("[]")
    }
}

/// The types of which properties are kept here, each with those properties.
///
/// Each list stands on the page of its property below
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html>.
pub fn all() -> Vec<(&'static str, Vec<Listed>)> {
    let types = TABLE.split("\n@").skip(1);
    let read = types.filter_map(|text| {
        let mut lines = text.lines();
        let kind = lines.next()?;
        Some((kind, lines.filter_map(listed).collect()))
    });
    read.collect()
}

fn listed(line: &'static str) -> Option<Listed> {
    let mut words = line.split(' ');
    Some(Listed {
        way: words.next()?.split('.').collect(),
        values: words.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::all;

    #[test]
    fn every_property_has_values() {
        let all = all();
        assert_eq!(all.len(), 10);
        for (kind, listed) in &all {
            assert!(kind.starts_with("AWS::") && !listed.is_empty(), "{kind}");
            for one in listed {
                assert!(one.values.len() > 1, "{kind} {:?}", one.way);
            }
        }
        let (_, bucket) = all.last().unwrap();
        assert_eq!(bucket[0].name(), "AbacStatus");
        assert_eq!(bucket[0].values, ["Enabled", "Disabled"]);
    }
}
