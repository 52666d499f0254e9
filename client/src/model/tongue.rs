//! The language that is on, and the words said in it.

use journeyboard_shared::words::{Locale, Plural, Word};

use crate::browser::{dom, locale};
use crate::model::device;
use crate::prelude::*;

/// The language of this page. Whatever says a word through it is said again when the language changes.
#[derive(Debug, Clone, Copy)]
pub struct Tongue(RwSignal<Locale>);

impl Tongue {
    /// The language that was chosen on this device, else the browser's.
    #[must_use]
    pub fn of_this_device() -> Self {
        let languages = locale::languages();
        let chosen = device::chosen_locale().unwrap_or_else(|| Locale::negotiate(languages.iter().map(String::as_str)));
        let tongue = Self(RwSignal::new(chosen));
        tongue.tell_page(chosen);
        tongue
    }

    /// The language, followed.
    #[must_use]
    pub fn locale(self) -> Locale {
        self.0.get()
    }

    /// The language right now.
    #[must_use]
    pub fn locale_now(self) -> Locale {
        self.0.get_untracked()
    }

    /// Switches, and remembers it on this device.
    pub fn switch(self, locale: Locale) {
        device::remember_locale(locale);
        self.tell_page(locale);
        self.0.set(locale);
    }

    fn tell_page(self, locale: Locale) {
        dom::set_page_attribute("lang", locale.key());
        dom::set_page_attribute("data-locale", locale.key());
    }

    /// A word.
    #[must_use]
    pub fn say(self, word: Word) -> &'static str {
        word.say(self.0.get())
    }

    /// A word that is said again when the language changes. One kind of signal for every word on the page: a closure for
    /// each would be a machine for each.
    #[must_use]
    pub fn word(self, word: Word) -> Signal<&'static str> {
        Signal::derive(move || word.say(self.0.get()))
    }

    /// A word with values.
    #[must_use]
    pub fn with(self, word: Word, values: &[(&str, &str)]) -> String {
        word.with(self.0.get(), values)
    }

    /// A word with a number.
    #[must_use]
    pub fn count(self, plural: Plural, n: usize) -> String {
        plural.count(self.0.get(), n as u64)
    }

    /// A word, for an announcement or a toast: said once.
    #[must_use]
    pub fn now(self, word: Word) -> &'static str {
        word.say(self.0.get_untracked())
    }
}

/// The language of the page around.
///
/// # Panics
/// Outside of [`crate::app::App`].
#[must_use]
pub fn tongue() -> Tongue {
    expect_context()
}
