//! Where a template's pieces lie on the wall: a column for each stage, in it its touchpoints with their notes below them;
//! then what is not placed yet; then clusters; then loose notes. Nothing overlaps.

use journeyboard_shared::ids::NoteId;
use journeyboard_shared::model::{Note, Point};
use journeyboard_shared::wall::{NOTE_WIDTH, Size, cluster_layout, note_height};
use uuid::Uuid;

use super::content::{ByPath, ClusterOf, Content, NoteOf, TouchpointOf};

/// Where each piece lies, by its path.
pub(super) type Places = ByPath;

/// Between loose notes.
const GAP: f64 = 16.0;
/// Between the groups of a column.
const GROUP_GAP: f64 = 64.0;
/// Between columns, and between what is above and below.
const COLUMN_GAP: f64 = 96.0;
/// A template without touchpoints in its stages is still a wall, not a pillar.
const WIDTH_MIN: f64 = 2_400.0;

/// Places for everything.
pub(super) fn places(content: &Content) -> Places {
    let mut places = Places::new();
    let (mut width, mut bottom) = (0.0_f64, 0.0_f64);
    let mut x = 0.0;
    for (n, stage) in content.stages.iter().enumerate() {
        let mut y = 0.0;
        let mut column: f64 = 0.0;
        for (t, touchpoint) in stage.touchpoints.iter().enumerate() {
            let size = group(touchpoint, &format!("stages/{n}/{t}"), Point::new(x, y), &mut places);
            y += size.height + GROUP_GAP;
            column = column.max(size.width);
        }
        if column > 0.0 {
            width = x + column;
            x += column + COLUMN_GAP;
            bottom = bottom.max(y - GROUP_GAP + COLUMN_GAP);
        }
    }
    let mut flow = Flow { width: width.max(WIDTH_MIN), x: 0.0, y: bottom, row: 0.0 };
    for (n, touchpoint) in content.unplaced.iter().enumerate() {
        let size = group(touchpoint, "", Point::default(), &mut Places::new());
        let at = flow.put(size, GROUP_GAP);
        group(touchpoint, &format!("unplaced/{n}"), at, &mut places);
    }
    flow.new_row(COLUMN_GAP);
    for (n, cluster) in content.clusters.iter().enumerate() {
        place_cluster(cluster, &format!("clusters/{n}"), &mut flow, &mut places);
    }
    flow.new_row(COLUMN_GAP);
    for (n, note) in content.loose.iter().enumerate() {
        let at = flow.put(size_of(note), GAP);
        places.insert(format!("loose/{n}"), at);
    }
    places
}

/// A touchpoint and its notes as the cluster that they make; answers how much room it takes.
fn group(touchpoint: &TouchpointOf, path: &str, at: Point, places: &mut Places) -> Size {
    let head = touchpoint.head();
    places.insert(format!("{path}/group"), at);
    if touchpoint.notes.is_empty() {
        places.insert(path.to_owned(), at);
        return size_of(&head);
    }
    let notes: Vec<(NoteId, Note)> =
        std::iter::once(&head).chain(&touchpoint.notes).enumerate().map(numbered).collect();
    let members: Vec<(NoteId, &Note)> = notes.iter().map(|(id, note)| (*id, note)).collect();
    let laid = cluster_layout("", &members, false);
    for (id, rect) in laid.members {
        let place = match notes.iter().position(|(known, _)| *known == id) {
            Some(0) | None => path.to_owned(),
            Some(n) => format!("{path}/{}", n - 1),
        };
        places.insert(place, Point::new(at.x + rect.x, at.y + rect.y));
    }
    laid.size
}

fn numbered((n, note): (usize, &NoteOf)) -> (NoteId, Note) {
    (NoteId::from(Uuid::from_u128(n as u128)), plain(note))
}

/// A cluster, and its notes where it draws them: so they lie well when it is split.
fn place_cluster(cluster: &ClusterOf, path: &str, flow: &mut Flow, places: &mut Places) {
    let notes: Vec<(NoteId, Note)> = cluster.notes.iter().enumerate().map(numbered).collect();
    let members: Vec<(NoteId, &Note)> = notes.iter().map(|(id, note)| (*id, note)).collect();
    let laid = cluster_layout(&cluster.name, &members, false);
    let at = flow.put(laid.size, GROUP_GAP);
    places.insert(path.to_owned(), at);
    for (id, rect) in laid.members {
        if let Some(n) = notes.iter().position(|(known, _)| *known == id) {
            places.insert(format!("{path}/{n}"), Point::new(at.x + rect.x, at.y + rect.y));
        }
    }
}

fn plain(note: &NoteOf) -> Note {
    Note {
        kind: note.kind,
        text: note.text.clone(),
        pos: Point::default(),
        author: None,
        emotion: None,
        touchpoint: None,
        cluster: None,
        order: String::new(),
        deleted: false,
    }
}

fn size_of(note: &NoteOf) -> Size {
    Size::new(NOTE_WIDTH, note_height(&note.text, note.kind))
}

/// Boxes from left to right, in rows of a width.
struct Flow {
    width: f64,
    x: f64,
    y: f64,
    row: f64,
}

impl Flow {
    fn put(&mut self, size: Size, gap: f64) -> Point {
        if self.x > 0.0 && self.x + size.width > self.width {
            self.new_row(gap);
        }
        let at = Point::new(self.x, self.y);
        self.x += size.width + gap;
        self.row = self.row.max(size.height);
        at
    }

    fn new_row(&mut self, gap: f64) {
        if self.row > 0.0 {
            self.y += self.row + gap;
        }
        (self.x, self.row) = (0.0, 0.0);
    }
}
