//! Every colour of notes and maps, once, for both themes. The client's CSS variables are copied from here.
//!
//! Edges are chosen so that each pair stays apart for normal sight and for the three dichromacies (the test below
//! computes it), at least 3:1 against their tint; text is at least 7:1 on its tint. Knows no note, only kinds.

use crate::model::NoteKind;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// Dark ink on white paper; what is printed.
    #[default]
    Light,
    /// Light ink on near black.
    Dark,
}

/// How a kind of note is coloured; each `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shade {
    /// The note's ground.
    pub tint: &'static str,
    /// Its edge and icon, and the kind's lines.
    pub edge: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// What is not a note; each `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// The ground of everything.
    pub ground: &'static str,
    /// Stage headers and other raised fields.
    pub field: &'static str,
    /// Hairlines between lanes.
    pub line: &'static str,
    /// Titles and names.
    pub ink: &'static str,
    /// Captions, labels, department letters: at least 4.5:1 on ground, field and every tint.
    pub muted: &'static str,
}

const fn shade(tint: &'static str, edge: &'static str, text: &'static str) -> Shade {
    Shade { tint, edge, text }
}

/// Light shades, in the order of [`NoteKind::ALL`].
pub const LIGHT: [Shade; 8] = [
    shade("#e9f0fe", "#2f6aef", "#1b1c20"), // touchpoint: blue
    shade("#f2ecfa", "#5b2a91", "#1b1c20"), // expectation: violet
    shade("#e2f5f2", "#079c8a", "#1b1c20"), // experience: teal
    shade("#fdf2e0", "#cb7200", "#1b1c20"), // emotion: amber
    shade("#fdebe8", "#ab1e0a", "#1b1c20"), // barrier: red
    shade("#e5f3ea", "#0e6637", "#1b1c20"), // need: green
    shade("#f4f9e3", "#7a9841", "#1b1c20"), // idea: lime
    shade("#f0f1f3", "#5f6163", "#1b1c20"), // question: grey
];

/// Dark shades, in the order of [`NoteKind::ALL`].
pub const DARK: [Shade; 8] = [
    shade("#1d2940", "#75a2fe", "#f3f3f6"), // touchpoint: blue
    shade("#292040", "#8f60fa", "#f3f3f6"), // expectation: violet
    shade("#123031", "#38dfe0", "#f3f3f6"), // experience: teal
    shade("#382911", "#f09a1c", "#f3f3f6"), // emotion: amber
    shade("#3a1e1c", "#e8524c", "#f3f3f6"), // barrier: red
    shade("#1c3122", "#7fc97c", "#f3f3f6"), // need: green
    shade("#303312", "#dde63e", "#f3f3f6"), // idea: lime
    shade("#2b2c31", "#b0b0b4", "#f3f3f6"), // question: grey
];

/// The light paper.
pub const LIGHT_PAPER: Paper =
    Paper { ground: "#ffffff", field: "#f1f2f4", line: "#dcdee3", ink: "#1b1c20", muted: "#5b5e68" };

/// The dark paper.
pub const DARK_PAPER: Paper =
    Paper { ground: "#17181b", field: "#26282d", line: "#36383f", ink: "#f3f3f6", muted: "#b3b5be" };

impl Theme {
    /// How a kind is coloured.
    #[must_use]
    pub fn shade(self, kind: NoteKind) -> Shade {
        let shades = match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
        };
        shades[kind as usize]
    }

    /// What is not a note.
    #[must_use]
    pub fn paper(self) -> Paper {
        match self {
            Self::Light => LIGHT_PAPER,
            Self::Dark => DARK_PAPER,
        }
    }
}

#[cfg(test)]
#[path = "palette_tests.rs"]
mod tests;
