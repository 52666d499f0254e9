//! What the map view shows and what goes on in it: the layout, followed at most once per frame, the zoom, the focus,
//! what is being written. Every part of the view gets it; positions come from [`journeyboard_shared::map`] alone.

use std::collections::HashMap;
use std::sync::Arc;

use journeyboard_shared::ids::{NoteId, StepId};
use journeyboard_shared::map::{Lane, MapLayout, MapOptions, NoteBox, Setting, layout};
use journeyboard_shared::model::Board;
use journeyboard_shared::rules::Operation;
use journeyboard_shared::wall::Rect;

use crate::browser::clock::OnFrame;
use crate::browser::dom;
use crate::gestures::map::Stop;
use crate::model::{Room, Stage, Tongue, tongue};
use crate::prelude::*;
use crate::views::sequence::focus::FocusKeeper;

/// The element that scrolls.
pub(super) const SCROLL: &str = "map-scroll";
/// Narrower windows get their lanes' names in small type under their icons, in px.
const NARROW: f64 = 640.0;
/// The lanes' names, from the map's edge to the first column, in px; and the same where there is little room.
const HEAD: f64 = 168.0;
const STRIP: f64 = 84.0;
/// The smallest scale of a map that is fitted.
const FIT_LEAST: f64 = 0.3;
/// Something on the map that can have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// A note in a column.
    Note(NoteId, StepId),
    /// A cell without notes.
    Empty(StepId, Lane),
    /// A point of the curve.
    Point(StepId),
}

impl Place {
    /// The id of its element.
    pub(super) fn element_id(self) -> String {
        match self {
            Self::Note(note, step) => format!("map-note-{note}-{step}"),
            Self::Empty(step, lane) => format!("map-add-{step}-{}", lane as u8),
            Self::Point(step) => format!("map-point-{step}"),
        }
    }
}

/// The layout, and where to find things in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Drawn {
    pub(super) map: MapLayout,
    notes: HashMap<(NoteId, StepId), usize>,
    cells: HashMap<(StepId, Lane), Vec<NoteId>>,
    /// What touchpoints are called.
    pub(super) names: HashMap<NoteId, String>,
}

impl Drawn {
    fn of(board: &Board, options: &MapOptions<'_>) -> Self {
        let Some(journey) = board.main_journey() else { return Self::default() };
        let map = layout(board, journey, options);
        let mut drawn = Self::default();
        for (i, note) in map.notes.iter().enumerate() {
            drawn.notes.insert((note.note, note.step), i);
            drawn.cells.entry((note.step, note.lane)).or_default().push(note.note);
        }
        for column in &map.columns {
            let text = board.note(column.touchpoint).map_or("", |note| note.text.trim());
            drawn.names.insert(column.touchpoint, text.to_owned());
        }
        drawn.map = map;
        drawn
    }

    pub(super) fn note(&self, note: NoteId, step: StepId) -> Option<&NoteBox> {
        self.map.notes.get(*self.notes.get(&(note, step))?)
    }

    pub(super) fn notes_in(&self, step: StepId, lane: Lane) -> Vec<NoteId> {
        self.cells.get(&(step, lane)).cloned().unwrap_or_default()
    }

    /// Where the focus goes when a note of a column is taken away: to the nearest of its cell, to the cell that it leaves
    /// empty, else to the touchpoint.
    pub(super) fn without(&self, note: NoteId, step: StepId) -> Option<Place> {
        let own = self.note(note, step)?;
        let others =
            self.map.notes.iter().filter(|other| other.step == step && other.lane == own.lane && other.note != note);
        let distance = |other: &&NoteBox| (other.rect.y - own.rect.y).abs();
        match others.min_by(|a, b| distance(a).total_cmp(&distance(b))) {
            Some(other) => Some(Place::Note(other.note, step)),
            None if own.lane == Lane::Touchpoint => None,
            None if own.lane == Lane::More => self.touchpoint(step).map(|id| Place::Note(id, step)),
            None => Some(Place::Empty(step, own.lane)),
        }
    }

    /// The touchpoint of a column.
    fn touchpoint(&self, step: StepId) -> Option<NoteId> {
        self.map.columns.iter().find(|column| column.step == step).map(|column| column.touchpoint)
    }

    pub(super) fn lane(&self, lane: Lane) -> Option<&Rect> {
        self.map.lanes.iter().find(|row| row.lane == lane).map(|row| &row.rect)
    }

    pub(super) fn column(&self, step: StepId) -> Option<&Rect> {
        self.map.columns.iter().find(|column| column.step == step).map(|column| &column.rect)
    }

    /// Everything that can have the focus.
    pub(super) fn stops(&self, has_empty: bool) -> Vec<Stop<Place>> {
        let notes = self.map.notes.iter().map(|note| Stop {
            place: Place::Note(note.note, note.step),
            lane: note.lane,
            rect: note.rect,
        });
        let empty = self.map.empty.iter().filter(|_| has_empty).map(|cell| Stop {
            place: Place::Empty(cell.step, cell.lane),
            lane: cell.lane,
            rect: cell.rect,
        });
        let points = self.map.curve.iter().flat_map(|curve| &curve.points).map(|point| Stop {
            place: Place::Point(point.step),
            lane: Lane::Curve,
            rect: Rect::new(point.x - 12.0, point.y - 12.0, 24.0, 24.0),
        });
        notes.chain(empty).chain(points).collect()
    }
}

/// How the map is scaled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Zoom {
    /// As it is read.
    Whole,
    /// So that all of it is seen.
    Fit,
}

/// A small menu over the map.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Offer {
    /// What it offers.
    pub(super) what: Offered,
    /// Where the focus goes back to.
    pub(super) opener: String,
    /// Where its button is on the screen, in px.
    pub(super) anchor: Rect,
}

/// What a menu over the map offers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Offered {
    /// A face for a note.
    FaceOf(NoteId),
    /// A new emotion at a touchpoint, by its face.
    NewEmotion(StepId, NoteId),
    /// A new note at a touchpoint, of any kind or of those of the last lane.
    NewNote(StepId, NoteId, Lane),
}

/// The map view's own state.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) room: Room,
    pub(super) front: Stage,
    pub(super) tongue: Tongue,
    pub(super) drawn: RwSignal<Arc<Drawn>>,
    pub(super) zoom: RwSignal<Zoom>,
    /// The width and height that are there for the map, in px.
    pub(super) room_px: RwSignal<(f64, f64)>,
    /// What had the focus last: the tab key comes back to it.
    pub(super) current: RwSignal<Option<Place>>,
    /// What the tab key comes to.
    pub(super) tabbed: Memo<Option<Place>>,
    /// The note that is being written, and in which column.
    pub(super) editing: RwSignal<Option<(NoteId, StepId)>>,
    /// The note that was just made and has no text yet.
    pub(super) newborn: RwSignal<Option<NoteId>>,
    pub(super) offer: RwSignal<Option<Offer>>,
    focus: FocusKeeper,
}

impl Sheet {
    pub(super) fn new(room: Room, front: Stage) -> Self {
        let (drawn, current) = (RwSignal::new(Arc::new(Drawn::default())), RwSignal::new(None));
        let tabbed = Memo::new(move |_| {
            let current = current.get();
            drawn.with(|drawn| {
                let is_there = |place: &Place| match place {
                    Place::Note(note, step) => drawn.note(*note, *step).is_some(),
                    Place::Empty(step, lane) => {
                        drawn.map.empty.iter().any(|cell| cell.step == *step && cell.lane == *lane)
                    }
                    Place::Point(_) => true,
                };
                let first = drawn.map.notes.first().map(|note| Place::Note(note.note, note.step));
                current.filter(is_there).or(first)
            })
        });
        let sheet = Self {
            room,
            front,
            tongue: tongue(),
            drawn,
            zoom: RwSignal::new(Zoom::Whole),
            room_px: RwSignal::new((0.0, 0.0)),
            current,
            tabbed,
            editing: RwSignal::new(None),
            newborn: RwSignal::new(None),
            offer: RwSignal::new(None),
            focus: FocusKeeper::new(),
        };
        sheet.follow();
        sheet
    }

    /// Lays the map out now, then at most once per frame whenever the board, the language or the room for it changed.
    fn follow(self) {
        let draw = move || {
            let (Some(zoom), Some((width, _)), locale) =
                (self.zoom.try_get_untracked(), self.room_px.try_get_untracked(), self.tongue.locale_now())
            else {
                return;
            };
            let fills = zoom == Zoom::Whole && width >= NARROW;
            let options = MapOptions {
                locale,
                setting: Setting::Screen,
                width_hint: fills.then_some(width),
                ..MapOptions::default()
            };
            let now = self.room.with_board(|board| Drawn::of(board, &options)).unwrap_or_default();
            if self.drawn.try_with_untracked(|drawn| **drawn != now).unwrap_or(false) {
                self.drawn.try_set(Arc::new(now));
            }
        };
        draw();
        let frame = StoredValue::new_local(OnFrame::new(draw));
        Effect::new(move |_| {
            self.room.board.map.track();
            self.room_px.track();
            self.zoom.track();
            let _ = self.tongue.locale();
            frame.with_value(OnFrame::ask);
        });
    }

    /// Whether lanes' names are in small type.
    pub(super) fn is_narrow(self) -> bool {
        let (width, _) = self.room_px.get();
        width > 0.0 && width < NARROW
    }

    /// How wide the lanes' heads are, in px, and by how much the columns stand further left than they are laid out.
    pub(super) fn head(self) -> (f64, f64) {
        if self.is_narrow() { (STRIP, HEAD - STRIP) } else { (HEAD, 0.0) }
    }

    /// The scale.
    pub(super) fn scale(self) -> f64 {
        if self.zoom.get() == Zoom::Whole {
            return 1.0;
        }
        let ((width, height), (_, shift)) = (self.room_px.get(), self.head());
        self.drawn.with(|drawn| {
            let scale = (width / (drawn.map.width - shift)).min(height / drawn.map.height);
            if scale.is_finite() { scale.clamp(FIT_LEAST, 1.0) } else { 1.0 }
        })
    }

    /// Whether this person may add notes. Follows the role.
    pub(super) fn may_add(self) -> bool {
        self.room.may_at_all(Operation::CreateNote)
    }

    /// What a touchpoint is called.
    pub(super) fn name(self, touchpoint: NoteId) -> String {
        self.drawn.with(|drawn| drawn.names.get(&touchpoint).cloned()).unwrap_or_default()
    }

    /// Puts the focus on something as soon as it is there.
    pub(super) fn focus_on(self, place: Place) {
        self.current.set(Some(place));
        self.focus_id(place.element_id());
    }

    /// Puts the focus on an element as soon as it is there.
    pub(super) fn focus_id(self, id: String) {
        self.focus.keep(id);
    }

    /// Opens a small menu at an element.
    pub(super) fn open(self, what: Offered, opener: String) {
        let Some(button) = dom::by_id(&opener) else { return };
        let (x, y, width, height) = dom::screen_rect(&button);
        self.offer.set(Some(Offer { what, opener, anchor: Rect::new(x, y, width, height) }));
    }
}
