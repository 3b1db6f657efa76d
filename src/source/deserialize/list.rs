//! The items of a list, by their index in the text.

use std::iter::Enumerate;
use std::slice;

use serde::de::{DeserializeSeed, SeqAccess, Visitor};

use crate::source::Node;
use crate::source::deserialize::{Mistake, Reader, What};

/// The items still to be read.
pub(super) struct Items<'a> {
    list: Reader<'a>,
    rest: Enumerate<slice::Iter<'a, Node>>,
}

impl<'a> Items<'a> {
    /// Reads a list; refuses what the visitor leaves.
    pub(super) fn read<V: Visitor<'a>>(
        list: Reader<'a>,
        items: &'a [Node],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let mut items = Self {
            list,
            rest: items.iter().enumerate(),
        };
        let value = visitor.visit_seq(&mut items)?;
        match items.next() {
            None => Ok(value),
            Some((index, _)) => {
                let message = format!("this list may have {index} items, and this is one more");
                Err(Mistake::new(What::Other(message)).below(index))
            }
        }
    }

    fn next(&mut self) -> Option<(usize, &'a Node)> {
        self.rest.find(|(_, item)| !self.list.taken.has(item))
    }
}

impl<'a> SeqAccess<'a> for &mut Items<'a> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'a>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mistake> {
        self.next()
            .map(|(index, item)| {
                seed.deserialize(self.list.child(item))
                    .map_err(|mistake| mistake.below(index))
            })
            .transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}
