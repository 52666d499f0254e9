//! This person's drafts of a silent phase: as they are here, as the server has them, and what is on its way between.
//!
//! One edit of each draft is on its way at a time. When another tab was faster, its version and ours become one
//! ([`Draft::merged`]). Refuses to know the board: what was revealed comes by the other way, as everybody's.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Client, Output};
use crate::draft::Draft;
use crate::ids::{NoteId, OpId, ParticipantId};
use crate::wire::{self, DraftEdit, DraftNews};

/// Steps back that are remembered. More than anybody takes.
const STEPS_MAX: usize = 100;

/// One draft.
#[derive(Debug, Clone, Default)]
pub struct OwnDraft {
    /// As it is here; `None`: thrown away, and the server does not know yet.
    pub now: Option<Draft>,
    /// Whether the author's name is dropped when it is revealed.
    pub anonymous: bool,
    /// Rises in the order in which they came to be known here.
    pub nth: u64,
    /// As the server has it, and its version.
    base: Option<(u64, Draft)>,
    sent: Option<DraftEdit>,
}

impl OwnDraft {
    fn is_safe(&self) -> bool {
        self.sent.is_none() && self.base.as_ref().map(|(_, draft)| draft) == self.now.as_ref()
    }
}

/// A step that can be taken back.
#[derive(Debug)]
struct Step {
    note: NoteId,
    before: Option<Draft>,
    after: Option<Draft>,
}

/// See the module.
#[derive(Debug, Default)]
pub struct Drafts {
    own: BTreeMap<NoteId, OwnDraft>,
    counts: BTreeMap<ParticipantId, u32>,
    total: u32,
    steps: Vec<Step>,
    met: u64,
    edits: u64,
    /// Whether the server has said on this connection what it has.
    told: bool,
}

impl Drafts {
    /// This person's drafts.
    pub fn own(&self) -> impl Iterator<Item = (NoteId, &OwnDraft)> {
        self.own.iter().map(|(id, draft)| (*id, draft))
    }

    /// How many drafts each person has, nobody's left out but those who have none.
    #[must_use]
    pub fn counts(&self) -> &BTreeMap<ParticipantId, u32> {
        &self.counts
    }

    /// How many anonymous drafts there are.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.total
    }

    /// Whether the last step was taken in a draft and can be taken back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.steps.is_empty()
    }

    pub(super) fn unsaved(&self) -> usize {
        self.own.values().filter(|draft| !draft.is_safe()).count()
    }

    pub(super) fn connected(&mut self) {
        self.told = false;
        self.counts.clear();
        self.total = 0;
    }

    /// Says what is on its way once more, word for word: what the server has of it already it knows by its id.
    pub(super) fn send_again(&self, out: &mut Vec<Output>) {
        let on_their_way = self.own.values().filter_map(|draft| draft.sent.as_ref());
        out.extend(on_their_way.map(|edit| Output::Send(wire::draft(edit))));
    }

    fn remember(&mut self, note: NoteId, before: Option<Draft>, after: Option<Draft>) {
        match self.steps.last_mut() {
            // Typing on in the same draft is one step.
            Some(step) if step.note == note && step.after == before && before.is_some() && after.is_some() => {
                step.after = after;
            }
            _ => self.steps.push(Step { note, before, after }),
        }
        let over = self.steps.len().saturating_sub(STEPS_MAX);
        self.steps.drain(..over);
    }

    fn counted(&mut self, participant: Option<ParticipantId>, n: u32) {
        match participant {
            None => self.total = n,
            Some(participant) if n == 0 => drop(self.counts.remove(&participant)),
            Some(participant) => drop(self.counts.insert(participant, n)),
        }
    }

    /// The server has a draft of ours.
    fn kept(&mut self, note: NoteId, version: u64, ops: &[OpId], anonymous: bool, draft: Draft) {
        let is_new = !self.own.contains_key(&note);
        self.met += 1;
        let own = self.own.entry(note).or_insert_with(|| OwnDraft { nth: self.met, ..OwnDraft::default() });
        if own.base.as_ref().is_some_and(|(known, _)| *known >= version) {
            return;
        }
        own.anonymous = anonymous;
        let arrived = own.sent.take_if(|sent| ops.contains(&sent.op_id));
        let lost = own.sent.take();
        let common = match arrived {
            Some(sent) => sent.draft,
            None => own.base.take().map(|(_, draft)| draft),
        };
        own.now = match (own.now.take(), common) {
            _ if is_new => Some(draft.clone()),
            (None, _) => None,
            (Some(now), Some(common)) => Some(now.merged(&common, &draft)),
            (Some(now), None) if lost.is_some() => Some(now),
            (Some(_), None) => Some(draft.clone()),
        };
        own.base = Some((version, draft));
    }
}

impl Client {
    /// This person's drafts, and how many others have.
    #[must_use]
    pub fn drafts(&self) -> &Drafts {
        &self.drafts
    }

    /// Writes a draft, or throws it away with `None`. Its id must be fresh if it is new.
    pub fn write_draft(&mut self, note: NoteId, draft: Option<Draft>, out: &mut Vec<Output>) {
        let before = self.drafts.own.get(&note).and_then(|own| own.now.clone());
        if before == draft {
            return;
        }
        self.drafts.remember(note, before, draft.clone());
        self.put_draft(note, draft, out);
    }

    /// Takes the last step in this person's drafts back. Answers whether there was one.
    pub fn undo_draft(&mut self, out: &mut Vec<Output>) -> bool {
        let Some(Step { note, before, after }) = self.drafts.steps.pop() else { return false };
        let now = self.drafts.own.get(&note).and_then(|own| own.now.clone());
        let back = match (before, after, now) {
            (Some(before), Some(after), Some(now)) => Some(before.merged(&after, &now)),
            (before, ..) => before,
        };
        self.put_draft(note, back, out);
        true
    }

    fn put_draft(&mut self, note: NoteId, draft: Option<Draft>, out: &mut Vec<Output>) {
        let anonymous = self.doc.board().anonymous;
        self.drafts.met += 1;
        let nth = self.drafts.met;
        let own = self.drafts.own.entry(note).or_insert_with(|| OwnDraft { anonymous, nth, ..OwnDraft::default() });
        own.now = draft;
        self.send_draft(note, out);
        out.push(Output::Drafts);
    }

    fn send_draft(&mut self, note: NoteId, out: &mut Vec<Output>) {
        let Some(own) = self.drafts.own.get_mut(&note) else { return };
        if own.is_safe() && own.now.is_none() {
            self.drafts.own.remove(&note);
            return;
        }
        if !self.drafts.told || own.sent.is_some() || own.is_safe() {
            return;
        }
        self.drafts.edits += 1;
        let name = [self.doc.client_id().to_be_bytes(), self.drafts.edits.to_be_bytes()].concat();
        let edit = DraftEdit {
            op_id: OpId::from(Uuid::new_v5(note.as_uuid(), &name)),
            note,
            version: own.base.as_ref().map_or(0, |(version, _)| *version),
            anonymous: own.anonymous,
            draft: own.now.clone(),
        };
        out.push(Output::Send(wire::draft(&edit)));
        own.sent = Some(edit);
    }

    pub(super) fn hear_of_drafts(&mut self, news: DraftNews, out: &mut Vec<Output>) {
        match news {
            DraftNews::Kept { note, version, ops, anonymous, draft } => {
                self.drafts.kept(note, version, &ops, anonymous, draft);
                self.send_draft(note, out);
            }
            DraftNews::Gone { note } => self.draft_is_gone(note, out),
            DraftNews::Refused { op_id, note, .. } => {
                let sent = self.drafts.own.get(&note).and_then(|own| own.sent.as_ref());
                if sent.is_some_and(|sent| sent.op_id == op_id) {
                    self.draft_was_refused(note, out);
                }
            }
            DraftNews::All { notes } => {
                self.drafts.told = true;
                let gone = |(id, own): (&NoteId, &OwnDraft)| (own.base.is_some() && !notes.contains(id)).then_some(*id);
                let gone: Vec<NoteId> = self.drafts.own.iter().filter_map(gone).collect();
                gone.into_iter().for_each(|note| self.draft_is_gone(note, out));
                self.drafts.send_again(out);
                let all: Vec<NoteId> = self.drafts.own.keys().copied().collect();
                all.into_iter().for_each(|note| self.send_draft(note, out));
            }
            DraftNews::Count { participant, n } => self.drafts.counted(participant, n),
            DraftNews::Other => {}
        }
        out.push(Output::Drafts);
    }

    /// It was revealed, or thrown away in another tab: words that did not make it into it are not lost.
    fn draft_is_gone(&mut self, note: NoteId, out: &mut Vec<Output>) {
        let Some(mut own) = self.drafts.own.remove(&note) else { return };
        // Thrown away here, and brought back before the answer came: it begins anew.
        if own.now.is_some() && own.sent.take_if(|sent| sent.draft.is_none()).is_some() {
            own.base = None;
            self.drafts.own.insert(note, own);
            return self.send_draft(note, out);
        }
        self.drafts.steps.retain(|step| step.note != note || step.after.is_none());
        let known = own.base.map(|(_, draft)| draft);
        if let Some(now) = own.now.filter(|now| !now.is_blank() && known.as_ref() != Some(now)) {
            out.push(Output::NotAccepted { nack: None, text: Some(now.text) });
        }
    }

    fn draft_was_refused(&mut self, note: NoteId, out: &mut Vec<Output>) {
        let Some(mut own) = self.drafts.own.remove(&note) else { return };
        self.drafts.steps.retain(|step| step.note != note);
        let known = own.base.as_ref().map(|(_, draft)| draft.clone());
        if let Some(now) = own.now.filter(|now| !now.is_blank() && known.as_ref() != Some(now)) {
            out.push(Output::NotAccepted { nack: None, text: Some(now.text) });
        }
        if known.is_some() {
            (own.now, own.sent) = (known, None);
            self.drafts.own.insert(note, own);
        }
    }
}
