//! Who else is here and what they are doing; and what the others are told about this person.

use std::collections::BTreeMap;

use journeyboard_shared::ids::{NoteId, ParticipantId};
use journeyboard_shared::limits::PRESENCE_NOTES_MAX;
use journeyboard_shared::model::{Colour, Point, Role};
use journeyboard_shared::presence::{Drag, PeerPresence, PresenceState, View};
use journeyboard_shared::sync::Client;

use super::Room;
use crate::browser::clock;
use crate::prelude::*;

/// At most one report about this person in so many milliseconds: the server takes 15 a second.
const REPORT_MS: f64 = 70.0;

/// Somebody else who is here, in one tab.
#[derive(Debug, Clone, PartialEq)]
pub struct Other {
    /// The id of their tab.
    pub tab: u64,
    /// Who.
    pub id: ParticipantId,
    /// What they call themselves.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The hue of their cursor.
    pub colour: Colour,
    /// The view that they look at.
    pub view: Option<View>,
}

/// A person's mark on a note: they selected it or write in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Who.
    pub name: String,
    /// Their hue.
    pub colour: Colour,
    /// They are writing.
    pub types: bool,
}

/// A person's cursor on the wall.
#[derive(Debug, Clone, PartialEq)]
pub struct Cursor {
    /// The id of their tab.
    pub tab: u64,
    /// Who.
    pub name: String,
    /// Their hue.
    pub colour: Colour,
    /// Where, in board units.
    pub at: Point,
}

/// The others, as signals.
#[derive(Clone, Copy)]
pub struct Presence {
    /// The others by tab.
    pub others: RwSignal<Vec<Other>>,
    /// Their cursors on the wall.
    pub cursors: RwSignal<Vec<Cursor>>,
    /// Their marks on notes.
    pub marks: RwSignal<BTreeMap<NoteId, Vec<Mark>>>,
    /// Notes that others are dragging, and where.
    pub flights: RwSignal<BTreeMap<NoteId, Point>>,
}

impl Presence {
    pub(super) fn new() -> Self {
        Self {
            others: RwSignal::new(Vec::new()),
            cursors: RwSignal::new(Vec::new()),
            marks: RwSignal::new(BTreeMap::new()),
            flights: RwSignal::new(BTreeMap::new()),
        }
    }

    pub(super) fn follow(self, client: &Client) {
        let people = client.people();
        let others = people.iter().map(|(tab, state)| other(*tab, state)).collect();
        let cursors = people.iter().filter_map(|(tab, state)| cursor(*tab, state)).collect();
        let (mut marks, mut flights) = (BTreeMap::<NoteId, Vec<Mark>>::new(), BTreeMap::new());
        for state in people.values() {
            let mark = |types| Mark { name: state.user.name.clone(), colour: state.user.colour, types };
            for note in state.shown.selection.iter().filter(|note| state.shown.typing != Some(**note)) {
                marks.entry(*note).or_default().push(mark(false));
            }
            if let Some(note) = state.shown.typing {
                marks.entry(note).or_default().push(mark(true));
            }
            flights.extend(state.shown.drag.iter().flat_map(|drag| &drag.notes).map(|(note, at)| (*note, *at)));
        }
        super::set_if_new(self.others, others);
        super::set_if_new(self.cursors, cursors);
        super::set_if_new(self.marks, marks);
        super::set_if_new(self.flights, flights);
    }
}

fn other(tab: u64, state: &PresenceState) -> Other {
    let user = &state.user;
    Other { tab, id: user.id, name: user.name.clone(), role: user.role, colour: user.colour, view: state.shown.view }
}

fn cursor(tab: u64, state: &PresenceState) -> Option<Cursor> {
    let is_on_wall = state.shown.view.is_none_or(|view| view == View::Wall);
    let at = state.shown.cursor.filter(|_| is_on_wall)?;
    Some(Cursor { tab, name: state.user.name.clone(), colour: state.user.colour, at })
}

/// What this person shows right now; collected here and reported at a bearable pace.
impl Room {
    /// Changes what the others are told about this person.
    pub fn show(self, change: impl FnOnce(&mut PeerPresence)) {
        let due = self.line.write(|line| {
            let before = line.shown.clone();
            change(&mut line.shown);
            line.shown.selection.truncate(PRESENCE_NOTES_MAX);
            line.shown != before && line.presence_due.is_none()
        });
        if due == Some(true) {
            self.report_soon();
        }
    }

    /// The notes in flight, cut to what presence carries.
    #[must_use]
    pub fn flight(places: impl IntoIterator<Item = (NoteId, Point)>) -> Option<Drag> {
        let notes: BTreeMap<NoteId, Point> = places.into_iter().take(PRESENCE_NOTES_MAX).collect();
        (!notes.is_empty()).then_some(Drag { notes })
    }

    fn report_soon(self) {
        self.line.write(|line| {
            let wait = (line.presence_sent_ms + REPORT_MS - clock::now_ms()).clamp(0.0, REPORT_MS);
            line.presence_due = Some(clock::after(wait as u32, move || self.report()));
        });
    }

    fn report(self) {
        let mut out = Vec::new();
        self.line.write(|line| {
            // The timer that called is let go after this call.
            line.presence_over = line.presence_due.take();
            line.presence_sent_ms = clock::now_ms();
            let shown = line.shown.clone();
            line.client.show(Some(shown), &mut out);
        });
        self.carry_out(out);
    }
}
