//! Signals with the methods of Leptos'. Its own are a machine of about 5 kB for each type of value; of these only the
//! reading and writing of the value itself is made for each type.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use leptos::prelude::{ArcTrigger, IntoAttributeValue, IntoRender, Notify, Render, Track, untrack};
use leptos::tachys::html::attribute::AttributeValue;
use send_wrapper::SendWrapper;

use super::memo::Memo;
use super::slot::{Slot, handle};

pub(super) const GONE: &str = "a signal outlives nobody who reads it";

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

/// A value that is read somewhere else: a signal, a memo, or made anew each time.
pub struct Signal<T: 'static>(Slot<Box<dyn Fn() -> T>>);

handle!(RwSignal);
handle!(Signal);

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
        self.try_set(value);
    }

    /// Exchanges its value; gives the new one back if it is gone.
    pub fn try_set(self, value: T) -> Option<T> {
        let Some(held) = self.0.get() else { return Some(value) };
        // What was there is dropped after the borrow: it may want to come back here.
        drop(held.value.replace(value));
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
