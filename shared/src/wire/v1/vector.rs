//! Reads state vectors: how far each client's clock has come. Refuses to know a document.

use super::CLOCK_MAX;
use crate::wire::Malformed;
use crate::wire::cursor::Cursor;

/// A state vector that was walked to its end: `(client, clock)` pairs, no client twice.
#[derive(Debug, Clone, Copy)]
pub struct StateVector<'a> {
    left: u32,
    cursor: Cursor<'a>,
}

/// Reads a state vector.
///
/// # Errors
/// [`Malformed`], with the first thing that is wrong.
pub fn state_vector(bytes: &[u8]) -> Result<StateVector<'_>, Malformed> {
    let mut cursor = Cursor::new(bytes);
    let left = cursor.count(2)?;
    let vector = StateVector { left, cursor };
    let mut clients = Vec::new();
    for _ in 0..left {
        clients.push(entry(&mut cursor)?.0);
    }
    cursor.finish()?;
    super::summary::no_client_twice(&mut clients)?;
    Ok(vector)
}

fn entry(cursor: &mut Cursor<'_>) -> Result<(u64, u32), Malformed> {
    let client = cursor.number()?;
    let clock = cursor.number32()?;
    if clock > CLOCK_MAX {
        return Err(Malformed::ClockTooLarge);
    }
    Ok((client, clock))
}

impl StateVector<'_> {
    /// The clock that the vector says of a client; 0 if it does not name it.
    #[must_use]
    pub fn clock_of(&self, client: u64) -> u32 {
        self.clone().find(|&(named, _)| named == client).map_or(0, |(_, clock)| clock)
    }
}

impl Iterator for StateVector<'_> {
    type Item = (u64, u32);

    fn next(&mut self) -> Option<(u64, u32)> {
        self.left = self.left.checked_sub(1)?;
        entry(&mut self.cursor).ok()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}
