//! Where signals, memos, cells and callbacks live: one arena of one type. A handle is a number that goes everywhere and
//! dies with the component that made it.

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{GetValue, LocalStorage, StoredValue};

/// A handle on a value of any kind.
#[derive(Debug)]
pub(crate) struct Slot<T: ?Sized>(StoredValue<Rc<dyn Any>, LocalStorage>, PhantomData<fn() -> T>);

impl<T: ?Sized> Clone for Slot<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Slot<T> {}

#[inline(never)]
fn hold(value: Rc<dyn Any>) -> StoredValue<Rc<dyn Any>, LocalStorage> {
    StoredValue::new_local(value)
}

#[inline(never)]
fn find(slot: StoredValue<Rc<dyn Any>, LocalStorage>) -> Option<Rc<dyn Any>> {
    slot.try_get_value()
}

impl<T: 'static> Slot<T> {
    /// A slot owned by the component around.
    pub(crate) fn new(value: Rc<T>) -> Self {
        Self(hold(value), PhantomData)
    }

    /// What is in it; `None` once the component is gone.
    pub(crate) fn get(self) -> Option<Rc<T>> {
        find(self.0)?.downcast().ok()
    }
}

/// What every handle is: a number that is copied, and says no more of itself than its kind.
macro_rules! handle {
    ($handle:ident) => {
        impl<T> Clone for $handle<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $handle<T> {}

        impl<T> std::fmt::Debug for $handle<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($handle))
            }
        }
    };
}

pub(super) use handle;
