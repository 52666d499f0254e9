//! Inside a workshop: the bar above, the view in the middle, the panel at the side, the tray below.

use crate::prelude::*;
use journeyboard_shared::map::department_marks;
use journeyboard_shared::presence::View;
use journeyboard_shared::sync::{Badge, End};
use journeyboard_shared::words::room as words;
use leptos::task::spawn_local;

use super::bar::Bar;
use super::people::PeoplePanel;
use super::refused::{Forbidden, RefusedTray};
use super::search::SearchPanel;
use super::share::ShareDialog;
use super::{badge, keys};
use crate::browser::dom;
use crate::model::drawer::Opened;
use crate::model::room::Pass;
use crate::model::stage::Panel;
use crate::model::{Room, Stage, Tab, device, tongue};
use crate::views::join::rejoin;
use crate::views::later::Later;
use crate::views::parts::DepartmentLetters;
use crate::views::secrets::{DraftTray, SecretsPanel};
use crate::views::tray::Tray;
use crate::views::wall::Wall;
use crate::views::{map, sequence};

/// The workshop itself.
#[component]
pub(super) fn Inside(
    /// The pass by which it was entered.
    pass: Pass,
    /// What this device has of it.
    opened: Opened,
    /// Called when there is no way back into the room.
    on_end: Callback<End>,
) -> impl IntoView {
    let workshop = pass.workshop;
    let token = pass.token.clone();
    let room = Room::enter(pass, opened);
    let stage = Stage::new();
    provide_context(room);
    provide_context(stage);
    let letters = Memo::new(move |_| {
        room.board.people.track();
        room.with_board(department_marks).unwrap_or_default()
    });
    provide_context(DepartmentLetters(letters.into()));
    keys::listen(room, stage);
    Effect::new(move |_| match room.ended.get() {
        Some(End::OtherGeneration) => spawn_local(async move {
            match rejoin(workshop).await {
                Ok(pass) => room.resume(pass),
                Err(_) => on_end.run(End::OtherGeneration),
            }
        }),
        Some(end) => on_end.run(end),
        None => {}
    });
    Effect::new(move |_| {
        let Some(about) = room.board.about.get() else { return };
        dom::set_page_title(&format!("{} · Journeyboard", about.title));
        if let Some(recent) = device::recent_of(workshop) {
            device::remember(device::Recent { title: about.title, ..recent });
        }
    });
    Effect::new(move |_| {
        let view = match stage.tab.get() {
            Tab::Wall => View::Wall,
            Tab::Sequence => View::Sequence,
            Tab::Map => View::Map,
        };
        room.show(|shown| {
            shown.view = Some(view);
            shown.cursor = None;
        });
    });
    let t = tongue();
    let is_ready = move || room.ready.get();
    let sequence = Later::new(|| Box::pin(sequence::door()));
    let map = Later::new(|| Box::pin(map::door()));
    let on_reach = Callback::new(move |tab| match tab {
        Tab::Wall => {}
        Tab::Sequence => sequence.want(),
        Tab::Map => map.want(),
    });
    let middle = move || match stage.tab.get() {
        Tab::Wall => view! { <Wall room stage /> }.into_any(),
        Tab::Sequence => sequence.show(|draw| draw(room, stage)),
        Tab::Map => map.show(|draw| draw(room, stage)),
    };
    let panel = move || match stage.panel.get() {
        Some(Panel::Search) => Some(view! { <SearchPanel room stage /> }.into_any()),
        Some(Panel::People) => Some(view! { <PeoplePanel room stage /> }.into_any()),
        Some(Panel::Secrets) => Some(view! { <SecretsPanel room stage /> }.into_any()),
        None => None,
    };
    let has_tray = move || stage.tab.get() == Tab::Wall;
    view! {
        <div class="workshop">
            <Bar room stage on_reach />
            <Show when=is_ready fallback=move || view! { <Waiting room /> }>
                <main class="workshop-middle" aria-label=t.word(words::VIEW)>
                    {middle}
                    {panel}
                </main>
                <DraftTray room />
                <Show when=has_tray><Tray room stage /></Show>
            </Show>
            <RefusedTray room />
            <Forbidden room />
            <ShareDialog open=stage.sharing workshop token=token.clone() />
        </div>
    }
}

/// Until the first copy of the board is here.
#[component]
fn Waiting(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = tongue();
    let text = move || match room.badge.get() {
        Badge::Offline(_) => t.say(words::CONNECTING),
        _ => t.say(words::OPENING),
    };
    view! {
        <main class="workshop-waiting" role="status" aria-busy="true">
            <badge::Spinner />
            <p>{text}</p>
        </main>
    }
}
