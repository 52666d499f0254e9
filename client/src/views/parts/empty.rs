//! Where nothing is yet: what to do next.

use journeyboard_shared::words::Word;

use super::Icon;
use crate::model::tongue;
use crate::prelude::*;

/// An empty state: an icon, what is missing, what to do, and the button that does it.
#[component]
pub fn EmptyState(
    /// The symbol's id in the sprite.
    icon: &'static str,
    /// What is missing.
    title: Word,
    /// What to do next.
    text: Word,
    /// The button that does it, if there is one.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let t = tongue();
    view! {
        <div class="empty">
            <Icon name=icon />
            <h3>{move || t.say(title)}</h3>
            <p>{move || t.say(text)}</p>
            {children.map(|children| children())}
        </div>
    }
}
