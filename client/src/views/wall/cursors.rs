//! The others' cursors, each with its name and hue.

use crate::model::Room;
use crate::model::room::Cursor;
use crate::prelude::*;

/// All of them.
#[component]
pub(super) fn Cursors(
    /// The room.
    room: Room,
) -> impl IntoView {
    let tabs =
        Memo::new(move |_| room.presence.cursors.with(|all| all.iter().map(|cursor| cursor.tab).collect::<Vec<_>>()));
    let one = move |tab: u64| {
        let cursor =
            Memo::new(move |_| room.presence.cursors.with(|all| all.iter().find(|cursor| cursor.tab == tab).cloned()));
        let style = move || cursor.get().map(|Cursor { at, .. }| format!("translate:{:.1}px {:.1}px", at.x, at.y));
        let hue = move || cursor.get().map(|cursor| cursor.colour.number());
        let name = move || cursor.get().map(|cursor| cursor.name);
        view! {
            <div class="cursor" style=style data-person=hue aria-hidden="true">
                <svg width="18" height="20" viewBox="0 0 18 20"><path d="M1 1 16.5 11 9 12.4 5 19Z" /></svg>
                <span>{name}</span>
            </div>
        }
    };
    view! { <For each=move || tabs.get() key=|tab| *tab children=one /> }
}
