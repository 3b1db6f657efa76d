//! Where a part of the template stands: its path, and the line of the file that a user would open.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::diag::{Origins, Path, Place};
use crate::simulate::{Hop, Simulation};
use crate::source::Source;
use crate::template::Template;

/// Finds the places of one template.
#[derive(Debug)]
pub struct Places<'a> {
    template: &'a Source,
    stack: Option<(&'a Source, &'a Origins)>,
    /// What was found before; a batch asks for the same few places again and again.
    found: RefCell<BTreeMap<Path, Rc<Located>>>,
}

/// A place in the template, and in the file it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Located {
    /// The path into the template.
    pub(in crate::render) path: String,
    /// The file: the stack's, or the template itself.
    pub(in crate::render) file: String,
    /// Its line, from 1; none where the place is in no line.
    pub(in crate::render) line: Option<usize>,
    /// The character within the line, from 1.
    pub(in crate::render) column: Option<usize>,
}

impl<'a> Places<'a> {
    /// The places of a template; of one that was made of a stack file, with that file.
    pub fn new(template: &'a Template, stack: Option<(&'a Source, &'a Origins)>) -> Self {
        Self {
            template: template.source(),
            stack,
            found: RefCell::default(),
        }
    }

    /// Where a path of the template stands.
    pub(in crate::render) fn of(&self, path: &Path) -> Rc<Located> {
        if let Some(known) = self.found.borrow().get(path) {
            return Rc::clone(known);
        }
        let located = Rc::new(self.look_up(path));
        let mut found = self.found.borrow_mut();
        found.insert(path.clone(), Rc::clone(&located));
        located
    }

    /// Where the element that decided a step stands: at least, the resource at which it happens.
    pub(in crate::render) fn of_hop(
        &self,
        hop: &Hop,
        simulation: &Simulation,
    ) -> Option<Rc<Located>> {
        let own = |id| Path::from_iter(["Resources", simulation.name(id)]);
        let place = hop.place.clone().or_else(|| hop.at.map(own));
        place.map(|place| self.of(&place))
    }

    fn look_up(&self, path: &Path) -> Located {
        let (source, place) = match self.stack {
            Some((stack, origins)) => (stack, origins.place_of(path).unwrap_or(Place::Nowhere)),
            None => (self.template, Place::Value(path.clone())),
        };
        let at = source
            .span(&place)
            .map(|span| source.document.position(span.start));
        Located {
            path: path.to_string(),
            file: source.document.name.clone(),
            line: at.map(|at| at.line),
            column: at.map(|at| at.column),
        }
    }
}
