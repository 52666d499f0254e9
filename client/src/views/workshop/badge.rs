//! The honest badge: whether what was done here is on the server's disk. Four states, no nicer ones.

use journeyboard_shared::sync::Badge;
use journeyboard_shared::words::room as words;

use crate::model::{Room, tongue};
use crate::prelude::*;
use crate::views::parts::Icon;

/// The badge in the bar.
#[component]
pub(super) fn ConnectionBadge(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = tongue();
    let where_kept = move |text: String| {
        if room.is_kept.get() { text } else { [&text, " ", t.say(words::IN_TAB_ONLY)].concat() }
    };
    let text = move || match room.badge.get() {
        Badge::Saved => t.say(words::SAVED).to_owned(),
        Badge::Saving(_) => t.say(words::SAVING).to_owned(),
        Badge::Offline(0) if room.is_calling.get() => t.say(words::CONNECTING).to_owned(),
        Badge::Offline(0) => t.say(words::OFFLINE).to_owned(),
        Badge::Offline(n) => where_kept(t.count(words::OFFLINE_KEPT, n)),
        Badge::Troubled(n) => where_kept(t.count(words::TROUBLED, n)),
    };
    let hint = move || match room.badge.get() {
        Badge::Saved => t.say(words::SAVED_HINT),
        Badge::Saving(_) => t.say(words::SAVING_HINT),
        Badge::Offline(_) if room.is_kept.get() => t.say(words::OFFLINE_HINT),
        Badge::Offline(_) => t.say(words::OFFLINE_HINT_TAB),
        Badge::Troubled(_) if room.is_kept.get() => t.say(words::TROUBLED_HINT),
        Badge::Troubled(_) => t.say(words::TROUBLED_HINT_TAB),
    };
    let state = move || match room.badge.get() {
        Badge::Saved => "saved",
        Badge::Saving(_) => "saving",
        Badge::Offline(_) => "offline",
        Badge::Troubled(_) => "troubled",
    };
    let icon = move || match room.badge.get() {
        Badge::Saved => view! { <Icon name="check" /> },
        Badge::Saving(_) => view! { <Icon name="cloud-upload" /> },
        Badge::Offline(_) => view! { <Icon name="wifi-off" /> },
        Badge::Troubled(_) => view! { <Icon name="triangle-alert" /> },
    };
    view! {
        <div class="connection" data-state=state data-written=move || room.is_written.get().then_some("") title=hint role="status">
            {icon}
            <span class="connection-text">{text}</span>
        </div>
    }
}

/// Something is on its way.
#[component]
pub(super) fn Spinner() -> impl IntoView {
    view! { <span class="spinner"><Icon name="loader-circle" /></span> }
}
