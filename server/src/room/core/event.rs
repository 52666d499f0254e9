//! What a room is told and what it wants done, as closed enums of plain values. Refuses to know who carries them.

use std::sync::Arc;

use bytes::Bytes;
use journeyboard_shared::ids::{DepartmentId, ParticipantId};
use journeyboard_shared::model::{Board, Colour, Role};
use journeyboard_shared::wire::CloseCode;
use journeyboard_shared::words::Locale;

use crate::store::{Mark, Seq};

/// One connection to a room. Never used twice while the server runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeerId(pub u64);

/// Stands for whoever waits for an [`Answer`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// A connection that was let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    /// The connection.
    pub peer: PeerId,
    /// Whose it is.
    pub participant: ParticipantId,
    /// What they may do.
    pub role: Role,
    /// Random, to find the connection in logs.
    pub session: String,
}

/// Something happened.
#[derive(Debug)]
pub enum RoomEvent {
    /// A connection was let in.
    Joined(Newcomer),
    /// A connection said something: one whole WebSocket message.
    Frame(PeerId, Bytes),
    /// A connection is gone.
    Left(PeerId),
    /// A connection reads so slowly that more than its bound is waiting for it.
    FellBehind(PeerId),
    /// The append that was asked for is on disk, up to and including this seq.
    Appended(Seq),
    /// The append that was asked for may or may not have happened.
    AppendFailed,
    /// It is time to try the failed append again.
    RetryAppend,
    /// It is time to pass presence on. Connections that are behind get none of it until they caught up.
    PresenceTick {
        /// Those that are behind.
        congested: Vec<PeerId>,
    },
    /// The announced change of the phase is due.
    PhaseDue,
    /// Somebody outside the room asks something of it.
    Asked(Ticket, Question),
    /// The compaction that was asked for is on disk.
    Compacted(Base),
    /// The compaction that was asked for did not happen; the log is as it was.
    CompactionFailed,
    /// The room ends: everybody is told and closed.
    Ending(CloseCode, &'static str),
}

/// A whole state at a place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// The newest record that it includes.
    pub seq: Seq,
    /// The state as one update, v1.
    pub state: Bytes,
}

/// What can be asked of a room. Everything is answered from what is on disk.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// Somebody comes by a link, for the first time or again.
    Join(Joining),
    /// The workshop gets another title.
    Rename(String),
    /// What the page before the door shows.
    Invitation,
    /// The whole board.
    Board,
    /// What somebody may do who came by a link of that role.
    Role(ParticipantId, Role),
    /// Breaks the room, as a bug of ours would.
    #[cfg(test)]
    Panic,
}

/// Somebody who comes by a link.
#[derive(Debug, Clone, PartialEq)]
pub struct Joining {
    /// Who; a fresh id for whoever is new.
    pub participant: ParticipantId,
    /// What the link lets them do.
    pub role: Role,
    /// Their name, if they gave one; cleaned and within its bound.
    pub name: Option<String>,
    /// What they are called if they gave no name and the board has none: whoever joined after the backup from which the
    /// workshop was restored is known by their token alone.
    pub guest: String,
    /// Their department, if they gave one; cleaned and within its bound.
    pub department: Option<String>,
    /// The hue that they chose.
    pub colour: Option<Colour>,
    /// The id of the department if it turns out to be new.
    pub department_id: DepartmentId,
}

/// A room's answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// They are in, on disk.
    Joined,
    /// The title is changed, on disk.
    Renamed,
    /// As many people as a workshop may have ever joined have joined.
    Full,
    /// The disk fails: nothing can be written now.
    Degraded,
    /// What the page before the door shows.
    Invitation(Invitation),
    /// The board.
    Board(Arc<Board>),
    /// What they may do.
    Role(Role),
}

/// What the page before the door shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The workshop's title.
    pub title: String,
    /// The language of its content.
    pub locale: Locale,
    /// The departments in order.
    pub departments: Vec<String>,
    /// How many people ever joined.
    pub people: usize,
}

/// Something is to be done. To be carried out in the order given.
#[derive(Debug)]
pub enum Effect {
    /// Append records to the log; answer with [`RoomEvent::Appended`] or [`RoomEvent::AppendFailed`]. Never a second
    /// one before that answer.
    Append {
        /// The seq of the first.
        first_seq: Seq,
        /// The records.
        records: Vec<Bytes>,
        /// What is remembered or forgotten with them.
        marks: Vec<Mark>,
    },
    /// Send [`RoomEvent::RetryAppend`] after that time.
    RetryAppendIn {
        /// Milliseconds.
        ms: u64,
    },
    /// Send messages to a connection, in order, in one write if possible.
    Send(PeerId, Vec<Bytes>),
    /// Close a connection; the room has already forgotten it.
    Close(PeerId, u16, String),
    /// Send [`RoomEvent::PresenceTick`] after that time.
    TickIn {
        /// Milliseconds.
        ms: u64,
    },
    /// Send [`RoomEvent::PhaseDue`] after that time.
    PhaseIn {
        /// Milliseconds.
        ms: u64,
    },
    /// Fold the log into one state, verify it, put it on disk; answer with [`RoomEvent::Compacted`] or
    /// [`RoomEvent::CompactionFailed`].
    Compact(Box<Fold>),
    /// Answer a question.
    Answer(Ticket, Answer),
    /// Something that the log should say; no secrets, no texts of notes.
    Report(Report),
}

/// A state and the records after it.
#[derive(Debug, Clone)]
pub struct Fold {
    /// The state.
    pub base: Base,
    /// The records after it.
    pub tail: Vec<Bytes>,
    /// The seq of the last of them.
    pub upto: Seq,
}

/// What a room tells the operator's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// An edit was refused, by rule.
    Refused(ParticipantId, &'static str),
    /// Bytes that passed the gate did not fit the document: the gate has a gap. A defect.
    Slipped(String),
    /// The disk fails.
    Degraded,
    /// The disk is back.
    Recovered,
}
