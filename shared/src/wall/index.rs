//! Finds what lies where among ten thousand notes: a uniform grid of cells, each naming what touches it.
//!
//! Holds rectangles only; the board stays the truth and [`WallIndex::refresh`] follows it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Camera, ClusterBox, Rect, Size, cluster_layout, cluster_members, note_rect};
use crate::idmap::{Code, IdMap, Key};
use crate::ids::{ClusterId, NoteId};
use crate::limits::WALL_REACH;
use crate::model::{Board, Cluster, Note, Point};

/// A cell's side in board units: a note touches one to four cells, a screen at 100 % about twelve.
const CELL: f64 = 512.0;
/// So many changed clusters at once are cheaper to lay out together.
const REFRESH_CLUSTERS_MAX: usize = 8;

/// Something that lies on the wall. Clusters come before notes, as they lie under them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WallId {
    /// A cluster.
    Cluster(ClusterId),
    /// A note, loose or in an open cluster.
    Note(NoteId),
}

impl Key for WallId {
    fn code(&self) -> Code {
        match self {
            Self::Cluster(id) => (0, id.as_uuid().as_u128()),
            Self::Note(id) => (1, id.as_uuid().as_u128()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Entry {
    rect: Rect,
    /// The part that stands for it when somebody goes from thing to thing: a cluster's title bar, a note itself.
    handle: Rect,
    within: Option<ClusterId>,
}

/// Where everything on a wall is. Notes in a collapsed cluster are nowhere.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WallIndex {
    entries: IdMap<WallId, Entry>,
    cells: BTreeMap<(i32, i32), Vec<WallId>>,
}

impl WallIndex {
    /// The index of a whole board.
    #[must_use]
    pub fn of(board: &Board) -> Self {
        let mut index = Self::default();
        let mut members = cluster_members(board);
        for (id, cluster) in &board.clusters {
            index.place_cluster(*id, cluster, &members.remove(id).unwrap_or_default());
        }
        for (id, note) in board.living_notes() {
            if board.cluster_of(id).is_none() {
                index.place_note(id, note);
            }
        }
        index
    }

    /// Follows the board after these things changed, came or went. Costs one pass over the board per touched cluster;
    /// loose notes cost nothing to speak of.
    pub fn refresh(&mut self, board: &Board, changed: impl IntoIterator<Item = WallId>) {
        let mut clusters = BTreeSet::new();
        for id in changed {
            match id {
                WallId::Cluster(cluster) => drop(clusters.insert(cluster)),
                WallId::Note(note) => {
                    let (before, now) = (self.within(id), board.cluster_of(note));
                    clusters.extend(before.into_iter().chain(now));
                    self.remove(id);
                    if let (None, Some(value)) = (now, board.note(note)) {
                        self.place_note(note, value);
                    }
                }
            }
        }
        if clusters.len() > REFRESH_CLUSTERS_MAX {
            *self = Self::of(board);
            return;
        }
        for cluster in clusters {
            self.refresh_cluster(board, cluster);
        }
    }

    /// Puts a thing at `rect`, wherever it was before; `within` is the open cluster that it lies in.
    pub fn insert(&mut self, id: WallId, rect: Rect, within: Option<ClusterId>) {
        self.insert_entry(id, Entry { rect, handle: rect, within });
    }

    /// Takes a thing away, if it is there.
    pub fn remove(&mut self, id: WallId) {
        let Some(entry) = self.entries.remove(&id) else { return };
        for cell in cells_of(&entry.rect) {
            if let Some(ids) = self.cells.get_mut(&cell) {
                ids.retain(|other| *other != id);
                if ids.is_empty() {
                    self.cells.remove(&cell);
                }
            }
        }
    }

    /// Where a thing is.
    #[must_use]
    pub fn rect(&self, id: WallId) -> Option<Rect> {
        self.entries.get(&id).map(|entry| entry.rect)
    }

    /// The open cluster that a note lies in.
    #[must_use]
    pub fn within(&self, id: WallId) -> Option<ClusterId> {
        self.entries.get(&id)?.within
    }

    /// How many things are on the wall.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the wall is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The smallest rectangle around everything; none on an empty wall.
    #[must_use]
    pub fn bounds(&self) -> Option<Rect> {
        Rect::around(self.entries.values().map(|entry| entry.rect))
    }

    /// What overlaps `area`, in drawing order: clusters first, then notes, each by id.
    #[must_use]
    pub fn query(&self, area: &Rect) -> Vec<WallId> {
        let mut found = Vec::new();
        let ((left, top), (right, bottom)) = corners(area);
        let wanted = |id: &WallId| self.entries.get(id).is_some_and(|entry| entry.rect.overlaps(area));
        let (columns, rows) = (i64::from(right) - i64::from(left) + 1, i64::from(bottom) - i64::from(top) + 1);
        if columns * rows > self.cells.len() as i64 {
            found.extend(self.entries.keys().filter(|id| wanted(id)));
            return found;
        }
        for x in left..=right {
            for (_, ids) in self.cells.range((x, top)..=(x, bottom)) {
                found.extend(ids.iter().filter(|id| wanted(id)));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether nothing overlaps `area`.
    #[must_use]
    pub fn is_free(&self, area: &Rect) -> bool {
        let ((left, top), (right, bottom)) = corners(area);
        let overlaps = |id: &WallId| self.entries.get(id).is_some_and(|entry| entry.rect.overlaps(area));
        let mut cells = (left..=right).flat_map(|x| self.cells.range((x, top)..=(x, bottom)));
        !cells.any(|(_, ids)| ids.iter().any(overlaps))
    }

    /// All things under a point, the topmost first.
    #[must_use]
    pub fn all_at(&self, point: Point) -> Vec<WallId> {
        let cell = self.cells.get(&cell_of(point.x, point.y)).map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<WallId> =
            cell.iter().copied().filter(|id| self.rect(*id).is_some_and(|rect| rect.contains(point))).collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found
    }

    /// The topmost thing under a point.
    #[must_use]
    pub fn at(&self, point: Point) -> Option<WallId> {
        self.all_at(point).first().copied()
    }

    /// Each thing with the part that stands for it, in the order of ids.
    pub(super) fn handles(&self) -> impl Iterator<Item = (WallId, Rect)> {
        self.entries.iter().map(|(id, entry)| (*id, entry.handle))
    }

    /// The part that stands for one thing.
    pub(super) fn handle(&self, id: WallId) -> Option<Rect> {
        self.entries.get(&id).map(|entry| entry.handle)
    }

    fn place_note(&mut self, id: NoteId, note: &Note) {
        self.insert(WallId::Note(id), note_rect(note), None);
    }

    fn place_cluster(&mut self, id: ClusterId, cluster: &Cluster, members: &[(NoteId, &Note)]) {
        let ClusterBox { size, header, members, .. } = cluster_layout(&cluster.name, members, cluster.collapsed);
        let at = |rect: Rect| rect.moved(cluster.pos.x, cluster.pos.y);
        let whole = Rect::at(cluster.pos, size);
        self.insert_entry(WallId::Cluster(id), Entry { rect: whole, handle: at(header), within: None });
        for (note, rect) in members {
            self.insert(WallId::Note(note), at(rect), Some(id));
        }
    }

    fn refresh_cluster(&mut self, board: &Board, id: ClusterId) {
        let former: Vec<WallId> =
            self.entries.iter().filter(|(_, entry)| entry.within == Some(id)).map(|(id, _)| *id).collect();
        for former in former {
            self.remove(former);
        }
        self.remove(WallId::Cluster(id));
        match board.clusters.get(&id) {
            Some(cluster) => {
                let members = board.members_of(id);
                for (note, _) in &members {
                    self.remove(WallId::Note(*note));
                }
                self.place_cluster(id, cluster, &members);
            }
            None => {
                for (note, value) in board.living_notes().filter(|(_, note)| note.cluster == Some(id)) {
                    self.place_note(note, value);
                }
            }
        }
    }

    fn insert_entry(&mut self, id: WallId, entry: Entry) {
        self.remove(id);
        for cell in cells_of(&entry.rect) {
            self.cells.entry(cell).or_default().push(id);
        }
        self.entries.insert(id, entry);
    }
}

/// The smallest rectangle around everything on a board's wall; none if it is empty.
#[must_use]
pub fn bounds(board: &Board) -> Option<Rect> {
    WallIndex::of(board).bounds()
}

/// What a viewport (px) with a margin (px) around it shows, in drawing order. The rest needs no element.
#[must_use]
pub fn visible_objects(index: &WallIndex, camera: &Camera, viewport: Size, margin: f64) -> Vec<WallId> {
    index.query(&camera.visible(viewport, margin))
}

fn cell_of(x: f64, y: f64) -> (i32, i32) {
    // Nothing lies beyond the reach; a rectangle that claims to is kept finite.
    let cell = |v: f64| (v.clamp(-4.0 * WALL_REACH, 4.0 * WALL_REACH) / CELL).floor() as i32;
    (cell(x), cell(y))
}

fn corners(rect: &Rect) -> ((i32, i32), (i32, i32)) {
    (cell_of(rect.x, rect.y), cell_of(rect.right(), rect.bottom()))
}

fn cells_of(rect: &Rect) -> impl Iterator<Item = (i32, i32)> + use<> {
    let ((left, top), (right, bottom)) = corners(rect);
    (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
}

#[cfg(test)]
#[path = "index_tests.rs"]
pub(super) mod tests;
