//! Commands about clusters: group, name, move, fold, split, make a touchpoint of.

use super::{Desk, few_enough, named, on_the_wall, units};
use crate::document::Change;
use crate::ids::{ClusterId, NoteId};
use crate::limits;
use crate::locks::Thing;
use crate::model::{Board, Cluster, Note, NoteKind, Point};
use crate::order;
use crate::rules::{Operation, Refusal};

pub(super) fn cluster(desk: &mut Desk<'_>, id: ClusterId, notes: &[NoteId], pos: Point) -> Result<Change, Refusal> {
    few_enough(notes.len())?;
    desk.ask(Operation::ArrangeCluster)?;
    desk.is_free(Thing::Cluster(id))?;
    for note in notes {
        desk.note(*note)?;
        desk.ask_about(Operation::SortNote, *note)?;
    }
    let board = desk.doc.board();
    let existing = board.clusters.get(&id);
    if existing.is_none() && (notes.is_empty() || board.clusters.len() >= limits::CLUSTERS_MAX) {
        return Err(if notes.is_empty() { Refusal::DoesNotFit } else { Refusal::TooMany });
    }
    let made = Cluster { name: String::new(), pos: on_the_wall(pos)?, collapsed: false, touchpoint: None };
    let is_new = existing.is_none();
    let members = board.members_of(id);
    let head = head(board, id, notes);
    let mut last = members.last().map(|(_, note)| note.order.clone());
    let joining: Vec<(NoteId, String)> = leader_first(board, notes, head)
        .into_iter()
        .filter(|note| !members.iter().any(|(member, _)| member == note))
        .map(|note| {
            let key = order::between(last.as_deref(), None);
            last = Some(key.clone());
            (note, key)
        })
        .collect();
    let adopted: Vec<NoteId> = members
        .iter()
        .map(|(member, _)| *member)
        .chain(notes.iter().copied())
        .filter(|note| head.is_some() && is_free(board, *note))
        .collect();
    for note in &adopted {
        desk.ask_about(Operation::SortNote, *note)?;
    }
    let write = |edit: &mut crate::document::Edit<'_>| {
        for (note, key) in &joining {
            edit.set_cluster(*note, Some(id));
            edit.set_note_order(*note, key);
        }
        for note in head.iter().flat_map(|_| &adopted) {
            edit.set_touchpoint(*note, head);
        }
    };
    if !is_new {
        return Ok(desk.write(write));
    }
    Ok(desk.create(
        |edit| {
            edit.put_cluster(id, &made);
            edit.delete_cluster(id);
        },
        |edit| {
            edit.put_cluster(id, &made);
            write(edit);
        },
    ))
}

/// The touchpoint that leads a cluster once `joining` are in it: the one that it became, or else its only one.
fn head(board: &Board, id: ClusterId, joining: &[NoteId]) -> Option<NoteId> {
    let became =
        board.clusters.get(&id).and_then(|cluster| cluster.touchpoint).filter(|note| board.is_touchpoint(*note));
    if became.is_some() {
        return became;
    }
    let mut touchpoints: Vec<NoteId> = board.members_of(id).into_iter().map(|(note, _)| note).collect();
    touchpoints.extend(joining.iter().filter(|note| board.cluster_of(**note) != Some(id)));
    touchpoints.retain(|note| board.is_touchpoint(*note));
    match touchpoints.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

fn leader_first(board: &Board, notes: &[NoteId], head: Option<NoteId>) -> Vec<NoteId> {
    let mut sorted: Vec<NoteId> = notes.to_vec();
    sorted.dedup();
    let rank = |note: &NoteId| (Some(*note) != head, !board.is_touchpoint(*note));
    order::sort(&mut sorted, |a, b| rank(a).cmp(&rank(b)));
    sorted
}

/// Whether a note is no touchpoint and belongs to none that lives.
fn is_free(board: &Board, note: NoteId) -> bool {
    board.note(note).is_some_and(|note| {
        note.kind != NoteKind::Touchpoint && !note.touchpoint.is_some_and(|touchpoint| board.is_touchpoint(touchpoint))
    })
}

pub(super) fn take_out(desk: &mut Desk<'_>, places: &[(NoteId, Point)]) -> Result<Change, Refusal> {
    few_enough(places.len())?;
    for (note, pos) in places {
        desk.note(*note)?;
        ask_to_free(desk, *note)?;
        on_the_wall(*pos)?;
    }
    Ok(free(desk, places, None))
}

pub(super) fn split(desk: &mut Desk<'_>, id: ClusterId, places: &[(NoteId, Point)]) -> Result<Change, Refusal> {
    few_enough(places.len())?;
    let cluster = existing(desk, id)?;
    let board = desk.doc.board();
    let members: Vec<(NoteId, Point)> = board
        .members_of(id)
        .into_iter()
        .map(|(note, _)| {
            let place = places.iter().find(|(placed, _)| *placed == note).map_or(cluster.pos, |(_, pos)| *pos);
            on_the_wall(place).map(|place| (note, place))
        })
        .collect::<Result<_, _>>()?;
    for (note, _) in &members {
        ask_to_free(desk, *note)?;
    }
    Ok(free(desk, &members, Some(id)))
}

/// Whether a note may be taken out of its cluster and put on the wall.
fn ask_to_free(desk: &Desk<'_>, note: NoteId) -> Result<(), Refusal> {
    desk.ask_about(Operation::SortNote, note)?;
    desk.ask_about(Operation::MoveNote, note)
}

/// Puts notes on the wall, outside of clusters, no longer belonging to the touchpoint that led theirs.
fn free(desk: &mut Desk<'_>, places: &[(NoteId, Point)], dissolved: Option<ClusterId>) -> Change {
    let board = desk.doc.board();
    let leaves_head = |note: NoteId| {
        let Some(cluster) = board.cluster_of(note) else { return false };
        let leader = head(board, cluster, &[]);
        leader.is_some() && leader != Some(note) && board.note(note).and_then(|note| note.touchpoint) == leader
    };
    let leaving: Vec<(NoteId, Point, bool)> =
        places.iter().map(|(note, pos)| (*note, *pos, leaves_head(*note))).collect();
    desk.write(|edit| {
        for (note, pos, leaves_head) in leaving {
            edit.set_note_pos(note, pos);
            edit.set_cluster(note, None);
            if leaves_head {
                edit.set_touchpoint(note, None);
            }
        }
        if let Some(id) = dissolved {
            edit.delete_cluster(id);
        }
    })
}

fn existing(desk: &Desk<'_>, id: ClusterId) -> Result<Cluster, Refusal> {
    desk.ask(Operation::ArrangeCluster)?;
    desk.is_free(Thing::Cluster(id))?;
    desk.doc.board().clusters.get(&id).cloned().ok_or(Refusal::Gone)
}

pub(super) fn name(desk: &mut Desk<'_>, id: ClusterId, name: &str) -> Result<Change, Refusal> {
    let cluster = Cluster { name: named(name)?.to_owned(), ..existing(desk, id)? };
    Ok(desk.write(|edit| edit.put_cluster(id, &cluster)))
}

pub(super) fn move_to(desk: &mut Desk<'_>, id: ClusterId, pos: Point) -> Result<Change, Refusal> {
    let cluster = Cluster { pos: on_the_wall(pos)?, ..existing(desk, id)? };
    Ok(desk.write(|edit| edit.put_cluster(id, &cluster)))
}

pub(super) fn fold(desk: &mut Desk<'_>, id: ClusterId, collapsed: bool) -> Result<Change, Refusal> {
    let cluster = Cluster { collapsed, ..existing(desk, id)? };
    Ok(desk.write(|edit| edit.put_cluster(id, &cluster)))
}

pub(super) fn make_touchpoint(desk: &mut Desk<'_>, id: ClusterId, new: NoteId) -> Result<Change, Refusal> {
    let cluster = existing(desk, id)?;
    desk.ask_to_write()?;
    let board = desk.doc.board();
    if cluster.name.is_empty() || board.notes.contains_key(&new) || head(board, id, &[]).is_some() {
        return Err(Refusal::DoesNotFit);
    }
    if board.notes.len() >= limits::NOTES_MAX || units(&cluster.name) > limits::NOTE_TEXT_MAX {
        return Err(Refusal::TooMany);
    }
    let members = board.members_of(id);
    let first = members.first().map(|(_, note)| note.order.clone());
    let adopted: Vec<NoteId> = members.iter().map(|(note, _)| *note).filter(|note| is_free(board, *note)).collect();
    for note in &adopted {
        desk.ask_about(Operation::SortNote, *note)?;
    }
    let note = Note {
        kind: NoteKind::Touchpoint,
        text: cluster.name.clone(),
        pos: cluster.pos,
        author: Some(desk.by.participant),
        emotion: None,
        touchpoint: None,
        cluster: Some(id),
        order: order::between(None, first.as_deref()),
        deleted: true,
    };
    let leads = Cluster { touchpoint: Some(new), ..cluster };
    Ok(desk.create(
        |edit| edit.put_note(new, &note),
        |edit| {
            edit.set_deleted(new, false);
            edit.put_cluster(id, &leads);
            for note in &adopted {
                edit.set_touchpoint(*note, Some(new));
            }
        },
    ))
}
