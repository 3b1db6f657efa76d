//! Things in a row, and ids of them that cannot dangle.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// Which thing of an [`Arena`]; only the arena that made it hands it out.
pub struct Id<T> {
    position: usize,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.position == other.position
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.position.cmp(&other.position)
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.position)
    }
}

/// Things in the order in which they were declared; nothing is ever taken out.
#[derive(Debug, Clone, PartialEq)]
pub struct Arena<T>(Vec<T>);

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Arena<T> {
    /// Adds a thing and says which it is.
    pub fn add(&mut self, thing: T) -> Id<T> {
        self.0.push(thing);
        Id {
            position: self.0.len() - 1,
            of: PhantomData,
        }
    }

    /// The id that the thing at this position will have once everything is added in order; whoever
    /// takes one promises to add that many.
    pub(crate) const fn upcoming(position: usize) -> Id<T> {
        Id {
            position,
            of: PhantomData,
        }
    }

    /// The thing of this id, if it is added already.
    pub fn get(&self, id: Id<T>) -> Option<&T> {
        self.0.get(id.position)
    }

    /// All things with their ids, in the order of declaration.
    pub fn iter(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        self.0.iter().enumerate().map(|(position, thing)| {
            let of = PhantomData;
            (Id { position, of }, thing)
        })
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Index<Id<T>> for Arena<T> {
    type Output = T;

    fn index(&self, id: Id<T>) -> &T {
        &self.0[id.position]
    }
}

impl<T> IndexMut<Id<T>> for Arena<T> {
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.0[id.position]
    }
}
