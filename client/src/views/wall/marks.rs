//! The pictures of kinds and faces on the wall's notes, hung up once as CSS images. A drawing of its own in each note would
//! cost the browser five nodes of its picture of the page and a layer's work in each frame in which notes come; an image
//! costs nothing but its paint.

use std::fmt::Write;

use journeyboard_shared::map::icons;
use journeyboard_shared::map::palette::Theme;
use journeyboard_shared::model::{Emotion, Note, NoteKind};

use crate::browser::dom;

/// Hangs up the pictures.
pub(super) fn hang() {
    for kind in NoteKind::ALL {
        dom::set_page_style(&format!("--mark-{}", kind.key()), &both(icons::kind(kind), kind));
    }
    for emotion in Emotion::ALL {
        dom::set_page_style(&face(emotion), &both(icons::face(emotion), NoteKind::Emotion));
    }
}

/// The style of the element that shows a note's picture.
pub(super) fn style(kind: NoteKind, emotion: Option<Emotion>) -> String {
    match emotion {
        Some(emotion) => format!("background-image:var({})", face(emotion)),
        None => format!("background-image:var(--mark-{})", kind.key()),
    }
}

/// The custom properties of all pictures: the kinds', then the faces'.
pub(super) fn names() -> impl Iterator<Item = String> {
    NoteKind::ALL.into_iter().map(|kind| format!("--mark-{}", kind.key())).chain(Emotion::ALL.into_iter().map(face))
}

/// Which of [`names`] is a note's.
pub(super) fn number(note: &Note) -> usize {
    match note.emotion.filter(|_| note.kind == NoteKind::Emotion) {
        Some(emotion) => NoteKind::ALL.len() + usize::try_from(emotion.value() + 2).unwrap_or_default(),
        None => note.kind as usize,
    }
}

fn face(emotion: Emotion) -> String {
    format!("--mark-face-{}", emotion.value() + 2)
}

/// A drawing in the edge colour of a kind, one for each theme (see `00-tokens.css`).
fn both(drawing: &str, kind: NoteKind) -> String {
    let of = |theme: Theme| image(drawing, theme.shade(kind).edge);
    format!("var(--light, {}) var(--dark, {})", of(Theme::Light), of(Theme::Dark))
}

fn image(drawing: &str, stroke: &str) -> String {
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{stroke}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{drawing}</svg>"#
    );
    let mut url = String::with_capacity(svg.len() + svg.len() / 2);
    for c in svg.chars() {
        if matches!(c, '"' | '#' | '%' | '<' | '>') {
            let _ = write!(url, "%{:02X}", u32::from(c));
        } else {
            url.push(c);
        }
    }
    format!("url(\"data:image/svg+xml,{url}\")")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_becomes_an_address_that_css_can_hold() {
        let image = image(r#"<path d="M2 15c4 0 4-9"/>"#, "#2f6aef");
        assert!(image.starts_with("url(\"data:image/svg+xml,%3Csvg ") && image.ends_with("%3C/svg%3E\")"));
        assert!(image.contains("stroke=%22%232f6aef%22") && image.contains("d=%22M2 15c4 0 4-9%22"));
        let address = image.trim_start_matches("url(\"").trim_end_matches("\")");
        assert!(!address.contains(['"', '<', '#']));
    }
}
