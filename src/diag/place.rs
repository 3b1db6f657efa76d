//! Where something is: in the meaning of a file (a path of keys), in its bytes, or in the template made of it.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// One step down a tree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Into the value of this key.
    Key(String),
    /// Into this item of a list, counted from 0.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<String> for Step {
    fn from(key: String) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// A way down a tree of keys and items, from its root. A copy of it costs nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path(Arc<Vec<Step>>);

impl Path {
    /// The root.
    pub fn root() -> Self {
        Self::default()
    }

    /// This path and one step more.
    #[must_use]
    pub fn join(&self, step: impl Into<Step>) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(step.into());
        Self(Arc::new(steps))
    }

    /// This path without its last step; the root's parent is the root.
    #[must_use]
    pub fn parent(&self) -> Self {
        let end = self.0.len().saturating_sub(1);
        Self(Arc::new(self.0[..end].to_vec()))
    }

    /// The steps from the root.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The logical id of the resource in which a path of a template lies, if it lies in one.
    pub fn resource(&self) -> Option<&str> {
        match self.steps() {
            [Step::Key(section), Step::Key(id), ..] if section == "Resources" => Some(id),
            _ => None,
        }
    }

    /// Whether this path is `outer` or lies below it.
    pub fn is_within(&self, outer: &Self) -> bool {
        self.0.starts_with(outer.steps())
    }
}

impl<S: Into<Step>> FromIterator<S> for Path {
    fn from_iter<I: IntoIterator<Item = S>>(steps: I) -> Self {
        Self(Arc::new(steps.into_iter().map(Into::into).collect()))
    }
}

/// `buckets.photos.cors[0].origins`
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if position == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Where a finding points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    Nowhere,
    /// The key that the last step of this path names.
    Key(Path),
    /// The value at the end of this path.
    Value(Path),
    /// These bytes of the file's text.
    Bytes(Range<usize>),
    /// A path into the template that was made of the file.
    Template(Path),
}

impl Place {
    /// The path into the file, where it is given by one.
    pub const fn path(&self) -> Option<&Path> {
        match self {
            Self::Key(path) | Self::Value(path) => Some(path),
            Self::Nowhere | Self::Bytes(_) | Self::Template(_) => None,
        }
    }
}

impl From<Path> for Place {
    fn from(path: Path) -> Self {
        Self::Value(path)
    }
}

impl From<&Path> for Place {
    fn from(path: &Path) -> Self {
        Self::Value(path.clone())
    }
}
