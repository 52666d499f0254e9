//! Whose a Yjs client id is: the participant's who used it first, durable from the first struct. Refuses to know roles.

use std::collections::HashMap;

use bytes::Bytes;
use journeyboard_shared::ids::ParticipantId;
use uuid::Uuid;

use crate::store::{Mark, Shelf};

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Writers(HashMap<u64, Writer>);

#[derive(Debug, Clone, Copy)]
struct Writer {
    participant: ParticipantId,
    /// Whether the disk knows, or will with what waits for it.
    is_kept: bool,
}

impl Writers {
    /// From what was on disk.
    pub(super) fn from_marks(marks: &[Mark]) -> Self {
        Self(marks.iter().filter(|mark| mark.shelf == Shelf::Writers).filter_map(read).collect())
    }

    /// Whose a client id is, if it is anybody's.
    pub(super) fn owner(&self, client: u64) -> Option<ParticipantId> {
        self.0.get(&client).map(|writer| writer.participant)
    }

    /// How many client ids a person has.
    pub(super) fn count_of(&self, participant: ParticipantId) -> usize {
        self.0.values().filter(|writer| writer.participant == participant).count()
    }

    /// Takes a free client id for a person, until the room leaves memory.
    pub(super) fn take(&mut self, client: u64, participant: ParticipantId) {
        self.0.entry(client).or_insert(Writer { participant, is_kept: false });
    }

    /// A struct of that client was taken: what the disk has to remember, if it does not yet.
    pub(super) fn keep(&mut self, client: u64) -> Option<Mark> {
        let writer = self.0.get_mut(&client).filter(|writer| !writer.is_kept)?;
        writer.is_kept = true;
        let value = Bytes::copy_from_slice(writer.participant.as_uuid().as_bytes());
        Some(Mark { shelf: Shelf::Writers, key: client.to_be_bytes().to_vec().into(), value: Some(value) })
    }
}

fn read(mark: &Mark) -> Option<(u64, Writer)> {
    let client = u64::from_be_bytes(mark.key.as_ref().try_into().ok()?);
    let participant = Uuid::from_slice(mark.value.as_ref()?).ok()?.into();
    Some((client, Writer { participant, is_kept: true }))
}
