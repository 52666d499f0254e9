//! Values that are made of signals, with the methods of Leptos' own memos.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{ArcMemo, Get, GetUntracked, Track};
use send_wrapper::SendWrapper;

use super::signals::GONE;
use super::slot::{Slot, handle};

/// A value that is made of signals, and made again when one of them changed.
pub struct Memo<T: 'static>(Slot<Made<T>>);

handle!(Memo);

/// A memo's value, and the memo of Leptos that counts its changes.
struct Made<T> {
    value: Rc<RefCell<Option<T>>>,
    changes: ArcMemo<u64>,
}

/// The one memo of Leptos: a number that goes up when `remake` says that its value became another.
#[inline(never)]
fn changes(remake: Box<dyn Fn() -> bool + Send + Sync>) -> ArcMemo<u64> {
    ArcMemo::new(move |before: Option<&u64>| {
        let changed = remake();
        before.copied().unwrap_or_default() + u64::from(changed)
    })
}

impl<T: PartialEq + 'static> Memo<T> {
    /// A memo.
    #[must_use]
    pub fn new(make: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let value = Rc::new(RefCell::new(None));
        let kept = SendWrapper::new(Rc::clone(&value));
        let changes = changes(Box::new(move || {
            let now = Some(make(kept.borrow().as_ref()));
            let changed = *kept.borrow() != now;
            if changed {
                kept.replace(now);
            }
            changed
        }));
        Self(Slot::new(Rc::new(Made { value, changes })))
    }
}

impl<T: 'static> Memo<T> {
    fn read<R>(self, follow: bool, read: impl FnOnce(&T) -> R) -> Option<R> {
        let made = self.0.get()?;
        if follow {
            made.changes.get()
        } else {
            made.changes.get_untracked()
        };
        let value = made.value.borrow();
        Some(read(value.as_ref()?))
    }

    /// Follows it.
    pub fn track(self) {
        if let Some(made) = self.0.get() {
            made.changes.track();
        }
    }

    /// Reads and follows it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.read(true, read).expect(GONE)
    }

    /// Reads it.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.read(false, read).expect(GONE)
    }

    /// Takes a copy and follows it.
    #[must_use]
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// Takes a copy.
    #[must_use]
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Takes a copy; `None` if it is gone.
    #[must_use]
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.read(false, T::clone)
    }
}
