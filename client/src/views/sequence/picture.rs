//! What the sequence shows, read off the board at most once per frame. Knows no elements.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use journeyboard_shared::idmap::IdMap;
use journeyboard_shared::ids::{NoteId, StageId};
use journeyboard_shared::map::department_marks;
use journeyboard_shared::model::{Board, Journey, Note, NoteKind};

use crate::browser::clock::OnFrame;
use crate::gestures::sequence::Sequence;
use crate::model::Room;
use crate::prelude::*;

/// A touchpoint as its card shows it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::views) struct Facts {
    /// What it says.
    pub(in crate::views) text: String,
    /// Mean and number of its emotions.
    pub(in crate::views) mean: Option<(f64, usize)>,
    /// How many notes of each other kind belong to it.
    pub(in crate::views) attached: Vec<(NoteKind, usize)>,
    /// Two letters and the name of its author's department.
    pub(in crate::views) department: Option<(String, String)>,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::views) struct Picture {
    /// The order.
    pub(in crate::views) sequence: Sequence,
    /// The touchpoints by id.
    pub(in crate::views) facts: HashMap<NoteId, Arc<Facts>>,
    /// The stages' names.
    pub(in crate::views) stages: HashMap<StageId, String>,
    /// The journey.
    pub(in crate::views) journey: Option<Journey>,
}

impl Picture {
    fn of(board: &Board) -> Self {
        let sequence = Sequence::of(board);
        let (belongings, marks) = (board.belongings(), department_marks(board));
        let touchpoints = board.living_notes().filter(|(_, note)| note.kind == NoteKind::Touchpoint);
        Self {
            facts: touchpoints
                .map(|(id, note)| (id, Arc::new(facts(board, (id, note), &belongings, &marks))))
                .collect(),
            stages: board.stages.iter().map(|(id, stage)| (*id, stage.name.clone())).collect(),
            journey: sequence.journey.and_then(|id| board.journeys.get(&id)).cloned(),
            sequence,
        }
    }
}

fn facts(
    board: &Board,
    (id, note): (NoteId, &Note),
    belongings: &IdMap<NoteId, Vec<NoteId>>,
    marks: &BTreeMap<String, String>,
) -> Facts {
    let own = belongings.get(&id).map(Vec::as_slice).unwrap_or_default();
    let count = |kind| own.iter().filter_map(|id| board.note(*id)).filter(|note| note.kind == kind).count();
    let department = board.department_of(note);
    Facts {
        text: note.text.trim().to_owned(),
        mean: board.emotion_mean(own),
        attached: NoteKind::ALL
            .into_iter()
            .filter(|kind| !matches!(kind, NoteKind::Touchpoint | NoteKind::Emotion))
            .map(|kind| (kind, count(kind)))
            .filter(|(_, count)| *count > 0)
            .collect(),
        department: marks.get(department).map(|mark| (mark.clone(), department.to_owned())),
    }
}

/// The picture as a signal: right at once, then at most one reading per frame.
pub(super) fn followed(room: Room) -> RwSignal<Arc<Picture>> {
    let read = move || room.with_board(Picture::of).unwrap_or_default();
    let picture = RwSignal::new(Arc::new(read()));
    let frame = StoredValue::new_local(OnFrame::new(move || {
        let now = read();
        if picture.try_with_untracked(|shown| **shown != now).unwrap_or(false) {
            picture.try_set(Arc::new(now));
        }
    }));
    Effect::new(move |is_later: Option<()>| {
        room.board.map.track();
        if is_later.is_some() {
            frame.with_value(OnFrame::ask);
        }
    });
    picture
}
