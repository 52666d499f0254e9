//! A draft: what one person writes in a silent phase before anybody else sees it, and how two tabs of theirs come together.
//!
//! Refuses to know who may see it ([`crate::rules::visible`]) and how it travels ([`crate::wire::DraftEdit`]).

use serde::{Deserialize, Serialize};

use crate::limits;
use crate::model::{Emotion, NoteKind};

/// What a draft says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The kind of the note that it becomes.
    pub kind: NoteKind,
    /// Its text, at most [`limits::NOTE_TEXT_MAX`] UTF-16 units.
    pub text: String,
    /// For an emotion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emotion: Option<Emotion>,
}

impl std::fmt::Debug for Draft {
    /// Without the words: whatever is printed may end in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl Draft {
    /// Whether nothing is written on it yet: it counts for nobody and becomes no note.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether it fits its bound.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.text.encode_utf16().count() <= limits::NOTE_TEXT_MAX
    }

    /// What one tab made of `base` (`self`) and what another made of it, as one. Nothing that anybody typed is lost, unless
    /// both together are longer than a note: then it is cut.
    #[must_use]
    pub fn merged(&self, base: &Self, theirs: &Self) -> Self {
        Self {
            kind: if self.kind != base.kind { self.kind } else { theirs.kind },
            text: merged_text(&base.text, &self.text, &theirs.text),
            emotion: if self.emotion != base.emotion { self.emotion } else { theirs.emotion },
        }
    }
}

/// One change of a text: `from..to` of the base becomes `put`.
struct Splice {
    from: usize,
    to: usize,
    put: Vec<char>,
}

impl Splice {
    fn between(base: &[char], changed: &[char]) -> Self {
        let ahead = base.iter().zip(changed).take_while(|(a, b)| a == b).count();
        let behind = base[ahead..].iter().rev().zip(changed[ahead..].iter().rev()).take_while(|(a, b)| a == b).count();
        Self { from: ahead, to: base.len() - behind, put: changed[ahead..changed.len() - behind].to_vec() }
    }

    fn is_nothing(&self) -> bool {
        self.from == self.to && self.put.is_empty()
    }
}

fn merged_text(base: &str, ours: &str, theirs: &str) -> String {
    let chars = |text: &str| text.chars().collect::<Vec<char>>();
    let (base, ours, theirs) = (chars(base), chars(ours), chars(theirs));
    let (mine, other) = (Splice::between(&base, &ours), Splice::between(&base, &theirs));
    if mine.is_nothing() {
        return theirs.into_iter().collect();
    }
    if other.is_nothing() {
        return ours.into_iter().collect();
    }
    let mut splices = [&other, &mine];
    if mine.to <= other.from && !(mine.from == other.from && mine.to == other.to) {
        splices.reverse();
    }
    let [first, second] = splices;
    let mut merged: Vec<char> = base[..first.from.min(second.from)].to_vec();
    merged.extend(&first.put);
    if first.to <= second.from {
        merged.extend(&base[first.to..second.from]);
    }
    merged.extend(&second.put);
    merged.extend(&base[first.to.max(second.to)..]);
    cut(&merged)
}

fn cut(text: &[char]) -> String {
    let mut units = 0;
    let fits = |letter: &&char| {
        units += letter.len_utf16();
        units <= limits::NOTE_TEXT_MAX
    };
    text.iter().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dr4_two_tabs_that_wrote_on_one_draft_keep_the_words_of_both() {
        for (base, ours, theirs, both) in [
            ("queue", "long queue", "queue at noon", "long queue at noon"),
            ("queue", "queue at noon", "long queue", "long queue at noon"),
            ("", "my words", "", "my words"),
            ("", "two", "one", "onetwo"),
            ("a long queue", "a queue", "a long wait", "a wait"),
            ("same", "same", "same", "same"),
        ] {
            assert_eq!(merged_text(base, ours, theirs), both, "{base} → {ours} | {theirs}");
        }
    }

    proptest! {
        #[test]
        fn dr4_whatever_both_tabs_typed_is_there(base in "[a-c]{0,8}", at in 0usize..9, to in 0usize..9, x in "[X-Z]{0,3}", y in "[P-R😀]{0,3}") {
            let insert = |at: usize, what: &str| {
                let mut text: Vec<char> = base.chars().collect();
                let at = at.min(text.len());
                text.splice(at..at, what.chars());
                text.into_iter().collect::<String>()
            };
            let merged = merged_text(&base, &insert(at, &x), &insert(to, &y));
            prop_assert!(merged.contains(&x) && merged.contains(&y), "{merged}");
            let rest: String = merged.chars().filter(|letter| letter.is_ascii_lowercase()).collect();
            prop_assert_eq!(rest, base);
        }
    }
}
