//! What an attribute or a property can be: said once, or said anew whenever what it is made of changes.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use super::memo::Memo;
use super::signals::{RwSignal, Signal};

/// What an attribute or a property is right now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// Not there.
    Nothing,
    /// There or not, without a value; a property that is true or false.
    Flag(bool),
    /// A text.
    Text(Cow<'static, str>),
}

impl Word {
    /// The attribute's value; `None` if the attribute is not there.
    #[must_use]
    pub fn attribute(&self) -> Option<&str> {
        match self {
            Self::Nothing | Self::Flag(false) => None,
            Self::Flag(true) => Some(""),
            Self::Text(text) => Some(text),
        }
    }
}

/// How a value is said.
pub enum Said {
    /// Once.
    Once(Word),
    /// Whenever a signal that was read in it changes.
    Anew(Box<dyn FnMut() -> Word + Send>),
}

/// What can be said at once.
pub trait Plain {
    /// Says it.
    fn word(self) -> Word;
}

impl Plain for &'static str {
    fn word(self) -> Word {
        Word::Text(Cow::Borrowed(self))
    }
}

impl Plain for String {
    fn word(self) -> Word {
        Word::Text(Cow::Owned(self))
    }
}

impl Plain for bool {
    fn word(self) -> Word {
        Word::Flag(self)
    }
}

impl<T: Plain> Plain for Option<T> {
    fn word(self) -> Word {
        self.map_or(Word::Nothing, Plain::word)
    }
}

/// Whatever can stand behind an attribute's `=`.
pub trait Value {
    /// How it is said.
    fn said(self) -> Said;
}

macro_rules! plain {
    ($($type:ty),*) => {$(
        impl Value for $type {
            fn said(self) -> Said {
                Said::Once(self.word())
            }
        }
    )*};
}

plain!(&'static str, String, bool);

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl Plain for $type {
            fn word(self) -> Word {
                Word::Text(Cow::Owned(self.to_string()))
            }
        }
        impl Value for $type {
            fn said(self) -> Said {
                Said::Once(self.word())
            }
        }
    )*};
}

numbers!(u8, u32, usize, i32, i64, f64);

impl<T: Plain> Value for Option<T> {
    fn said(self) -> Said {
        Said::Once(self.word())
    }
}

impl<T: Plain, F: FnMut() -> T + Send + 'static> Value for F {
    fn said(mut self) -> Said {
        Said::Anew(Box::new(move || self().word()))
    }
}

/// A closure as `view!` hands it over.
impl<T: Plain + 'static> Value for Arc<Mutex<dyn FnMut() -> T + Send>> {
    fn said(self) -> Said {
        Said::Anew(Box::new(move || (self.lock().unwrap_or_else(PoisonError::into_inner))().word()))
    }
}

macro_rules! signals {
    ($($signal:ident),*) => {$(
        impl<T: Plain + Clone + 'static> Value for $signal<T> {
            fn said(self) -> Said {
                Said::Anew(Box::new(move || self.get().word()))
            }
        }
    )*};
}

signals!(Signal, Memo, RwSignal);
