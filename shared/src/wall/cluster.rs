//! How a cluster lays out its notes: a title bar, then a grid; collapsed, one card.
//!
//! Knows names and notes; refuses to know where on the wall it lies: all is relative to the cluster's `pos`.

use super::{NOTE_WIDTH, Rect, Size, note_height};
use crate::idmap::IdMap;
use crate::ids::{ClusterId, NoteId};
use crate::model::{Board, Note, NoteKind};
use crate::text::{Weight, wrap};

/// Around and between the notes.
const GAP: f64 = 12.0;
/// Above and below the name.
const TITLE_PADDING: f64 = 12.0;
/// Size of the name, and the height of its line.
const TITLE: (f64, f64) = (16.0, 24.0);
/// What the title bar keeps free at its right end: the number of notes and the button that collapses.
const TITLE_TOOLS: f64 = 72.0;
/// A name takes at most so many lines.
const TITLE_LINES_MAX: usize = 3;
/// The strip of a collapsed card that says how many notes it holds.
const COLLAPSED_STRIP: f64 = 32.0;
/// The room for a first note in a cluster that has none.
const EMPTY_HEIGHT: f64 = 64.0;

/// Where a cluster's parts are, relative to its top left corner, in board units.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterBox {
    /// All of it.
    pub size: Size,
    /// The title bar, by which it is dragged.
    pub header: Rect,
    /// The name's lines as they are set in the title bar (16 px, weight 600, line height 24).
    pub name_lines: Vec<String>,
    /// Its notes, touchpoints first, else in the order given. None while it is collapsed.
    pub members: Vec<(NoteId, Rect)>,
}

/// Lays out a cluster whose `members` are given in order (see [`Board::members_of`]).
#[must_use]
pub fn cluster_layout(name: &str, members: &[(NoteId, &Note)], collapsed: bool) -> ClusterBox {
    let columns = if collapsed { 1 } else { columns_for(members.len()) };
    let width = GAP + columns as f64 * (NOTE_WIDTH + GAP);
    let name_width = width - 2.0 * TITLE_PADDING - TITLE_TOOLS;
    let name_lines = wrap(name, TITLE.0, Weight::Semibold, name_width, TITLE_LINES_MAX);
    let header_height = 2.0 * TITLE_PADDING + name_lines.len().max(1) as f64 * TITLE.1;
    let mut rects = Vec::new();
    let height = if collapsed {
        header_height + COLLAPSED_STRIP
    } else {
        let mut ordered = members.to_vec();
        let rank = |note: &Note| note.kind != NoteKind::Touchpoint;
        crate::order::sort(&mut ordered, |(_, a), (_, b)| rank(a).cmp(&rank(b)));
        rows(&ordered, columns, header_height, &mut rects)
    };
    ClusterBox {
        size: Size::new(width, height),
        header: Rect::new(0.0, 0.0, width, header_height),
        name_lines,
        members: rects,
    }
}

/// Every cluster's living notes in order, in one pass over the board. Clusters without notes are not in it.
#[must_use]
pub fn cluster_members(board: &Board) -> IdMap<ClusterId, Vec<(NoteId, &Note)>> {
    let mut all: IdMap<ClusterId, Vec<(NoteId, &Note)>> = IdMap::new();
    for (id, note) in board.living_notes() {
        if let Some(cluster) = note.cluster.filter(|cluster| board.clusters.contains_key(cluster)) {
            all.or_insert_with(cluster, Vec::new).push((id, note));
        }
    }
    for members in all.values_mut() {
        crate::order::sort(members, |(a_id, a), (b_id, b)| a.order.cmp(&b.order).then(a_id.cmp(b_id)));
    }
    all
}

/// One to four, so that a cluster stays broader than it is high until it is really large.
fn columns_for(notes: usize) -> usize {
    match notes {
        0 | 1 => 1,
        2..=4 => 2,
        5..=9 => 3,
        _ => 4,
    }
}

/// Fills rows from the left, each as high as its highest note; the answer is the cluster's height.
fn rows(members: &[(NoteId, &Note)], columns: usize, top: f64, rects: &mut Vec<(NoteId, Rect)>) -> f64 {
    let mut y = top;
    for row in members.chunks(columns) {
        let mut highest: f64 = 0.0;
        for (column, (id, note)) in row.iter().enumerate() {
            let height = note_height(&note.text, note.kind);
            rects.push((*id, Rect::new(GAP + column as f64 * (NOTE_WIDTH + GAP), y, NOTE_WIDTH, height)));
            highest = highest.max(height);
        }
        y += highest + GAP;
    }
    if members.is_empty() { y + EMPTY_HEIGHT } else { y }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wall::index::tests::{note, note_id};

    #[test]
    fn wl4_the_touchpoint_leads_its_cluster() {
        let (a, b, c) = (note(NoteKind::Idea, "a"), note(NoteKind::Touchpoint, "b"), note(NoteKind::Idea, "c"));
        let laid = cluster_layout("Desk", &[(note_id(1), &a), (note_id(2), &b), (note_id(3), &c)], false);
        let order: Vec<NoteId> = laid.members.iter().map(|(id, _)| *id).collect();
        assert_eq!(order, [note_id(2), note_id(1), note_id(3)]);
    }

    #[test]
    fn wl4_notes_of_a_cluster_lie_inside_it_and_apart() {
        let long = note(NoteKind::Barrier, &"Nobody answers the telephone after four. ".repeat(4));
        let short = note(NoteKind::Idea, "Call back");
        for number in [0, 1, 2, 4, 5, 9, 10, 57] {
            let members: Vec<(NoteId, &Note)> =
                (0..number).map(|i| (note_id(i), if i % 3 == 0 { &long } else { &short })).collect();
            let laid = cluster_layout(&"Telephone ".repeat(12), &members, false);
            let whole = Rect::at(Default::default(), laid.size);
            assert_eq!(laid.members.len(), members.len());
            for (i, (_, rect)) in laid.members.iter().enumerate() {
                assert!(whole.encloses(rect) && !rect.overlaps(&laid.header));
                assert!(laid.members[..i].iter().all(|(_, other)| !other.overlaps(rect)));
            }
        }
    }

    #[test]
    fn wl4_a_collapsed_cluster_is_one_card_however_many_notes_it_holds() {
        let one = note(NoteKind::Need, "x");
        let few = cluster_layout("Desk", &[(note_id(1), &one)], true);
        let many: Vec<(NoteId, &Note)> = (0..300).map(|i| (note_id(i), &one)).collect();
        assert_eq!(few.size, cluster_layout("Desk", &many, true).size);
        assert!(few.members.is_empty());
    }
}
