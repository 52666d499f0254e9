//! What one person shows of themselves. Refuses to trust where it came from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{NoteId, ParticipantId};
use crate::model::{Colour, Point, Role};

/// Who somebody is, as the server says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresenceUser {
    /// The participant.
    pub id: ParticipantId,
    /// What they call themselves.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The hue of their cursor, 0…11.
    pub colour: Colour,
}

/// What a person shows of themselves; all of it may be absent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PeerPresence {
    /// Where their pointer is on the wall, in board units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Point>,
    /// The notes that they selected, at most [`crate::limits::PRESENCE_NOTES_MAX`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub selection: Vec<NoteId>,
    /// What they are dragging.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drag: Option<Drag>,
    /// The note in which they are typing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typing: Option<NoteId>,
    /// The view that they look at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<View>,
}

/// Notes in flight; the document gets only the drop.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Drag {
    /// Where each note's top left corner is now, in board units; at most [`crate::limits::PRESENCE_NOTES_MAX`].
    pub notes: BTreeMap<NoteId, Point>,
}

/// A view of the workshop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// The wall of notes.
    Wall,
    /// The sequence of touchpoints.
    Sequence,
    /// The journey map.
    Map,
}

/// One entry as everybody gets it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PresenceState {
    /// Who, stamped by the server.
    pub user: PresenceUser,
    /// What they show.
    #[serde(flatten)]
    pub shown: PeerPresence,
}

/// What a peer shows, under the name that the server knows them by.
#[must_use]
pub fn stamp(peer: PeerPresence, user: PresenceUser) -> PresenceState {
    PresenceState { user, shown: peer }
}
