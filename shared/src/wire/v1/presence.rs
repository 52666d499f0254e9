//! Reads awareness updates into their entries. Refuses to know what a state means and whose it is.

use crate::wire::Malformed;
use crate::wire::cursor::Cursor;

/// One client's entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AwarenessEntry<'a> {
    /// The Yjs client id, at most 53 bits.
    pub client: u64,
    /// The sender's clock for it.
    pub clock: u32,
    /// The state as JSON (not looked at), nothing if the client left.
    pub state: Option<&'a str>,
}

/// An awareness update that was walked to its end.
#[derive(Debug, Clone, Copy)]
pub struct Awareness<'a> {
    left: u32,
    cursor: Cursor<'a>,
}

/// Reads an awareness update, the body of message 1.
///
/// # Errors
/// [`Malformed`], with the first thing that is wrong.
pub fn awareness(bytes: &[u8]) -> Result<Awareness<'_>, Malformed> {
    let mut cursor = Cursor::new(bytes);
    let left = cursor.count(3)?;
    let walked = Awareness { left, cursor };
    for _ in 0..left {
        entry(&mut cursor)?;
    }
    cursor.finish()?;
    Ok(walked)
}

fn entry<'a>(cursor: &mut Cursor<'a>) -> Result<AwarenessEntry<'a>, Malformed> {
    let client = cursor.number()?;
    let clock = cursor.number32()?;
    let state = cursor.text()?;
    Ok(AwarenessEntry { client, clock, state: (state != "null").then_some(state) })
}

impl<'a> Iterator for Awareness<'a> {
    type Item = AwarenessEntry<'a>;

    fn next(&mut self) -> Option<AwarenessEntry<'a>> {
        self.left = self.left.checked_sub(1)?;
        entry(&mut self.cursor).ok()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}
