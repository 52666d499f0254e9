//! The gate's decisions that need no document: whose client id, what is known, what is missing. Plans, not effects.

use journeyboard_shared::document::{Writer, writer_of};
use journeyboard_shared::ledger::Ledger;
use journeyboard_shared::rules::Refusal;
use journeyboard_shared::wire::RefusalReason;
use journeyboard_shared::wire::v1::{Parent, Update, UpdateSummary};

use super::RoomCore;

/// Whether an update brings anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Novelty {
    /// The room holds all of it.
    Known,
    /// Structs before it have not arrived.
    Gap,
    /// It builds on what the room holds.
    New,
}

/// Compares an update with what the room holds.
pub(super) fn novelty(update: &UpdateSummary, ledger: &Ledger) -> Novelty {
    let mut brings = false;
    for range in &update.clients {
        let known = ledger.clock_of(range.client);
        if range.start > known {
            return Novelty::Gap;
        }
        brings |= range.end > known;
    }
    brings |= update.deletes.iter().any(|range| !ledger.deleted().covers(*range));
    if brings { Novelty::New } else { Novelty::Known }
}

/// Whether what is new in an update names only roots that people write under.
pub(super) fn names_only_peoples_roots(update: &Update<'_>, ledger: &Ledger) -> Result<(), RefusalReason> {
    for found in update.structs() {
        let Parent::Root(name) = found.parent else {
            continue;
        };
        if found.end() <= ledger.clock_of(found.id.client) {
            continue; // a resend of what the room holds
        }
        match writer_of(name) {
            Some(Writer::People) => {}
            Some(Writer::Server) => return Err(RefusalReason::ServerOnly),
            None => return Err(RefusalReason::UnknownRoot),
        }
    }
    Ok(())
}

/// The client ids that an update writes under.
pub(super) fn writers(update: &UpdateSummary, ledger: &Ledger) -> Vec<u64> {
    let mut writers: Vec<u64> = update
        .clients
        .iter()
        .filter(|range| range.end > ledger.clock_of(range.client))
        .map(|range| range.client)
        .collect();
    writers.dedup();
    writers
}

/// The reason as it goes over the wire.
pub(super) fn reason_of(refusal: Refusal) -> RefusalReason {
    match refusal {
        Refusal::Viewer => RefusalReason::Viewer,
        Refusal::NotYours(_) | Refusal::FacilitatorsOnly => RefusalReason::NotYours,
        Refusal::Phase => RefusalReason::Phase,
        Refusal::Locked(_) => RefusalReason::Locked,
        Refusal::Gone => RefusalReason::UnknownObject,
        Refusal::TooLong(_) => RefusalReason::TooLong,
        Refusal::TooMany => RefusalReason::WorkshopFull,
        Refusal::DoesNotFit => RefusalReason::Malformed,
        Refusal::ServerOnly => RefusalReason::ServerOnly,
        Refusal::Newer => RefusalReason::Other,
    }
}

impl RoomCore {
    pub(super) fn novelty_of(&self, update: &UpdateSummary) -> Novelty {
        novelty(update, &self.ledger)
    }

    pub(super) fn writers_of(&self, update: &UpdateSummary) -> Vec<u64> {
        writers(update, &self.ledger)
    }
}
