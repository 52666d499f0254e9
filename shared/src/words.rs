//! The words that people read, in three languages side by side: a missing translation does not compile.
//!
//! Refuses to know which language is on: the caller says it. Times and numbers in a person's locale are the browser's
//! business. One catalog serves the client, the exports and the server's pages, which a client-side library could not
//! (see `docs/architecture.md`, "Words").
//!
//! One file per room of the product; keys are `SCREAMING_CASE` constants named after what a person sees.

use serde::{Deserialize, Serialize};

pub mod affairs;
pub mod home;
pub mod join;
pub mod kinds;
pub mod map;
pub mod people;
pub mod phases;
pub mod room;
pub mod secrets;
pub mod sequence;
pub mod trouble;
pub mod wall;

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Czech.
    Cs,
    /// Polish.
    Pl,
}

impl Locale {
    /// All languages, in the order in which words are written in the catalogs.
    pub const ALL: [Self; 3] = [Self::En, Self::Cs, Self::Pl];

    /// `en`, `cs` or `pl`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Cs => "cs",
            Self::Pl => "pl",
        }
    }

    /// The language's own name for itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Cs => "Čeština",
            Self::Pl => "Polski",
        }
    }

    /// The first language of a BCP 47 tag that we speak: `pl-PL` is Polish, Slovak readers get Czech.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "cs" | "sk" => Some(Self::Cs),
            "pl" => Some(Self::Pl),
            _ => None,
        }
    }

    /// The first of a browser's languages that we speak, else English.
    pub fn negotiate<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter().find_map(Self::from_tag).unwrap_or_default()
    }
}

/// A text in every language; `{name}` stands for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word([&'static str; 3]);

impl Word {
    /// English, Czech, Polish.
    #[must_use]
    pub const fn new(en: &'static str, cs: &'static str, pl: &'static str) -> Self {
        Self([en, cs, pl])
    }

    /// The text in a language.
    #[must_use]
    pub fn say(&self, locale: Locale) -> &'static str {
        self.0[locale as usize]
    }

    /// The text with each `{name}` replaced by its value.
    #[must_use]
    pub fn with(&self, locale: Locale, values: &[(&str, &str)]) -> String {
        fill(self.say(locale), values)
    }
}

/// A text that changes with a number, `{n}`; forms after CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plural {
    en: [&'static str; 2],
    cs: [&'static str; 3],
    pl: [&'static str; 3],
}

impl Plural {
    /// English: one, other. Czech: one (1), few (2–4), other. Polish: one (1), few (2–4, 22–24 …), many.
    #[must_use]
    pub const fn new(en: [&'static str; 2], cs: [&'static str; 3], pl: [&'static str; 3]) -> Self {
        Self { en, cs, pl }
    }

    /// The text for a whole number.
    #[must_use]
    pub fn count(&self, locale: Locale, n: u64) -> String {
        self.with(locale, n, &[])
    }

    /// The text for a whole number, with other values as well.
    #[must_use]
    pub fn with(&self, locale: Locale, n: u64, values: &[(&str, &str)]) -> String {
        let form = match locale {
            Locale::En => self.en[usize::from(n != 1)],
            Locale::Cs => self.cs[czech_form(n)],
            Locale::Pl => self.pl[polish_form(n)],
        };
        fill(form, values).replace("{n}", &n.to_string())
    }
}

fn czech_form(n: u64) -> usize {
    match n {
        1 => 0,
        2..=4 => 1,
        _ => 2,
    }
}

fn polish_form(n: u64) -> usize {
    match (n, n % 10, n % 100) {
        (1, _, _) => 0,
        (_, 2..=4, tens) if !(12..=14).contains(&tens) => 1,
        _ => 2,
    }
}

fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + length];
        out.push_str(&rest[..open]);
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[open..=open + length]),
        }
        rest = &rest[open + length + 1..];
    }
    out.push_str(rest);
    out
}

/// Declares words: `NAME: "English", "Czech", "Polish";`
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $cs:literal, $pl:literal;)*) => {
        $($(#[$doc])* #[allow(missing_docs)] pub const $name: $crate::words::Word = $crate::words::Word::new($en, $cs, $pl);)*
        /// Every word of this file by name, for the tests of the catalogs.
        pub const WORDS: &[(&str, $crate::words::Word)] = &[$((stringify!($name), $name)),*];
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polish_and_czech_count_as_their_speakers_do() {
        let notes = Plural::new(
            ["{n} note", "{n} notes"],
            ["{n} lístek", "{n} lístky", "{n} lístků"],
            ["{n} karteczka", "{n} karteczki", "{n} karteczek"],
        );
        let said =
            |locale, numbers: &[u64]| numbers.iter().map(|n| notes.count(locale, *n)).collect::<Vec<_>>().join(", ");
        assert_eq!(said(Locale::En, &[0, 1, 2]), "0 notes, 1 note, 2 notes");
        assert_eq!(
            said(Locale::Cs, &[0, 1, 2, 4, 5, 22]),
            "0 lístků, 1 lístek, 2 lístky, 4 lístky, 5 lístků, 22 lístků"
        );
        assert_eq!(
            said(Locale::Pl, &[0, 1, 2, 5, 12, 22, 25]),
            "0 karteczek, 1 karteczka, 2 karteczki, 5 karteczek, 12 karteczek, 22 karteczki, 25 karteczek"
        );
    }

    #[test]
    fn a_value_that_looks_like_a_placeholder_stays_what_a_person_wrote() {
        let word = Word::new("{who} wrote {what}", "", "");
        assert_eq!(word.with(Locale::En, &[("who", "{what}"), ("what", "{who}")]), "{what} wrote {who}");
    }

    #[test]
    fn every_word_has_the_same_placeholders_in_each_language() {
        let all = [
            home::WORDS,
            join::WORDS,
            kinds::WORDS,
            map::WORDS,
            people::WORDS,
            phases::WORDS,
            room::WORDS,
            secrets::WORDS,
            sequence::WORDS,
            trouble::WORDS,
            wall::WORDS,
        ];
        for (name, word) in all.into_iter().flatten() {
            let holes = |locale| {
                let mut holes: Vec<&str> =
                    word.say(locale).split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
                holes.sort_unstable();
                holes
            };
            assert!(!word.say(Locale::En).is_empty(), "{name}");
            for locale in Locale::ALL {
                assert_eq!(holes(Locale::En), holes(locale), "{name} in {locale:?}");
                assert!(!word.say(locale).trim().is_empty(), "{name} in {locale:?}");
            }
        }
    }

    #[test]
    fn a_browser_gets_the_first_language_that_we_speak() {
        assert_eq!(Locale::negotiate(["de-AT", "pl-PL", "en"]), Locale::Pl);
        assert_eq!(Locale::negotiate(["sk"]), Locale::Cs);
        assert_eq!(Locale::negotiate(["de"]), Locale::En);
    }
}
