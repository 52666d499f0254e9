//! The colours and stamps of a picture of the wall, in the theme of the page.

use std::collections::BTreeMap;

use journeyboard_shared::model::NoteKind;

use crate::browser::canvas::{self, Stamps};
use crate::views::wall::marks;

/// How many hues people have: `--person-0` to `--person-11`.
const PEOPLE: usize = 12;

/// The colours of one theme.
#[derive(Default)]
pub(super) struct Inks {
    /// In the order of [`NoteKind::ALL`].
    pub(super) kinds: [Ink; 8],
    pub(super) wall: String,
    pub(super) dot: String,
    pub(super) ground: String,
    pub(super) line: String,
    pub(super) accent: String,
    pub(super) text: String,
    pub(super) muted: String,
    pub(super) line_strong: String,
    /// The letters of departments by their names.
    pub(super) letters: BTreeMap<String, String>,
    pub(super) on_person: String,
    /// In the order of colours.
    pub(super) people: Vec<String>,
    /// Pictures of kinds and faces.
    pub(super) stamps: Stamps,
    pub(super) greek: String,
}

/// The colours of one kind.
#[derive(Default)]
pub(super) struct Ink {
    pub(super) tint: String,
    pub(super) edge: String,
    /// The line around the note: the edge's colour on the tint, as thin as in `50-wall.css`.
    pub(super) hairline: String,
    pub(super) text: String,
}

impl Inks {
    pub(super) fn mixed(letters: BTreeMap<String, String>) -> Self {
        let ink = |kind: NoteKind| {
            let of = |part: &str| canvas::css_variable(&format!("--kind-{}-{part}", kind.key()));
            let (tint, edge) = (of("tint"), of("edge"));
            Ink { hairline: format!("color-mix(in srgb, {edge} 26%, {tint})"), tint, edge, text: of("text") }
        };
        Self {
            kinds: NoteKind::ALL.map(ink),
            wall: canvas::css_variable("--ground"),
            dot: canvas::css_variable("--dot"),
            ground: canvas::css_variable("--cluster-ground"),
            line: canvas::css_variable("--line"),
            accent: canvas::css_variable("--accent"),
            text: canvas::css_variable("--ink"),
            greek: canvas::css_variable("--greek"),
            line_strong: canvas::css_variable("--line-strong"),
            letters,
            muted: canvas::css_variable("--muted"),
            on_person: canvas::css_variable("--on-person"),
            people: (0..PEOPLE).map(|n| canvas::css_variable(&format!("--person-{n}"))).collect(),
            stamps: Stamps::cut(marks::names().map(|name| canvas::css_variable(&name))),
        }
    }
}
