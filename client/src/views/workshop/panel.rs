//! The frame of a side panel: its name, its way out.

use journeyboard_shared::words::{Word, room as words};
use leptos::prelude::*;

use crate::model::{Stage, tongue};
use crate::views::parts::Icon;

/// A side panel.
#[component]
pub(super) fn Panel(
    /// What is in front of this person.
    stage: Stage,
    /// Its name.
    title: Word,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let t = tongue();
    view! {
        <aside class="panel" aria-label=move || t.say(title)>
            <div class="panel-head">
                <h2>{move || t.say(title)}</h2>
                <button type="button" class="icon-button" aria-label=move || t.say(words::CLOSE) title=move || t.say(words::CLOSE)
                    on:click=move |_| stage.panel.set(None)><Icon name="x" /></button>
            </div>
            <div class="panel-body">{children()}</div>
        </aside>
    }
}
