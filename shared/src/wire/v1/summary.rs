//! Walks a whole update once and says what is in it. Refuses to hand out anything of an update that is malformed at its
//! last byte.

use super::deletes::{ClockRange, Deletes, deletes};
use super::structs::{Content, Struct, Structs, structs};
use crate::wire::Malformed;

/// An update that was walked to its end.
#[derive(Debug, Clone)]
pub struct Update<'a> {
    bytes: &'a [u8],
    structs: Structs<'a>,
    deletes: Deletes<'a>,
    summary: UpdateSummary,
}

/// What an update holds, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UpdateSummary {
    /// The clocks that it brings, one range per client, by rising client id.
    pub clients: Vec<ClockRange>,
    /// The clocks that it deletes, by rising client id and clock.
    pub deletes: Vec<ClockRange>,
    /// How many structs.
    pub structs: u32,
    /// How many of them hold nothing any more.
    pub gone: u32,
    /// UTF-16 units of all texts.
    pub text_units: u64,
    /// UTF-16 units of the longest piece of text.
    pub longest_text_units: u32,
}

impl UpdateSummary {
    /// Whether it neither brings nor deletes anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clients.is_empty() && self.deletes.is_empty()
    }

    fn count(&mut self, found: &Struct<'_>) {
        self.structs += 1;
        match found.content {
            Content::Collected | Content::Deleted => self.gone += 1,
            Content::Text(_) => {
                self.text_units += u64::from(found.len);
                self.longest_text_units = self.longest_text_units.max(found.len);
            }
            Content::Values(_) | Content::Type(_) => {}
        }
        match self.clients.last_mut() {
            Some(last) if last.client == found.id.client && last.end == found.id.clock => last.end = found.end(),
            _ => self.clients.push(ClockRange { client: found.id.client, start: found.id.clock, end: found.end() }),
        }
    }
}

/// Reads an update. The empty one is `[0, 0]`.
///
/// # Errors
/// [`Malformed`], with the first thing that is wrong.
pub fn update(bytes: &[u8]) -> Result<Update<'_>, Malformed> {
    let structs = structs(bytes)?;
    let mut summary = UpdateSummary::default();
    let mut walk = structs.clone();
    for found in walk.by_ref() {
        summary.count(&found?);
    }
    let deletes = deletes(walk.rest())?;
    let mut walk = deletes.clone();
    for range in walk.by_ref() {
        summary.deletes.push(range?);
    }
    walk.rest().finish()?;
    one_section_each(summary.clients.iter(), structs.sections())?;
    one_section_each(summary.deletes.iter(), deletes.sections())?;
    summary.clients.sort_unstable();
    summary.deletes.sort_unstable();
    Ok(Update { bytes, structs, deletes, summary })
}

/// yrs would keep the later section of two and Yjs both, so the replicas would differ.
fn one_section_each<'r>(ranges: impl Iterator<Item = &'r ClockRange>, sections: u32) -> Result<(), Malformed> {
    let mut clients: Vec<u64> = ranges.map(|range| range.client).collect();
    clients.dedup();
    if clients.len() != sections as usize {
        return Err(Malformed::ClientTwice);
    }
    no_client_twice(&mut clients)
}

pub(super) fn no_client_twice(clients: &mut [u64]) -> Result<(), Malformed> {
    clients.sort_unstable();
    if clients.windows(2).any(|pair| pair[0] == pair[1]) { Err(Malformed::ClientTwice) } else { Ok(()) }
}

impl<'a> Update<'a> {
    /// The bytes that were read.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// What is in it, in numbers.
    #[must_use]
    pub fn summary(&self) -> &UpdateSummary {
        &self.summary
    }

    /// Its structs as written: client by client, each client's in the order of its clock without holes.
    pub fn structs(&self) -> impl Iterator<Item = Struct<'a>> + use<'a> {
        self.structs.clone().map_while(Result::ok)
    }

    /// Its delete set as written: client by client, each client's ranges rising and without overlap.
    pub fn deletes(&self) -> impl Iterator<Item = ClockRange> + use<'a> {
        self.deletes.clone().map_while(Result::ok)
    }
}
