//! The frame of a panel at the side.

use journeyboard_shared::words::{Word, room};

use super::{IconButton, fresh_id};
use crate::model::tongue;
use crate::prelude::*;

/// A panel with its heading and a way to close it; Escape closes it too.
#[component]
pub fn PanelFrame(
    /// Its heading.
    title: Word,
    /// Called when the person closes it.
    #[prop(into)]
    on_close: Callback<()>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let t = tongue();
    let heading = fresh_id("panel");
    let id = heading.clone();
    view! {
        <aside class="panel" aria-labelledby=heading
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.stop_propagation();
                    on_close.run(());
                }
            }>
            <header class="panel-head">
                <h2 id=id>{move || t.say(title)}</h2>
                <IconButton label=room::CLOSE icon="x" tip="end" on_press=on_close />
            </header>
            <div class="panel-body">{children()}</div>
        </aside>
    }
}
