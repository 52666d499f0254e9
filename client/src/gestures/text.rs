//! Typing as splices: what a field's change did to a text, and where a caret goes when others write before it.

/// A replacement in a text, in UTF-16 units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Where.
    pub at: u32,
    /// How many units go.
    pub delete: u32,
    /// What comes.
    pub insert: String,
}

/// The smallest splice that makes `new` of `old`; `None` if they are equal. Never tears a character.
#[must_use]
pub fn splice(old: &str, new: &str) -> Option<Splice> {
    if old == new {
        return None;
    }
    let head: usize = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail: usize =
        old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    Some(Splice {
        at: units(&old[..head]),
        delete: units(&old_rest[..old_rest.len() - tail]),
        insert: new_rest[..new_rest.len() - tail].to_owned(),
    })
}

/// Where a caret at `caret` (UTF-16 units) of `old` stands in `new`.
#[must_use]
pub fn carry_caret(old: &str, new: &str, caret: u32) -> u32 {
    match splice(old, new) {
        None => caret,
        Some(splice) if caret <= splice.at => caret,
        Some(splice) if caret >= splice.at + splice.delete => caret - splice.delete + units(&splice.insert),
        Some(splice) => splice.at + units(&splice.insert),
    }
}

fn units(text: &str) -> u32 {
    text.chars().map(|c| c.len_utf16() as u32).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wt1_a_typed_letter_is_one_letter_on_the_wire() {
        assert_eq!(splice("abc", "abXc"), Some(Splice { at: 2, delete: 0, insert: "X".into() }));
        assert_eq!(splice("aaa", "aa"), Some(Splice { at: 2, delete: 1, insert: String::new() }));
        assert_eq!(splice("same", "same"), None);
    }

    #[test]
    fn wt1_a_face_is_never_torn_in_two() {
        // 😀 and 😁 share their first UTF-16 unit.
        assert_eq!(splice("a😀b", "a😁b"), Some(Splice { at: 1, delete: 2, insert: "😁".into() }));
    }

    #[test]
    fn wt2_the_caret_stays_with_its_letter_when_others_write_before_it() {
        assert_eq!(carry_caret("world", "hello world", 3), 9);
        assert_eq!(carry_caret("hello", "hello world", 3), 3);
        assert_eq!(carry_caret("hello world", "world", 8), 2);
        assert_eq!(carry_caret("hello world", "held", 5), 3);
    }
}
