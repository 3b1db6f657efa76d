//! The template as it is written, for rules that need no deployment.

use crate::template::{Reference, Template};

/// What rules about the text of a template look at.
#[derive(Debug)]
pub struct Written<'a> {
    /// The template.
    pub template: &'a Template,
    /// Everything in it that names something.
    pub references: Vec<Reference>,
}

impl<'a> Written<'a> {
    /// Reads a template.
    pub(super) fn new(template: &'a Template) -> Self {
        Self {
            template,
            references: template.references(),
        }
    }
}
