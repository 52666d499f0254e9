//! Icons of the sprite, alone and as buttons.

use journeyboard_shared::words::Word;

use crate::browser::place;
use crate::model::tongue;
use crate::prelude::*;

/// An icon of the sprite, by its name; silent to screen readers.
#[component]
pub fn Icon(
    /// The symbol's id in the sprite.
    name: &'static str,
) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use href=place::sprite(name)></use></svg> }
}

/// A button that shows only an icon; its label is a tooltip and what screen readers say.
#[component]
pub fn IconButton(
    /// What it does, as a verb.
    label: Word,
    /// The symbol's id in the sprite.
    icon: &'static str,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// Where the tooltip stands: `above`, `left`, `right`, `start`, `end`; below if nothing is said.
    #[prop(optional)]
    tip: &'static str,
) -> impl IntoView {
    let t = tongue();
    let label = move || t.say(label);
    view! {
        <button type="button" class="icon-button" aria-label=label data-tip=label data-tip-at=tip on:click=move |_| on_press.run(())>
            <Icon name=icon />
        </button>
    }
}
