//! Reads delete sets into ranges of clocks. Refuses to know what was there.

use super::CLOCK_MAX;
use crate::wire::Malformed;
use crate::wire::cursor::Cursor;

/// Clocks of one client, from `start` up to but without `end`; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockRange {
    /// The Yjs client id.
    pub client: u64,
    /// The first clock.
    pub start: u32,
    /// The clock after the last.
    pub end: u32,
}

/// The ranges of a delete set, lazily: client by client, each client's rising and without overlap. Ends at the first error.
#[derive(Debug, Clone)]
pub(super) struct Deletes<'a> {
    cursor: Cursor<'a>,
    sections: u32,
    clients_left: u32,
    ranges_left: u32,
    client: u64,
    past: u32,
}

/// Begins to read the delete set that the bytes begin with.
pub(super) fn deletes(mut cursor: Cursor<'_>) -> Result<Deletes<'_>, Malformed> {
    // A client: which, how many ranges, and one range of two bytes.
    let clients_left = cursor.count(4)?;
    Ok(Deletes { cursor, sections: clients_left, clients_left, ranges_left: 0, client: 0, past: 0 })
}

impl<'a> Deletes<'a> {
    /// What follows, once all ranges are read.
    pub(super) fn rest(&self) -> Cursor<'a> {
        self.cursor
    }

    /// How many clients' sections are declared.
    pub(super) fn sections(&self) -> u32 {
        self.sections
    }

    fn read(&mut self) -> Result<Option<ClockRange>, Malformed> {
        if self.ranges_left == 0 {
            if self.clients_left == 0 {
                return Ok(None);
            }
            self.clients_left -= 1;
            self.client = self.cursor.number()?;
            self.ranges_left = self.cursor.count(2)?;
            self.past = 0;
            if self.ranges_left == 0 {
                return Err(Malformed::Empty);
            }
        }
        self.ranges_left -= 1;
        let start = self.cursor.number32()?;
        let len = self.cursor.number32()?;
        let end = start.checked_add(len).filter(|&end| end <= CLOCK_MAX).ok_or(Malformed::ClockTooLarge)?;
        if len == 0 {
            return Err(Malformed::Empty);
        }
        if start < self.past {
            return Err(Malformed::RangesOutOfOrder);
        }
        self.past = end;
        Ok(Some(ClockRange { client: self.client, start, end }))
    }
}

impl Iterator for Deletes<'_> {
    type Item = Result<ClockRange, Malformed>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.read();
        if read.is_err() {
            self.clients_left = 0;
            self.ranges_left = 0;
        }
        read.transpose()
    }
}
