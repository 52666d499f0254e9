//! Small parts that every screen uses: buttons, icons, dialogs, faces, people's marks.

use leptos::prelude::*;

/// An icon of the sprite, by its name; silent to screen readers.
#[component]
pub fn Icon(
    /// The symbol's id in the sprite.
    name: &'static str,
) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use href=crate::browser::place::sprite(name)></use></svg> }
}
