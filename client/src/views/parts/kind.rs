//! The icon of a kind of note, in the kind's colour. Silent: the kind's name stands or is said beside it.

use journeyboard_shared::model::{Emotion, NoteKind};

use super::face;
use crate::browser::place;
use crate::prelude::*;

/// The icon of a kind; an emotion with a value shows its face.
#[component]
pub fn KindIcon(
    /// The kind.
    kind: NoteKind,
    /// The value of an emotion.
    #[prop(optional_no_strip)]
    emotion: Option<Emotion>,
) -> impl IntoView {
    let symbol = emotion.map_or_else(|| symbol(kind), face::symbol);
    view! { <svg class="icon kind-icon" data-kind=kind.key() aria-hidden="true"><use href=place::sprite(symbol)></use></svg> }
}

fn symbol(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Touchpoint => "map-pin",
        NoteKind::Expectation => "telescope",
        NoteKind::Experience => "footprints",
        NoteKind::Emotion => "face-0",
        NoteKind::Barrier => "octagon-alert",
        NoteKind::Need => "sprout",
        NoteKind::Idea => "lightbulb",
        NoteKind::Question => "circle-help",
    }
}

#[cfg(test)]
mod tests {
    use journeyboard_shared::map::palette::{DARK, LIGHT};
    use journeyboard_shared::model::NoteKind;

    #[test]
    fn the_wall_has_the_colours_of_the_poster() {
        let tokens = include_str!("../../../style/00-tokens.css");
        for kind in NoteKind::ALL {
            let (light, dark) = (LIGHT[kind as usize], DARK[kind as usize]);
            for (part, light, dark) in
                [("tint", light.tint, dark.tint), ("edge", light.edge, dark.edge), ("text", light.text, dark.text)]
            {
                let line = format!("--kind-{}-{part}: var(--light, {light}) var(--dark, {dark});", kind.key());
                assert!(tokens.contains(&line), "client/style/00-tokens.css lacks {line}");
            }
        }
    }
}
