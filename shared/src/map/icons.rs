//! The drawings of kinds and faces, as SVG elements in a 24 × 24 box: stroked, round, 2 px wide.
//!
//! Kinds and the flag are from lucide-static 1.62.0 (ISC licence, <https://lucide.dev/license>); faces are our own.

use crate::model::{Emotion, NoteKind};

/// The elements of a kind's icon. An emotion's is the neutral face; its value has its own, see [`face`].
#[must_use]
pub fn kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Touchpoint => {
            r#"<path d="M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0"/><circle cx="12" cy="10" r="3"/>"#
        }
        NoteKind::Expectation => {
            r#"<path d="m10.065 12.493-6.18 1.318a.934.934 0 0 1-1.108-.702l-.537-2.15a1.07 1.07 0 0 1 .691-1.265l13.504-4.44"/><path d="m13.56 11.747 4.332-.924"/><path d="m16 21-3.105-6.21"/><path d="M16.485 5.94a2 2 0 0 1 1.455-2.425l1.09-.272a1 1 0 0 1 1.212.727l1.515 6.06a1 1 0 0 1-.727 1.213l-1.09.272a2 2 0 0 1-2.425-1.455z"/><path d="m6.158 8.633 1.114 4.456"/><path d="m8 21 3.105-6.21"/><circle cx="12" cy="13" r="2"/>"#
        }
        NoteKind::Experience => {
            r#"<path d="M4 16v-2.38C4 11.5 2.97 10.5 3 8c.03-2.72 1.49-6 4.5-6C9.37 2 10 3.8 10 5.5c0 3.11-2 5.66-2 8.68V16a2 2 0 1 1-4 0Z"/><path d="M20 20v-2.38c0-2.12 1.03-3.12 1-5.62-.03-2.72-1.49-6-4.5-6C14.63 6 14 7.8 14 9.5c0 3.11 2 5.66 2 8.68V20a2 2 0 1 0 4 0Z"/><path d="M16 17h4"/><path d="M4 13h4"/>"#
        }
        NoteKind::Emotion => face(Emotion::NEUTRAL),
        NoteKind::Barrier => {
            r#"<path d="M12 16h.01"/><path d="M12 8v4"/><path d="M15.312 2a2 2 0 0 1 1.414.586l4.688 4.688A2 2 0 0 1 22 8.688v6.624a2 2 0 0 1-.586 1.414l-4.688 4.688a2 2 0 0 1-1.414.586H8.688a2 2 0 0 1-1.414-.586l-4.688-4.688A2 2 0 0 1 2 15.312V8.688a2 2 0 0 1 .586-1.414l4.688-4.688A2 2 0 0 1 8.688 2z"/>"#
        }
        NoteKind::Need => {
            r#"<path d="M14 9.536V7a4 4 0 0 1 4-4h1.5a.5.5 0 0 1 .5.5V5a4 4 0 0 1-4 4 4 4 0 0 0-4 4c0 2 1 3 1 5a5 5 0 0 1-1 3"/><path d="M4 9a5 5 0 0 1 8 4 5 5 0 0 1-8-4"/><path d="M5 21h14"/>"#
        }
        NoteKind::Idea => {
            r#"<path d="M15 14c.2-1 .7-1.7 1.5-2.5 1-.9 1.5-2.2 1.5-3.5A6 6 0 0 0 6 8c0 1 .2 2.2 1.5 3.5.7.7 1.3 1.5 1.5 2.5"/><path d="M9 18h6"/><path d="M10 22h4"/>"#
        }
        NoteKind::Question => {
            r#"<circle cx="12" cy="12" r="10"/><path d="M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3"/><path d="M12 17h.01"/>"#
        }
    }
}

/// The elements of an emotion's face. The same drawings as `client/assets/icons/face-*.svg`.
#[must_use]
pub fn face(emotion: Emotion) -> &'static str {
    match emotion.value() {
        ..=-2 => {
            r#"<circle cx="12" cy="12" r="10"/><path d="m7 7.5 3 1.5"/><path d="m17 7.5-3 1.5"/><path d="M9 11.5v.01"/><path d="M15 11.5v.01"/><path d="M8 17.5a4.6 4.6 0 0 1 8 0Z"/>"#
        }
        -1 => {
            r#"<circle cx="12" cy="12" r="10"/><path d="M9 9.5v.5"/><path d="M15 9.5v.5"/><path d="M8 16.5a5.6 5.6 0 0 1 8 0"/>"#
        }
        0 => r#"<circle cx="12" cy="12" r="10"/><path d="M9 9.5v.5"/><path d="M15 9.5v.5"/><path d="M8 15.5h8"/>"#,
        1 => {
            r#"<circle cx="12" cy="12" r="10"/><path d="M9 9.5v.5"/><path d="M15 9.5v.5"/><path d="M8 14.5a5.6 5.6 0 0 0 8 0"/>"#
        }
        2.. => {
            r#"<circle cx="12" cy="12" r="10"/><path d="M7.5 9.5a1.7 1.7 0 0 1 3 0"/><path d="M13.5 9.5a1.7 1.7 0 0 1 3 0"/><path d="M7 13.5h10a5 5 0 0 1-10 0Z"/>"#
        }
    }
}

/// The emotion curve's lane. Our own drawing.
pub const CURVE: &str = r#"<path d="M2 15c4 0 4-9 8.5-9S15 18 22 18"/>"#;

/// The lane of barriers, needs, ideas and questions.
pub const MORE: &str =
    r#"<circle cx="12" cy="12" r="10"/><path d="M17 12h.01"/><path d="M12 12h.01"/><path d="M7 12h.01"/>"#;

/// The flag at a journey's start and end.
pub const FLAG: &str = r#"<path d="M4 22V4a1 1 0 0 1 .4-.8A6 6 0 0 1 8 2c3 0 5 2 7.333 2q2 0 3.067-.8A1 1 0 0 1 20 4v10a1 1 0 0 1-.4.8A6 6 0 0 1 16 16c-3 0-5-2-8-2a6 6 0 0 0-4 1.528"/>"#;
