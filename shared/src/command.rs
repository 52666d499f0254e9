//! What people do to a board, in the domain's verbs, and the one place where it is done.
//!
//! A command is checked against the rules and the board as it is, then written in one transaction (a creation in two, so
//! that its undo hides the object instead of tearing out what others wrote into it meanwhile). It either happens whole or
//! not at all. Refuses to know who is listening: whoever calls sends [`Change::updates`] on.

mod arrange;
pub(crate) mod bytes;
mod notes;
mod sequence;

use crate::document::{BoardDoc, Change, Origin};
use crate::ids::{ClusterId, JourneyId, NoteId, ParticipantId, StageId, StepId};
use crate::limits;
use crate::locks::Thing;
use crate::model::{Emotion, Note, NoteKind, Point, Role};
use crate::rules::{self, Operation, Ownership, Refusal, ownership_of};

/// Who gives a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By {
    /// The person.
    pub participant: ParticipantId,
    /// Their role.
    pub role: Role,
}

/// A new note, as its author makes it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewNote {
    /// Its id; the caller's fresh uuid.
    pub id: NoteId,
    /// Its kind.
    pub kind: NoteKind,
    /// Its first text; may be empty.
    pub text: String,
    /// Where it lies.
    pub pos: Point,
    /// For an emotion.
    pub emotion: Option<Emotion>,
    /// The touchpoint that it belongs to.
    pub touchpoint: Option<NoteId>,
    /// The cluster that it lies in.
    pub cluster: Option<ClusterId>,
}

/// What a person does. Devices keep it as bytes until the server has it (`bytes`).
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Adds a note.
    CreateNote(NewNote),
    /// Replaces `delete` UTF-16 units of a note's text at `at` by `insert`.
    EditText {
        /// The note.
        note: NoteId,
        /// Where, in UTF-16 units.
        at: u32,
        /// How many units go.
        delete: u32,
        /// What comes.
        insert: String,
    },
    /// Makes a note one of another kind.
    ChangeKind {
        /// The note.
        note: NoteId,
        /// Its new kind.
        kind: NoteKind,
    },
    /// Says how a note's moment feels.
    SetEmotion {
        /// The note.
        note: NoteId,
        /// −2…+2, or nothing.
        emotion: Option<Emotion>,
    },
    /// Puts free notes to places on the wall.
    MoveNotes(Vec<(NoteId, Point)>),
    /// Deletes notes; undo brings them back.
    DeleteNotes(Vec<NoteId>),
    /// Brings deleted notes back.
    RestoreNotes(Vec<NoteId>),
    /// Says which touchpoint notes belong to.
    Attach {
        /// The notes; touchpoints among them are left alone.
        notes: Vec<NoteId>,
        /// Their touchpoint; `None` sets them free.
        touchpoint: Option<NoteId>,
    },

    /// Groups notes: into the cluster of that id, or into a new one at `pos`. What is no touchpoint comes to belong to the
    /// cluster's touchpoint, if it has one and the note belongs to none.
    Cluster {
        /// The cluster; a fresh uuid makes a new one.
        cluster: ClusterId,
        /// The notes.
        notes: Vec<NoteId>,
        /// Where a new cluster lies.
        pos: Point,
    },
    /// Takes notes out of their cluster, and from its touchpoint, to places on the wall.
    TakeOut(Vec<(NoteId, Point)>),
    /// Names a cluster.
    NameCluster {
        /// The cluster.
        cluster: ClusterId,
        /// Its name.
        name: String,
    },
    /// Moves a cluster with all that lies in it.
    MoveCluster {
        /// The cluster.
        cluster: ClusterId,
        /// Its top left corner.
        pos: Point,
    },
    /// Folds a cluster to one card, or unfolds it.
    FoldCluster {
        /// The cluster.
        cluster: ClusterId,
        /// Whether it is one card.
        collapsed: bool,
    },
    /// Dissolves a cluster: its notes lie where they were drawn, free.
    SplitCluster {
        /// The cluster.
        cluster: ClusterId,
        /// Where each of its notes comes to lie.
        places: Vec<(NoteId, Point)>,
    },
    /// Makes a cluster a touchpoint: a touchpoint note with the cluster's name leads it, what lies in it belongs to it.
    MakeTouchpoint {
        /// The cluster; must have a name.
        cluster: ClusterId,
        /// The new note's id; the caller's fresh uuid.
        note: NoteId,
    },

    /// Adds a stage after another, or as the first.
    AddStage {
        /// A fresh uuid.
        stage: StageId,
        /// The journey.
        journey: JourneyId,
        /// Its name.
        name: String,
        /// The stage ahead of it.
        after: Option<StageId>,
    },
    /// Renames a stage.
    RenameStage {
        /// The stage.
        stage: StageId,
        /// Its name.
        name: String,
    },
    /// Moves a stage with its touchpoints.
    MoveStage {
        /// The stage.
        stage: StageId,
        /// The stage ahead of it from now on; `None`: it comes first.
        after: Option<StageId>,
    },
    /// Deletes a stage; its touchpoints are back in the tray.
    DeleteStage(StageId),
    /// Puts a touchpoint into a journey's sequence, or moves it there.
    Place {
        /// Its step: [`StepId::first_of`], or a fresh uuid where a touchpoint is met again.
        step: StepId,
        /// The touchpoint.
        touchpoint: NoteId,
        /// The stage.
        stage: StageId,
        /// The step ahead of it from now on; `None`: it comes first in the stage.
        after: Option<StepId>,
    },
    /// Takes a step out; its touchpoint is back in the tray.
    Unplace(StepId),
    /// Names a journey, what starts and what ends it (M7).
    DescribeJourney {
        /// The journey.
        journey: JourneyId,
        /// Its name.
        name: String,
        /// What starts it.
        start: String,
        /// What ends it.
        end: String,
    },
}

/// Does a command on behalf of a person.
///
/// # Errors
/// The first rule that it breaks; then nothing was changed.
pub fn apply(doc: &mut BoardDoc, by: By, command: Command) -> Result<Change, Refusal> {
    if doc.is_newer() {
        return Err(Refusal::Newer);
    }
    if !matches!(command, Command::EditText { .. }) {
        doc.end_step();
    }
    let desk = &mut Desk { doc, by };
    match command {
        Command::CreateNote(note) => notes::create(desk, note),
        Command::EditText { note, at, delete, insert } => notes::edit_text(desk, note, at, delete, &insert),
        Command::ChangeKind { note, kind } => notes::change_kind(desk, note, kind),
        Command::SetEmotion { note, emotion } => notes::set_emotion(desk, note, emotion),
        Command::MoveNotes(moves) => notes::move_notes(desk, &moves),
        Command::DeleteNotes(notes) => notes::set_deleted(desk, &notes, true),
        Command::RestoreNotes(notes) => notes::set_deleted(desk, &notes, false),
        Command::Attach { notes, touchpoint } => notes::attach(desk, &notes, touchpoint),
        Command::Cluster { cluster, notes, pos } => arrange::cluster(desk, cluster, &notes, pos),
        Command::TakeOut(places) => arrange::take_out(desk, &places),
        Command::NameCluster { cluster, name } => arrange::name(desk, cluster, &name),
        Command::MoveCluster { cluster, pos } => arrange::move_to(desk, cluster, pos),
        Command::FoldCluster { cluster, collapsed } => arrange::fold(desk, cluster, collapsed),
        Command::SplitCluster { cluster, places } => arrange::split(desk, cluster, &places),
        Command::MakeTouchpoint { cluster, note } => arrange::make_touchpoint(desk, cluster, note),
        Command::AddStage { stage, journey, name, after } => sequence::add_stage(desk, stage, journey, &name, after),
        Command::RenameStage { stage, name } => sequence::rename_stage(desk, stage, &name),
        Command::MoveStage { stage, after } => sequence::move_stage(desk, stage, after),
        Command::DeleteStage(stage) => sequence::delete_stage(desk, stage),
        Command::Place { step, touchpoint, stage, after } => sequence::place(desk, step, touchpoint, stage, after),
        Command::Unplace(step) => sequence::unplace(desk, step),
        Command::DescribeJourney { journey, name, start, end } => {
            sequence::describe(desk, journey, &name, &start, &end)
        }
    }
}

/// Where one command is worked on: the document and the person.
struct Desk<'a> {
    doc: &'a mut BoardDoc,
    by: By,
}

impl Desk<'_> {
    /// A living note.
    fn note(&self, id: NoteId) -> Result<&Note, Refusal> {
        self.doc.board().note(id).ok_or(Refusal::Gone)
    }

    /// Whether the person may do that to a note.
    fn ask_about(&self, operation: Operation, id: NoteId) -> Result<(), Refusal> {
        let note = self.doc.board().notes.get(&id).ok_or(Refusal::Gone)?;
        self.asked(operation, ownership_of(note, self.by.participant), Some(id))?;
        self.is_free(Thing::Note(id))?;
        // To leave a cluster is a change of it too.
        let cluster = note.cluster.filter(|_| operation == Operation::SortNote);
        cluster.map_or(Ok(()), |cluster| self.is_free(Thing::Cluster(cluster)))
    }

    /// Whether no lock keeps the person from changing that.
    fn is_free(&self, thing: Thing) -> Result<(), Refusal> {
        if self.by.role == Role::Facilitator || !self.doc.board().locks.hold(thing) {
            return Ok(());
        }
        Err(Refusal::Locked(match thing {
            Thing::Note(note) => Some(note),
            _ => None,
        }))
    }

    /// Whether the person may do that to what belongs to nobody.
    fn ask(&self, operation: Operation) -> Result<(), Refusal> {
        self.asked(operation, Ownership::Servers, None)?;
        self.is_free(Thing::Wall)
    }

    /// Whether the person may add a note of their own.
    fn ask_to_write(&self) -> Result<(), Refusal> {
        self.asked(Operation::CreateNote, Ownership::Own, None)?;
        self.is_free(Thing::Wall)
    }

    fn asked(&self, operation: Operation, ownership: Ownership, note: Option<NoteId>) -> Result<(), Refusal> {
        rules::ask(self.by.role, self.doc.board().phase(), operation, ownership, note)
    }

    fn write(&mut self, write: impl FnOnce(&mut crate::document::Edit<'_>)) -> Change {
        self.doc.edit(Origin::Own, write).1
    }

    /// Makes an object: hidden first, then shown; undo takes only the showing back.
    fn create(
        &mut self,
        hidden: impl FnOnce(&mut crate::document::Edit<'_>),
        shown: impl FnOnce(&mut crate::document::Edit<'_>),
    ) -> Change {
        let mut change = self.doc.edit(Origin::Quiet, hidden).1;
        change.absorb(self.doc.edit(Origin::Own, shown).1);
        change
    }
}

/// A text's length as everyone counts it.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn named(name: &str) -> Result<&str, Refusal> {
    let name = name.trim();
    if units(name) > limits::NAME_MAX { Err(Refusal::TooLong(None)) } else { Ok(name) }
}

fn on_the_wall(pos: Point) -> Result<Point, Refusal> {
    let inside = |value: f64| value.is_finite() && value.abs() <= limits::WALL_REACH;
    if inside(pos.x) && inside(pos.y) { Ok(pos) } else { Err(Refusal::DoesNotFit) }
}

fn few_enough(n: usize) -> Result<(), Refusal> {
    if n > limits::COMMAND_NOTES_MAX { Err(Refusal::TooMany) } else { Ok(()) }
}

/// Order keys for an object put after the `index`-th of `keys` (sorted): its own key, and new keys for those behind it
/// that would otherwise stand ahead of it because two people once made equal keys.
fn keys_at(keys: &[&str], index: usize) -> (String, Vec<(usize, String)>) {
    let before = index.checked_sub(1).and_then(|i| keys.get(i)).copied();
    let own = crate::order::between(before, keys.get(index).copied());
    let mut last = own.clone();
    let mut renewed = Vec::new();
    for (i, key) in keys.iter().enumerate().skip(index) {
        if **key > *last {
            break;
        }
        let next = keys[i..].iter().find(|key| ***key > *last).copied();
        last = crate::order::between(Some(&last), next);
        renewed.push((i, last.clone()));
    }
    (own, renewed)
}

#[cfg(test)]
mod tests;
