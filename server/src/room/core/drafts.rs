//! Drafts of a silent phase: each person's own until a facilitator reveals them. They lie beside the log, never in it, and
//! are never in the document. What anybody hears of them is asked of [`rules::visible`].

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use journeyboard_shared::document::{Change, Origin};
use journeyboard_shared::draft::Draft;
use journeyboard_shared::ids::{NoteId, OpId, ParticipantId};
use journeyboard_shared::limits as bounds;
use journeyboard_shared::model::{Board, Note, Point};
use journeyboard_shared::rules::{self, Operation, Ownership, Secret};
use journeyboard_shared::wall::{NOTE_HEIGHT_MAX, NOTE_WIDTH};
use journeyboard_shared::wire::{self, CloseCode, DraftEdit, DraftNews, Objection};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::event::PeerId;
use super::{Deferred, Health, RoomCore};
use crate::store::{Mark, Shelf};

/// Revealed notes lie in rows of so many.
const COLUMNS: usize = 8;
/// Room between revealed notes, and between them and what was there, in board units.
const GAP: f64 = 24.0;

/// A draft as it lies on the disk.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    version: u64,
    ops: Vec<OpId>,
    anonymous: bool,
    /// Rises with each new draft of the room: a person's are revealed in the order in which they were begun.
    number: u64,
    draft: Draft,
}

/// All drafts of a room.
#[derive(Default)]
pub(super) struct Drafts {
    people: BTreeMap<ParticipantId, BTreeMap<NoteId, Kept>>,
    last: u64,
}

impl fmt::Debug for Drafts {
    /// Without the drafts: whatever is printed may end in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Drafts").finish_non_exhaustive()
    }
}

impl Drafts {
    /// From what was on disk. What cannot be read is left out, and left alone.
    pub(super) fn from_marks(marks: &[Mark]) -> Self {
        let mut drafts = Self::default();
        for mark in marks.iter().filter(|mark| mark.shelf == Shelf::Drafts) {
            if let Some((author, note, kept)) = read(mark) {
                drafts.last = drafts.last.max(kept.number);
                drafts.people.entry(author).or_default().insert(note, kept);
            }
        }
        drafts
    }

    fn of(&self, author: ParticipantId, note: NoteId) -> Option<&Kept> {
        self.people.get(&author)?.get(&note)
    }

    fn put(&mut self, author: ParticipantId, note: NoteId, kept: Kept) -> Mark {
        // Plain ids, numbers and texts: serde_json cannot fail on them.
        let value = serde_json::to_vec(&kept).unwrap_or_default();
        self.people.entry(author).or_default().insert(note, kept);
        Mark { shelf: Shelf::Drafts, key: key(author, note), value: Some(value.into()) }
    }

    fn forget(&mut self, author: ParticipantId, note: NoteId) -> Mark {
        if let Some(own) = self.people.get_mut(&author) {
            own.remove(&note);
        }
        Mark { shelf: Shelf::Drafts, key: key(author, note), value: None }
    }

    /// So many drafts with something on them a person has under their name.
    fn count(&self, author: ParticipantId) -> u32 {
        let own = self.people.get(&author).into_iter().flat_map(BTreeMap::values);
        own.filter(|kept| !kept.anonymous && !kept.draft.is_blank()).count() as u32
    }

    /// So many anonymous drafts with something on them there are.
    fn total(&self) -> u32 {
        let all = self.people.values().flat_map(BTreeMap::values);
        all.filter(|kept| kept.anonymous && !kept.draft.is_blank()).count() as u32
    }

    fn is_anothers(&self, note: NoteId, author: ParticipantId) -> bool {
        self.people.iter().any(|(other, own)| *other != author && own.contains_key(&note))
    }

    /// Those that a reveal is about: of one person, what bears their name; of everybody, everything.
    fn revealed_by(&self, whose: Option<ParticipantId>) -> Vec<(ParticipantId, NoteId, Kept)> {
        let all = self.people.iter().filter(|(author, _)| whose.is_none_or(|whose| whose == **author));
        let mut drafts: Vec<_> = all
            .flat_map(|(author, own)| own.iter().map(|(note, kept)| (*author, *note, kept.clone())))
            .filter(|(.., kept)| whose.is_none() || !kept.anonymous)
            .collect();
        drafts.sort_by_key(|(author, _, kept)| (kept.anonymous, *author, kept.number));
        drafts
    }
}

impl RoomCore {
    pub(super) fn take_draft(&mut self, id: PeerId, edit: DraftEdit) {
        let Some(peer) = self.peers.get(&id) else { return };
        let author = peer.participant;
        if !peer.said_hello {
            return self.close(id, CloseCode::Malformed, "say hello first");
        }
        // A fault is no refusal: it is said again when the disk is back.
        if self.health == Health::Degraded {
            return;
        }
        if self.history.is_full() {
            return self.close(id, CloseCode::TryLater, "the disk is behind; come back");
        }
        let existing = self.drafts.of(author, edit.note);
        let is_known = existing.is_some_and(|kept| kept.ops.contains(&edit.op_id) || kept.version != edit.version);
        if is_known {
            return self.tell_draft(id, author, edit.note);
        }
        if existing.is_none() && (edit.draft.is_none() || edit.version != 0) {
            return self.tell(id, author, &DraftNews::Gone { note: edit.note });
        }
        if let Some(why) = self.draft_objection(id, &edit) {
            return self.tell(id, author, &DraftNews::Refused { op_id: edit.op_id, note: edit.note, why });
        }
        self.keep_draft(author, edit);
    }

    /// Why an edit of a draft is not to be taken. To throw one's own draft away is allowed at any time.
    fn draft_objection(&self, id: PeerId, edit: &DraftEdit) -> Option<Objection> {
        let draft = edit.draft.as_ref()?;
        let peer = self.peers.get(&id)?;
        let board = self.doc.board();
        if !rules::may(peer.role, board.phase(), Operation::WriteDraft, Ownership::Own) || self.doc.is_newer() {
            return Some(Objection::NotAllowed);
        }
        if !draft.fits() {
            return Some(Objection::TooMany);
        }
        if self.drafts.of(peer.participant, edit.note).is_some() {
            return None;
        }
        let own = self.drafts.people.get(&peer.participant).map_or(0, BTreeMap::len);
        if own >= bounds::DRAFTS_PER_PERSON_MAX {
            return Some(Objection::TooMany);
        }
        if board.notes.contains_key(&edit.note) || self.drafts.is_anothers(edit.note, peer.participant) {
            return Some(Objection::NoSuchThing);
        }
        // Whoever was told that their name will be dropped, or kept, writes under that promise or not at all.
        (edit.anonymous != board.anonymous).then_some(Objection::StaleEpoch)
    }

    fn keep_draft(&mut self, author: ParticipantId, edit: DraftEdit) {
        let before = (self.drafts.count(author), self.drafts.total());
        let mark = match edit.draft {
            None => self.drafts.forget(author, edit.note),
            Some(draft) => {
                let mut kept = self.drafts.of(author, edit.note).cloned().unwrap_or_else(|| {
                    self.drafts.last += 1;
                    let number = self.drafts.last;
                    Kept { version: 0, ops: Vec::new(), anonymous: edit.anonymous, number, draft: draft.clone() }
                });
                kept.version += 1;
                kept.draft = draft;
                kept.ops.push(edit.op_id);
                let over = kept.ops.len().saturating_sub(bounds::DRAFT_OPS_MAX);
                kept.ops.drain(..over);
                self.drafts.put(author, edit.note, kept)
            }
        };
        self.stage_with(Change::default(), None, vec![mark]);
        for peer in self.peers_of(author) {
            self.tell_draft(peer, author, edit.note);
        }
        self.tell_counts(author, before);
    }

    /// Everything that a connection that said hello may know of drafts.
    pub(super) fn show_drafts(&mut self, id: PeerId) {
        let Some(me) = self.peers.get(&id).map(|peer| peer.participant) else { return };
        let mut own: Vec<(u64, NoteId)> = self
            .drafts
            .people
            .get(&me)
            .map(|own| own.iter().map(|(note, kept)| (kept.number, *note)).collect())
            .unwrap_or_default();
        own.sort_unstable();
        let notes: Vec<NoteId> = own.into_iter().map(|(_, note)| note).collect();
        for note in &notes {
            self.tell_draft(id, me, *note);
        }
        self.tell(id, me, &DraftNews::All { notes });
        let people: Vec<ParticipantId> = self.drafts.people.keys().copied().collect();
        for participant in people {
            let n = self.drafts.count(participant);
            if n > 0 {
                self.tell_secret(id, Secret::Count, &DraftNews::Count { participant: Some(participant), n });
            }
        }
        let n = self.drafts.total();
        if n > 0 {
            self.tell_secret(id, Secret::Total, &DraftNews::Count { participant: None, n });
        }
    }

    fn tell_draft(&mut self, id: PeerId, author: ParticipantId, note: NoteId) {
        let news = match self.drafts.of(author, note).cloned() {
            Some(Kept { version, ops, anonymous, draft, .. }) => {
                DraftNews::Kept { note, version, ops, anonymous, draft }
            }
            None => DraftNews::Gone { note },
        };
        self.tell(id, author, &news);
    }

    /// Tells of somebody's draft.
    fn tell(&mut self, id: PeerId, author: ParticipantId, news: &DraftNews) {
        self.tell_secret(id, Secret::Draft { author }, news);
    }

    /// The only way of anything secret to a connection: if it may be seen there, and once it is on disk.
    fn tell_secret(&mut self, id: PeerId, secret: Secret, news: &DraftNews) {
        let sees = |peer: &super::Peer| peer.said_hello && rules::visible(peer.participant, secret);
        if self.peers.get(&id).is_some_and(sees) {
            self.once_durable(Deferred::Frame(id, wire::draft_news(news)));
        }
    }

    fn tell_counts(&mut self, author: ParticipantId, (count_before, total_before): (u32, u32)) {
        let (count, total) = (self.drafts.count(author), self.drafts.total());
        let all: Vec<PeerId> = self.peers.keys().copied().collect();
        for peer in all {
            if count != count_before {
                let news = DraftNews::Count { participant: Some(author), n: count };
                self.tell_secret(peer, Secret::Count, &news);
            }
            if total != total_before {
                self.tell_secret(peer, Secret::Total, &DraftNews::Count { participant: None, n: total });
            }
        }
    }

    fn peers_of(&self, participant: ParticipantId) -> Vec<PeerId> {
        self.peers.iter().filter(|(_, peer)| peer.participant == participant).map(|(id, _)| *id).collect()
    }

    /// Why drafts are not to be revealed.
    pub(super) fn reveal_objection(&self, whose: Option<ParticipantId>) -> Option<Objection> {
        let notes = self.drafts.revealed_by(whose).len();
        (self.doc.board().notes.len() + notes > bounds::NOTES_MAX).then_some(Objection::TooMany)
    }

    /// Drafts become notes of the board, written by the server, and are forgotten with the same append. Anonymous ones lose
    /// their author and come in an order that says nothing.
    pub(super) fn reveal(&mut self, whose: Option<ParticipantId>) -> (Change, Vec<Mark>) {
        let mut drafts = self.drafts.revealed_by(whose);
        let named = drafts.iter().take_while(|(.., kept)| !kept.anonymous).count();
        let dice = self.dice;
        drafts[named..].sort_by_cached_key(|(_, note, _)| shuffled(dice, *note));
        let counts: Vec<(ParticipantId, u32)> =
            self.drafts.people.keys().map(|author| (*author, self.drafts.count(*author))).collect();
        let total = self.drafts.total();
        let mut marks = Vec::with_capacity(drafts.len());
        let mut notes = Vec::with_capacity(drafts.len());
        let below = below_everything(self.doc.board());
        for (author, note, kept) in drafts {
            marks.push(self.drafts.forget(author, note));
            for peer in self.peers_of(author) {
                self.gone_after_reveal.push((peer, author, note));
            }
            if !kept.draft.is_blank() {
                let id = if self.doc.board().notes.contains_key(&note) { another(dice, note) } else { note };
                notes.push((id, revealed(author, kept, place(below, notes.len()))));
            }
        }
        let write = |edit: &mut journeyboard_shared::document::Edit<'_>| {
            notes.iter().for_each(|(id, note)| edit.put_note(*id, note));
        };
        let change = self.doc.edit(Origin::Quiet, write).1;
        self.counts_before_reveal = Some((counts, total));
        (change, marks)
    }

    /// Tells everybody what a reveal left of drafts, after what it made was staged.
    pub(super) fn tell_reveal(&mut self) {
        for (peer, author, note) in std::mem::take(&mut self.gone_after_reveal) {
            self.tell(peer, author, &DraftNews::Gone { note });
        }
        let Some((counts, total)) = self.counts_before_reveal.take() else { return };
        for (nth, (author, count)) in counts.into_iter().enumerate() {
            let total = if nth == 0 { total } else { self.drafts.total() };
            self.tell_counts(author, (count, total));
        }
        self.drafts.people.retain(|_, own| !own.is_empty());
    }
}

fn revealed(author: ParticipantId, kept: Kept, pos: Point) -> Note {
    let Draft { kind, text, emotion } = kept.draft;
    Note {
        kind,
        text,
        pos,
        author: (!kept.anonymous).then_some(author),
        emotion: emotion.filter(|_| kind == journeyboard_shared::model::NoteKind::Emotion),
        touchpoint: None,
        cluster: None,
        order: String::new(),
        deleted: false,
    }
}

/// Where what is revealed begins: under all that lies on the wall.
fn below_everything(board: &Board) -> f64 {
    let lowest = board.living_notes().map(|(_, note)| note.pos.y + NOTE_HEIGHT_MAX);
    let clusters = board.clusters.values().map(|cluster| cluster.pos.y + NOTE_HEIGHT_MAX);
    let below = lowest.chain(clusters).fold(f64::NEG_INFINITY, f64::max);
    if below.is_finite() { below + GAP } else { 0.0 }
}

fn place(below: f64, nth: usize) -> Point {
    let (row, column) = ((nth / COLUMNS) as f64, (nth % COLUMNS) as f64);
    let reach = bounds::WALL_REACH;
    Point::new(column * (NOTE_WIDTH + GAP), (below + row * (NOTE_HEIGHT_MAX + GAP)).clamp(-reach, reach))
}

/// A place in an order that nobody can guess who does not know the dice.
fn shuffled(dice: u64, note: NoteId) -> [u8; 32] {
    Sha256::new().chain_update(dice.to_be_bytes()).chain_update(note.as_uuid().as_bytes()).finalize().into()
}

/// The id of a draft's note when somebody took its own meanwhile.
fn another(dice: u64, note: NoteId) -> NoteId {
    Uuid::new_v5(note.as_uuid(), &dice.to_be_bytes()).into()
}

fn key(author: ParticipantId, note: NoteId) -> Bytes {
    [author.as_uuid().as_bytes().as_slice(), note.as_uuid().as_bytes()].concat().into()
}

fn read(mark: &Mark) -> Option<(ParticipantId, NoteId, Kept)> {
    let (author, note) = mark.key.split_first_chunk::<16>()?;
    let kept = serde_json::from_slice(mark.value.as_ref()?).ok()?;
    Some((Uuid::from_bytes(*author).into(), Uuid::from_bytes(note.try_into().ok()?).into(), kept))
}
