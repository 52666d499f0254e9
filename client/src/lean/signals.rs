//! Signals, memos and stored values with the methods of Leptos'. Its own are a machine of about 5 kB for each type of
//! value; of these only the reading and writing of the value itself is made for each type.

use std::cell::RefCell;
use std::fmt::{Debug, Formatter, Result as Written};
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use leptos::prelude::{
    ArcMemo, ArcTrigger, Get, GetUntracked, IntoAttributeValue, IntoRender, Notify, Render, Track, untrack,
};
use leptos::tachys::html::attribute::AttributeValue;
use send_wrapper::SendWrapper;

use super::slot::Slot;

const GONE: &str = "a signal outlives nobody who reads it";

/// A value and who follows it.
struct Held<T> {
    value: RefCell<T>,
    pulse: ArcTrigger,
}

/// A signal shared by counting.
pub struct ArcRwSignal<T: 'static>(SendWrapper<Rc<Held<T>>>);

impl<T> Clone for ArcRwSignal<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: 'static> ArcRwSignal<T> {
    /// A signal.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(SendWrapper::new(Rc::new(Held { value: RefCell::new(value), pulse: ArcTrigger::new() })))
    }

    /// Follows it.
    pub fn track(&self) {
        self.0.pulse.track();
    }

    /// Reads and follows it.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.with_untracked(read)
    }

    /// Reads it.
    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.0.value.borrow())
    }

    /// Takes a copy and follows it.
    #[must_use]
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// Takes a copy.
    #[must_use]
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Exchanges its value.
    pub fn set(&self, value: T) {
        self.0.value.replace(value);
        self.0.pulse.notify();
    }
}

/// A signal owned by the component around.
pub struct RwSignal<T: 'static>(Slot<Held<T>>);

/// A value that is made of signals, and made again when one of them changed.
pub struct Memo<T: 'static>(Slot<Made<T>>);

/// A value that is read somewhere else: a signal, a memo, or made anew each time.
pub struct Signal<T: 'static>(Slot<Box<dyn Fn() -> T>>);

/// A value that nobody follows.
pub struct StoredValue<T: 'static>(Slot<RefCell<T>>);

macro_rules! handles {
    ($($handle:ident),*) => {$(
        impl<T> Clone for $handle<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $handle<T> {}

        impl<T> Debug for $handle<T> {
            fn fmt(&self, f: &mut Formatter<'_>) -> Written {
                f.write_str(stringify!($handle))
            }
        }
    )*};
}

handles!(RwSignal, Memo, Signal, StoredValue);

impl<T: 'static> RwSignal<T> {
    /// A signal.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Slot::new(Rc::new(Held { value: RefCell::new(value), pulse: ArcTrigger::new() })))
    }

    /// Follows it.
    pub fn track(self) {
        if let Some(held) = self.0.get() {
            held.pulse.track();
        }
    }

    /// Reads it; `None` if it is gone.
    pub fn try_with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        let held = self.0.get()?;
        let value = held.value.borrow();
        Some(read(&value))
    }

    /// Reads it.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.try_with_untracked(read).expect(GONE)
    }

    /// Reads and follows it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.with_untracked(read)
    }

    /// Takes a copy and follows it.
    #[must_use]
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.track();
        self.get_untracked()
    }

    /// Takes a copy.
    #[must_use]
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.try_get_untracked().expect(GONE)
    }

    /// Takes a copy; `None` if it is gone.
    #[must_use]
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        Some(self.0.get()?.value.borrow().clone())
    }

    /// Exchanges its value; does nothing if it is gone.
    pub fn set(self, value: T) {
        self.try_update(|now| *now = value);
    }

    /// Exchanges its value; gives the new one back if it is gone.
    pub fn try_set(self, value: T) -> Option<T> {
        let Some(held) = self.0.get() else { return Some(value) };
        held.value.replace(value);
        held.pulse.notify();
        None
    }

    /// Changes its value; does nothing if it is gone.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes its value; `None` if it is gone.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let held = self.0.get()?;
        let changed = change(&mut held.value.borrow_mut());
        held.pulse.notify();
        Some(changed)
    }
}

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

impl<T: 'static> Signal<T> {
    /// A value made anew each time it is read.
    #[must_use]
    pub fn derive(make: impl Fn() -> T + 'static) -> Self {
        let make: Box<dyn Fn() -> T> = Box::new(make);
        Self(Slot::new(Rc::new(make)))
    }

    /// A value that never changes.
    #[must_use]
    pub fn stored(value: T) -> Self
    where
        T: Clone,
    {
        Self::derive(move || value.clone())
    }

    /// Makes it, and follows what it is made of.
    #[must_use]
    pub fn get(self) -> T {
        (self.0.get().expect(GONE))()
    }

    /// Follows what it is made of.
    pub fn track(self) {
        drop(self.get());
    }

    /// Makes it.
    #[must_use]
    pub fn get_untracked(self) -> T {
        untrack(move || self.get())
    }

    /// Makes it, reads it and follows what it is made of.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.get())
    }
}

impl<T: Default + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::derive(T::default)
    }
}

impl<T: Clone + 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::derive(move || signal.get())
    }
}

impl<T: Clone + 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::derive(move || memo.get())
    }
}

impl<T: Clone + 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self::stored(value)
    }
}

impl From<&'static str> for Signal<String> {
    fn from(value: &'static str) -> Self {
        Self::stored(value.to_owned())
    }
}

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

/// A closure as `view!` hands it over.
type Shared<T> = Arc<Mutex<dyn FnMut() -> T + Send>>;

macro_rules! in_views {
    ($($handle:ident),*) => {$(
        impl<T> IntoAttributeValue for $handle<T>
        where
            T: AttributeValue + Clone + 'static,
            T::State: 'static,
        {
            type Output = Shared<T>;

            fn into_attribute_value(self) -> Shared<T> {
                Arc::new(Mutex::new(move || self.get()))
            }
        }

        impl<T> IntoRender for $handle<T>
        where
            T: Render + Clone + 'static,
            T::State: 'static,
        {
            type Output = Shared<T>;

            fn into_render(self) -> Shared<T> {
                Arc::new(Mutex::new(move || self.get()))
            }
        }
    )*};
}

in_views!(RwSignal, Memo, Signal);
