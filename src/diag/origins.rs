//! Which part of a stack file each part of its template comes from.

use std::collections::BTreeMap;

use super::{Diagnostic, Path, Place};

/// Paths into a template, each with the path into the stack file that it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins(BTreeMap<Path, Path>);

impl Origins {
    /// States where the part of the template at this path, and all below it, comes from.
    pub fn insert(&mut self, template: Path, stack: Path) {
        self.0.insert(template, stack);
    }

    /// Whether it is stated for this very path where it comes from.
    pub fn has(&self, template: &Path) -> bool {
        self.0.contains_key(template)
    }

    /// Where the part of the template at this path comes from: by the longest path around it that is known.
    pub fn of(&self, template: &Path) -> Option<&Path> {
        let mut path = template.clone();
        loop {
            if let Some(found) = self.0.get(&path) {
                return Some(found);
            }
            if path.steps().is_empty() {
                return None;
            }
            path = path.parent();
        }
    }

    /// The place in the stack file that the part of the template at this path comes from.
    pub fn place_of(&self, template: &Path) -> Option<Place> {
        self.of(template).cloned().map(Place::Key)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &Path)> {
        self.0.iter()
    }

    /// The finding with each place in the template turned into the place in the stack file that it comes from; what
    /// comes from no single place is about the file as a whole.
    #[must_use]
    pub fn translate(&self, finding: Diagnostic) -> Diagnostic {
        finding.moved(|place| match &place {
            Place::Template(path) => self.place_of(path).unwrap_or(Place::Nowhere),
            Place::Nowhere | Place::Key(_) | Place::Value(_) | Place::Bytes(_) => place,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Origins;
    use crate::diag::Path;

    #[test]
    fn the_longest_known_path_decides() {
        let path = |text: &str| text.split('.').collect::<Path>();
        let mut origins = Origins::default();
        origins.insert(path("Resources.A"), path("buckets.a"));
        origins.insert(path("Resources.A.Properties.Tags"), path("tags"));
        assert_eq!(
            origins.of(&path("Resources.A.Type")),
            Some(&path("buckets.a"))
        );
        assert_eq!(
            origins.of(&path("Resources.A.Properties.Tags.Key")),
            Some(&path("tags"))
        );
        assert_eq!(origins.of(&path("Resources.B")), None);
    }
}
