//! The device's drawer: what tabs that are gone kept of a workshop, where this tab keeps its own, and what is thrown out.
//! What is in the records, and when, is `shared`'s (`shared/src/sync/drawer.rs`).

use journeyboard_shared::ids::{ParticipantId, TabId, WorkshopId};
use journeyboard_shared::sync::drawer::{self, Found, Place, Writing};

use crate::browser::{random, records};
use crate::model::device;

/// An open drawer of a person in a workshop. Its names are given back when it is dropped.
#[derive(Default)]
pub struct Opened {
    whose: Option<(WorkshopId, ParticipantId)>,
    /// Where this tab keeps its records; `None`: this device keeps none.
    pub place: Option<Place>,
    /// What tabs that are gone kept.
    pub found: Vec<Found>,
    claimed: Vec<TabId>,
}

impl Opened {
    /// Whether a board can be shown from it.
    #[must_use]
    pub fn has_board(&self) -> bool {
        self.found.iter().any(Found::has_copy)
    }

    /// Whether it is that person's.
    #[must_use]
    pub fn is_of(&self, workshop: WorkshopId, participant: ParticipantId) -> bool {
        self.whose == Some((workshop, participant))
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        for tab in &self.claimed {
            records::release(&tab.to_string());
        }
    }
}

/// Opens the drawer of a person in a workshop. What living tabs keep is left to them.
pub async fn open(workshop: WorkshopId, participant: ParticipantId) -> Opened {
    let mut opened = Opened::default();
    opened.whose = Some((workshop, participant));
    let tab: TabId = random::id();
    if !records::claim(&tab.to_string()).await {
        return opened;
    }
    opened.claimed.push(tab);
    let Some(all) = records::read(&drawer::of_person(workshop, participant)).await else { return opened };
    opened.place = Some(Place { workshop, participant, tab });
    for (place, found) in drawer::read(all) {
        if records::claim(&place.tab.to_string()).await {
            opened.claimed.push(place.tab);
            opened.found.extend(found);
        }
    }
    opened
}

/// Begins to write all of it together; answers later whether it is written.
pub fn write(batch: Vec<Writing>) -> impl Future<Output = bool> {
    let strict = batch.iter().any(|writing| writing.strict);
    let slips = batch.into_iter().flat_map(|writing| writing.slips).map(|slip| (slip.key, slip.bytes)).collect();
    records::write(slips, strict)
}

/// Throws out what was taken off the list of this device, and copies of workshops that fell off its end and hold nothing that somebody
/// would miss.
pub async fn sweep() {
    let names = records::names().await;
    let (recent, forgotten) = (device::recent(), device::forgotten());
    let mut workshops: Vec<WorkshopId> = names.iter().filter_map(|name| drawer::workshop_of(name)).collect();
    workshops.dedup();
    for workshop in workshops {
        if recent.iter().any(|known| known.id == workshop) {
            continue;
        }
        let prefix = drawer::of_workshop(workshop);
        let holds_work = names.iter().any(|name| name.starts_with(&prefix) && drawer::is_work(name));
        if forgotten.contains(&workshop) || !holds_work {
            records::wipe(&prefix).await;
        }
    }
    device::forget_forgotten();
}
