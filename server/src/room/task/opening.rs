//! From disk to a room, or to a reason why not.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Surroundings;
use crate::clock;
use crate::room::core::{Base, Opening, RoomCore};
use crate::room::handle::{Mail, RoomError};
use crate::secrets;

pub(super) async fn open(around: &Surroundings) -> Result<(RoomCore, u64), RoomError> {
    let workshop = around.workshop;
    let loaded = around.store.load(workshop).await.map_err(|fault| {
        tracing::error!(%workshop, %fault, "could not open a room");
        RoomError::Unavailable
    })?;
    let loaded = loaded.ok_or(RoomError::NoSuchWorkshop)?;
    if !loaded.missing.is_empty() || !loaded.quarantined.is_empty() {
        tracing::error!(%workshop, missing = ?loaded.missing, quarantined = loaded.quarantined.len(), "damaged records");
    }
    let Some((seq, state)) = loaded.snapshot else {
        return Err(RoomError::Damaged);
    };
    let generation = loaded.record.generation;
    let opening = Opening {
        generation,
        build: around.build,
        now: clock::now(),
        chance: secrets::new_number().map_err(|_| RoomError::Unavailable)?,
        dice: secrets::new_number().map_err(|_| RoomError::Unavailable)?,
        base: Base { seq, state },
        tail: loaded.tail,
        marks: loaded.marks,
        grace_ms: u64::try_from(around.phase_grace.as_millis()).unwrap_or(u64::MAX),
        durable: loaded.last_seq,
        whole: loaded.missing.is_empty(),
    };
    match catch_unwind(AssertUnwindSafe(|| RoomCore::open(opening))) {
        Ok(Ok(core)) => Ok((core, generation)),
        Ok(Err(error)) => {
            tracing::error!(%workshop, %error, "the stored document cannot be read");
            Err(RoomError::Damaged)
        }
        Err(_) => Err(RoomError::Damaged),
    }
}

pub(super) fn turn_away(mail: Mail, error: &RoomError) {
    match mail {
        Mail::Attach { reply, .. } => drop(reply.send(Err(error.clone()))),
        Mail::Ask { reply, .. } => drop(reply.send(Err(error.clone()))),
        Mail::Restore { reply, .. } => drop(reply.send(Err(error.clone().into()))),
        Mail::Delete { .. } | Mail::Frame { .. } | Mail::Left(_) => {}
    }
}
