//! Values that nobody follows, with the methods of Leptos' own.

use std::cell::RefCell;
use std::rc::Rc;

use super::signals::GONE;
use super::slot::{Slot, handle};

/// A value that nobody follows.
pub struct StoredValue<T: 'static>(Slot<RefCell<T>>);

handle!(StoredValue);

impl<T: 'static> StoredValue<T> {
    /// A value owned by the component around.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Slot::new(Rc::new(RefCell::new(value))))
    }

    /// The same.
    #[must_use]
    pub fn new_local(value: T) -> Self {
        Self::new(value)
    }

    /// Reads it; `None` if it is gone.
    pub fn try_with_value<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        let held = self.0.get()?;
        let value = held.borrow();
        Some(read(&value))
    }

    /// Reads it.
    pub fn with_value<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.try_with_value(read).expect(GONE)
    }

    /// Takes a copy; `None` if it is gone.
    #[must_use]
    pub fn try_get_value(self) -> Option<T>
    where
        T: Clone,
    {
        self.try_with_value(T::clone)
    }

    /// Takes a copy.
    #[must_use]
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// Exchanges it; gives the new one back if it is gone.
    pub fn try_set_value(self, value: T) -> Option<T> {
        let Some(held) = self.0.get() else { return Some(value) };
        // What was there is dropped after the borrow: it may want to come back here.
        drop(held.replace(value));
        None
    }

    /// Exchanges it; does nothing if it is gone.
    pub fn set_value(self, value: T) {
        self.try_set_value(value);
    }

    /// Changes it; `None` if it is gone.
    pub fn try_update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let held = self.0.get()?;
        let mut value = held.borrow_mut();
        Some(change(&mut value))
    }

    /// Changes it; does nothing if it is gone.
    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        self.try_update_value(change);
    }
}
