//! A cell that a cheap handle points at. One way in for all readers and writers, so that each of them compiles to a call
//! and a borrow instead of a machine of its own (a tenth of the download; see `docs/benchmarks.md`).

use std::cell::RefCell;
use std::rc::Rc;

use crate::lean::slot::Slot;

/// A value that lives as long as the component that made it; dead afterwards, never a panic.
pub struct Cell<T: 'static>(Slot<RefCell<T>>);

impl<T> Clone for Cell<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Cell<T> {}

impl<T: 'static> Cell<T> {
    /// A cell owned by the component around.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Slot::new(Rc::new(RefCell::new(value))))
    }

    /// Reads; `None` if the cell is dead or being written to.
    #[inline]
    pub fn read<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        let inner = self.0.get()?;
        let value = inner.try_borrow().ok()?;
        Some(read(&value))
    }

    /// Writes; `None` if the cell is dead or in use.
    #[inline]
    pub fn write<R>(self, write: impl FnOnce(&mut T) -> R) -> Option<R> {
        let inner = self.0.get()?;
        let mut value = inner.try_borrow_mut().ok()?;
        Some(write(&mut value))
    }
}
