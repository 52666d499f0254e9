//! Commands about notes: add, write, move, delete, attach.

use super::{Desk, NewNote, few_enough, on_the_wall, units};
use crate::document::Change;
use crate::ids::NoteId;
use crate::limits;
use crate::locks::Thing;
use crate::model::{Emotion, Note, NoteKind, Point};
use crate::order;
use crate::rules::{Operation, Refusal};

pub(super) fn create(desk: &mut Desk<'_>, new: NewNote) -> Result<Change, Refusal> {
    desk.ask_to_write()?;
    let board = desk.doc.board();
    if board.notes.len() >= limits::NOTES_MAX {
        return Err(Refusal::TooMany);
    }
    if board.notes.contains_key(&new.id) {
        return Err(Refusal::DoesNotFit);
    }
    if units(&new.text) > limits::NOTE_TEXT_MAX {
        return Err(Refusal::TooLong(None));
    }
    let touchpoint = new.touchpoint.filter(|id| new.kind != NoteKind::Touchpoint && board.is_touchpoint(*id));
    let cluster = new.cluster.filter(|id| board.clusters.contains_key(id));
    if let Some(cluster) = cluster {
        desk.is_free(Thing::Cluster(cluster))?;
    }
    let last = match (cluster, touchpoint) {
        (Some(cluster), _) => board.members_of(cluster).last().map(|(_, note)| note.order.clone()),
        (None, Some(touchpoint)) => board
            .belongings()
            .get(&touchpoint)
            .and_then(|notes| notes.last())
            .and_then(|id| board.note(*id))
            .map(|note| note.order.clone()),
        (None, None) => None,
    };
    let belongs = cluster.is_some() || touchpoint.is_some();
    let note = Note {
        kind: new.kind,
        text: new.text,
        pos: on_the_wall(new.pos)?,
        author: Some(desk.by.participant),
        emotion: new.emotion.filter(|_| new.kind == NoteKind::Emotion),
        touchpoint,
        cluster,
        order: if belongs { order::between(last.as_deref(), None) } else { String::new() },
        deleted: true,
    };
    Ok(desk.create(|edit| edit.put_note(new.id, &note), |edit| edit.set_deleted(new.id, false)))
}

pub(super) fn edit_text(
    desk: &mut Desk<'_>,
    id: NoteId,
    at: u32,
    delete: u32,
    insert: &str,
) -> Result<Change, Refusal> {
    desk.ask_about(Operation::EditNote, id)?;
    let text = &desk.note(id)?.text;
    let (at_units, delete_units) = (at as usize, delete as usize);
    let end = at_units.checked_add(delete_units).ok_or(Refusal::DoesNotFit)?;
    if !is_cut(text, at_units) || !is_cut(text, end) {
        return Err(Refusal::DoesNotFit);
    }
    if units(text) - delete_units + units(insert) > limits::NOTE_TEXT_MAX {
        return Err(Refusal::TooLong(Some(id)));
    }
    Ok(desk.write(|edit| edit.splice_text(id, at, delete, insert)))
}

/// Whether a text can be cut at that UTF-16 unit without tearing a character.
fn is_cut(text: &str, at: usize) -> bool {
    let mut units = 0;
    for c in text.chars() {
        if units >= at {
            break;
        }
        units += c.len_utf16();
    }
    units == at
}

pub(super) fn change_kind(desk: &mut Desk<'_>, id: NoteId, kind: NoteKind) -> Result<Change, Refusal> {
    desk.ask_about(Operation::EditNote, id)?;
    let note = desk.note(id)?;
    if kind == NoteKind::Touchpoint && note.touchpoint.is_some() {
        desk.ask_about(Operation::SortNote, id)?;
    }
    let forget_value = kind != NoteKind::Emotion && note.emotion.is_some();
    Ok(desk.write(|edit| {
        edit.set_kind(id, kind);
        if forget_value {
            edit.set_emotion(id, None);
        }
        if kind == NoteKind::Touchpoint {
            edit.set_touchpoint(id, None);
        }
    }))
}

pub(super) fn set_emotion(desk: &mut Desk<'_>, id: NoteId, emotion: Option<Emotion>) -> Result<Change, Refusal> {
    desk.ask_about(Operation::EditNote, id)?;
    if desk.note(id)?.kind != NoteKind::Emotion {
        return Err(Refusal::DoesNotFit);
    }
    Ok(desk.write(|edit| edit.set_emotion(id, emotion)))
}

pub(super) fn move_notes(desk: &mut Desk<'_>, moves: &[(NoteId, Point)]) -> Result<Change, Refusal> {
    few_enough(moves.len())?;
    for (id, pos) in moves {
        desk.ask_about(Operation::MoveNote, *id)?;
        desk.note(*id)?;
        on_the_wall(*pos)?;
    }
    Ok(desk.write(|edit| {
        for (id, pos) in moves {
            edit.set_note_pos(*id, *pos);
        }
    }))
}

pub(super) fn set_deleted(desk: &mut Desk<'_>, notes: &[NoteId], deleted: bool) -> Result<Change, Refusal> {
    few_enough(notes.len())?;
    for id in notes {
        desk.ask_about(Operation::DeleteNote, *id)?;
    }
    Ok(desk.write(|edit| {
        for id in notes {
            edit.set_deleted(*id, deleted);
        }
    }))
}

pub(super) fn attach(desk: &mut Desk<'_>, notes: &[NoteId], touchpoint: Option<NoteId>) -> Result<Change, Refusal> {
    few_enough(notes.len())?;
    let board = desk.doc.board();
    if touchpoint.is_some_and(|id| !board.is_touchpoint(id)) {
        return Err(Refusal::Gone);
    }
    let belongings = board.belongings();
    let mut last = touchpoint
        .and_then(|id| belongings.get(&id))
        .and_then(|notes| notes.last())
        .and_then(|id| board.note(*id))
        .map(|note| note.order.clone());
    let mut moves = Vec::new();
    for id in notes {
        desk.ask_about(Operation::SortNote, *id)?;
        let note = desk.note(*id)?;
        if note.kind == NoteKind::Touchpoint || note.touchpoint == touchpoint {
            continue;
        }
        let key = touchpoint.map(|_| order::between(last.as_deref(), None));
        last = key.clone().or(last);
        moves.push((*id, key));
    }
    Ok(desk.write(|edit| {
        for (id, key) in &moves {
            edit.set_touchpoint(*id, touchpoint);
            if let Some(key) = key {
                edit.set_note_order(*id, key);
            }
        }
    }))
}
