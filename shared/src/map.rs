//! The journey map as a poster: where each header, lane, note and the emotion curve stands, and how that is drawn as SVG.
//!
//! One layout for screen and files: [`layout`] answers with rectangles and lines of text in px at 100 %; the client
//! draws them as elements, [`to_svg`] as a picture. Pure and deterministic: the same board gives the same bytes.
//! Refuses to know browsers, clocks (a date comes in as text) and how the board is stored.

mod cells;
mod columns;
mod curve;
mod departments;
mod frame;
pub mod icons;
mod layout;
mod legend;
pub mod palette;
mod pen;
#[cfg(test)]
pub(crate) mod sample;
mod svg;

pub use curve::{Curve, CurvePoint, mean_text};
pub use departments::department_marks;
pub use layout::layout;
pub use svg::{SvgOptions, to_svg};

use crate::ids::{JourneyId, NoteId, StageId, StepId};
use crate::model::{Emotion, NoteKind, Point};
use crate::text::Weight;
use crate::wall::Rect;
use crate::words::{Locale, Word, map as words};

/// A touchpoint's column, gaps included, in px. With a width to fill, columns grow to at most [`COLUMN_WIDTH_MAX`].
pub const COLUMN_WIDTH: f64 = 200.0;
/// A column's greatest width, in px.
pub const COLUMN_WIDTH_MAX: f64 = 320.0;
/// From a note's left edge to its text, in px; the icon and the department's letters stand there.
pub const NOTE_GUTTER: f64 = 34.0;
/// From a note's top edge to its first line, in px; the same at the bottom.
pub const NOTE_PAD: f64 = 8.0;
/// Size of a note's text and height of its line, in px.
pub const NOTE_TYPE: (f64, f64) = (14.0, 20.0);

/// One row of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// The touchpoints themselves.
    Touchpoint,
    /// What customers expect there (M30).
    Expectation,
    /// What they experience there (M30).
    Experience,
    /// The curve through the means of the emotions (M30).
    Curve,
    /// The emotions in words.
    Emotion,
    /// Barriers, needs, ideas, questions; only there if the map has any.
    More,
}

impl Lane {
    /// All lanes from top to bottom.
    pub const ALL: [Self; 6] =
        [Self::Touchpoint, Self::Expectation, Self::Experience, Self::Curve, Self::Emotion, Self::More];

    /// The lane in which notes of a kind stand.
    #[must_use]
    pub fn of(kind: NoteKind) -> Self {
        match kind {
            NoteKind::Touchpoint => Self::Touchpoint,
            NoteKind::Expectation => Self::Expectation,
            NoteKind::Experience => Self::Experience,
            NoteKind::Emotion => Self::Emotion,
            NoteKind::Barrier | NoteKind::Need | NoteKind::Idea | NoteKind::Question => Self::More,
        }
    }

    /// The lane's name.
    #[must_use]
    pub fn name(self) -> Word {
        match self {
            Self::Touchpoint => words::LANE_TOUCHPOINT,
            Self::Expectation => words::LANE_EXPECTATION,
            Self::Experience => words::LANE_EXPERIENCE,
            Self::Curve => words::LANE_CURVE,
            Self::Emotion => words::LANE_EMOTION,
            Self::More => words::LANE_MORE,
        }
    }
}

/// What the map is laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Setting {
    /// A window with its own chrome: no title, legend, footer; small margins.
    Screen,
    /// A sheet that stands alone.
    #[default]
    Poster,
}

/// How a map is laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct MapOptions<'a> {
    /// The language of what the map itself says.
    pub locale: Locale,
    /// For a window or a sheet.
    pub setting: Setting,
    /// The lanes to show; their order is always that of [`Lane::ALL`].
    pub lanes: &'a [Lane],
    /// A width to fill, in px: columns grow up to it. The map never gets narrower than its content.
    pub width_hint: Option<f64>,
    /// A date to print under the title, as the reader should see it.
    pub date: &'a str,
}

impl Default for MapOptions<'_> {
    fn default() -> Self {
        Self { locale: Locale::En, setting: Setting::Poster, lanes: &Lane::ALL, width_hint: None, date: "" }
    }
}

/// At which edge of its rectangle a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Left.
    #[default]
    Start,
    /// In the middle.
    Middle,
    /// Right.
    End,
}

/// Lines of text in a rectangle. A line's baseline is 0.35 × `size` below the middle of its line height.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBox {
    /// Where it stands; as high as its lines.
    pub rect: Rect,
    /// The lines as they are set.
    pub lines: Vec<String>,
    /// Size of the type, in px.
    pub size: f64,
    /// Height of a line, in px.
    pub line: f64,
    /// Weight of the type.
    pub weight: Weight,
    /// At which edge it stands.
    pub align: Align,
}

/// The header above a stage's touchpoints.
#[derive(Debug, Clone, PartialEq)]
pub struct StageBox {
    /// The stage.
    pub stage: StageId,
    /// From 1.
    pub number: usize,
    /// The header.
    pub rect: Rect,
    /// Its name, within the header.
    pub name: TextBox,
    /// From the header's top to the last lane's bottom: all that belongs to the stage.
    pub body: Rect,
    /// What stands in the touchpoint lane of a stage that has none.
    pub hint: Option<TextBox>,
}

/// A touchpoint's column. A touchpoint that stands in a journey twice has two.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnBox {
    /// The place in the journey.
    pub step: StepId,
    /// The touchpoint that stands there.
    pub touchpoint: NoteId,
    /// The stage.
    pub stage: StageId,
    /// From the first lane's top to the last lane's bottom.
    pub rect: Rect,
}

/// A row across the map.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneBox {
    /// Which.
    pub lane: Lane,
    /// All of it, name included.
    pub rect: Rect,
    /// The part at the left with the name (stays in sight while the map scrolls).
    pub head: Rect,
    /// The name, within the head.
    pub name: TextBox,
}

/// A note in a cell. Its text begins [`NOTE_GUTTER`] right of and [`NOTE_PAD`] below the corner, in [`NOTE_TYPE`].
#[derive(Debug, Clone, PartialEq)]
pub struct NoteBox {
    /// The note.
    pub note: NoteId,
    /// The place in the journey under which it stands here.
    pub step: StepId,
    /// The row.
    pub lane: Lane,
    /// Where.
    pub rect: Rect,
    /// Its text as it is set; ends with "…" where it was cut.
    pub lines: Vec<String>,
    /// Its kind, for colour and icon.
    pub kind: NoteKind,
    /// Two letters for its author's department, see [`department_marks`].
    pub department: Option<String>,
    /// Its value, for the face; only on emotion notes.
    pub emotion: Option<Emotion>,
}

/// A cell without a note: here the screen can offer to add one. The curve has no cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EmptyCell {
    /// The place in the journey.
    pub step: StepId,
    /// Its touchpoint.
    pub touchpoint: NoteId,
    /// The row.
    pub lane: Lane,
    /// Where a first note would stand.
    pub rect: Rect,
}

/// What a line of the legend explains.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A kind's icon.
    Kind(NoteKind),
    /// A department's two letters.
    Department(String),
    /// The point of the curve.
    Mean,
    /// The bar behind it.
    Spread,
    /// The dashed line.
    Gap,
}

/// A line of the legend: a mark of 16 × 16 px at the left of `rect`, then its label.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendItem {
    /// What is explained.
    pub mark: Mark,
    /// All of it.
    pub rect: Rect,
    /// What it means.
    pub label: TextBox,
}

/// Where everything on a map stands, in px; all within 0…`width` × 0…`height`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MapLayout {
    /// The journey that is shown, whether or not the board has it.
    pub journey: Option<JourneyId>,
    /// The sheet's width.
    pub width: f64,
    /// The sheet's height.
    pub height: f64,
    /// Title (28 px) and what stands under it; none on a screen.
    pub heading: Vec<TextBox>,
    /// What starts the journey; a flag of 16 × 16 px stands left of its first line. None while nobody wrote it.
    pub start: Option<TextBox>,
    /// What ends the journey; right-aligned, the flag at the right of its first line.
    pub end: Option<TextBox>,
    /// The arrow of time between the two.
    pub axis: Option<(Point, Point)>,
    /// The stages' headers.
    pub stages: Vec<StageBox>,
    /// The touchpoints' columns, from left to right.
    pub columns: Vec<ColumnBox>,
    /// The rows, from top to bottom.
    pub lanes: Vec<LaneBox>,
    /// The notes, column by column within each lane.
    pub notes: Vec<NoteBox>,
    /// The cells without notes.
    pub empty: Vec<EmptyCell>,
    /// The emotion curve, if its lane is shown.
    pub curve: Option<Curve>,
    /// What a journey without stages says.
    pub hint: Option<TextBox>,
    /// What the marks mean; none on a screen.
    pub legend: Vec<LegendItem>,
    /// What the map counts, and who made it; none on a screen.
    pub footer: Vec<TextBox>,
}

impl MapLayout {
    /// The whole cell where a step's column meets a lane.
    #[must_use]
    pub fn cell(&self, step: StepId, lane: Lane) -> Option<Rect> {
        let column = self.columns.iter().find(|column| column.step == step)?.rect;
        let row = self.lanes.iter().find(|row| row.lane == lane)?.rect;
        Some(Rect::new(column.x, row.y, column.width, row.height))
    }
}
