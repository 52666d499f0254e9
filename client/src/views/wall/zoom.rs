//! Nearer, farther, everything.

use journeyboard_shared::words::wall as words;

use super::eye::Eye;
use crate::model::{Room, tongue};
use crate::prelude::*;
use crate::views::parts::Icon;

/// One press of a button, as a factor.
const STEP: f64 = 1.25;

/// The bar in the corner.
#[component]
pub(super) fn ZoomBar(
    /// The camera.
    eye: Eye,
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = tongue();
    let percent = move || format!("{:.0} %", eye.zoom.get() * 100.0);
    let back = move || t.with(words::ZOOM_ALL, &[("percent", &format!("{:.0}", eye.zoom.get() * 100.0))]);
    view! {
        <div class="zoom-bar" role="toolbar" aria-label=t.word(words::ZOOM_IN)>
            <button type="button" class="icon-button" aria-label=t.word(words::ZOOM_OUT) title=t.word(words::ZOOM_OUT)
                on:click=move |_| eye.zoom_by(1.0 / STEP)><Icon name="minus" /></button>
            <button type="button" class="zoom-percent" aria-label=back title=back
                on:click=move |_| eye.zoom_by(1.0 / eye.zoom.get_untracked())>{percent}</button>
            <button type="button" class="icon-button" aria-label=t.word(words::ZOOM_IN) title=t.word(words::ZOOM_IN)
                on:click=move |_| eye.zoom_by(STEP)><Icon name="plus" /></button>
            <button type="button" class="icon-button" aria-label=t.word(words::ZOOM_FIT) title=move || format!("{} (0)", t.say(words::ZOOM_FIT))
                on:click=move |_| eye.fit(room)><Icon name="maximize" /></button>
        </div>
    }
}
