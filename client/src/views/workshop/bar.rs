//! The bar above the board: where one is, what is seen, who is here, whether it is saved.

use journeyboard_shared::ids::ParticipantId;
use journeyboard_shared::model::{Colour, Role};
use journeyboard_shared::order;
use journeyboard_shared::words::{kinds, room as words};

use super::affairs::Affairs;
use super::badge::ConnectionBadge;
use super::phase::PhaseControl;
use crate::model::room::Other;
use crate::model::stage::Panel;
use crate::model::{Room, Stage, Tab, tongue};
use crate::prelude::*;
use crate::views::parts::{Avatar, Icon, SettingsMenu};

/// Faces that are shown before the rest becomes a number.
const FACES_MAX: usize = 3;

/// The bar.
#[component]
pub(super) fn Bar(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
    /// Called when somebody reaches for a tab: what it shows may have to be fetched.
    on_reach: Callback<Tab>,
) -> impl IntoView {
    let t = tongue();
    let title = move || room.board.about.get().map(|about| about.title).unwrap_or_default();
    let role = move || t.say(kinds::role(room.role.get()));
    let share = move |_| stage.sharing.set(true);
    let search = move |_| toggle(stage, Panel::Search);
    view! {
        <header class="bar">
            <a class="bar-home" href="/" aria-label=t.word(words::HOME) title=t.word(words::HOME)>
                <Icon name="route" />
            </a>
            <div class="bar-title">
                <h1 title=title>{title}</h1>
                <Affairs room />
                <span class="bar-role" data-viewer=move || (room.role.get() == Role::Viewer).then_some("")>{role}</span>
                <PhaseControl room stage />
            </div>
            <Tabs stage on_reach />
            <div class="bar-end">
                <ConnectionBadge room />
                <People room stage />
                <button type="button" class="icon-button" aria-label=t.word(words::SEARCH) title=t.word(words::SEARCH)
                    aria-pressed=move || (stage.panel.get() == Some(Panel::Search)).to_string() on:click=search>
                    <Icon name="search" />
                </button>
                <button type="button" class="button primary bar-share" aria-label=t.word(words::SHARE) on:click=share>
                    <Icon name="share-2" />
                    <span>{t.word(words::SHARE)}</span>
                </button>
                <SettingsMenu />
            </div>
        </header>
    }
}

/// Opens a side panel, or closes it if it is the open one.
pub(super) fn toggle(stage: Stage, panel: Panel) {
    stage.panel.update(|open| *open = if *open == Some(panel) { None } else { Some(panel) });
}

/// The views of the workshop.
#[component]
fn Tabs(
    /// What is in front of this person.
    stage: Stage,
    /// Called when somebody reaches for one.
    on_reach: Callback<Tab>,
) -> impl IntoView {
    let t = tongue();
    let tab = move |tab: Tab| {
        let (word, icon) = match tab {
            Tab::Wall => (words::TAB_WALL, view! { <Icon name="sticky-note" /> }),
            Tab::Sequence => (words::TAB_SEQUENCE, view! { <Icon name="list-ordered" /> }),
            Tab::Map => (words::TAB_MAP, view! { <Icon name="map" /> }),
        };
        let current = move || (stage.tab.get() == tab).then_some("page");
        view! {
            <button type="button" class="tab" aria-current=current data-tab=tab.key() on:click=move |_| stage.tab.set(tab)
                on:pointerenter=move |_| on_reach.run(tab) on:focus=move |_| on_reach.run(tab)>
                {icon}
                <span>{move || t.say(word)}</span>
            </button>
        }
    };
    view! { <nav class="tabs" aria-label=t.word(words::VIEWS)>{Tab::ALL.map(tab)}</nav> }
}

/// The faces of those who are here.
#[component]
fn People(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
) -> impl IntoView {
    let t = tongue();
    let others = Memo::new(move |_| {
        let mut others = room.presence.others.get();
        order::sort(&mut others, |a, b| a.id.cmp(&b.id));
        others.dedup_by_key(|other| other.id);
        others
    });
    let myself = Memo::new(move |_| {
        room.board.people.track();
        own_face(room)
    });
    let label = move || t.count(words::PEOPLE_HERE, others.with(Vec::len) + 1);
    let faces = move || {
        let mine = myself.get().map(|(name, colour)| view! { <Avatar name colour /> });
        let shown = others
            .get()
            .into_iter()
            .take(FACES_MAX)
            .map(|other: Other| view! { <Avatar name=other.name colour=other.colour /> });
        let more = others.with(Vec::len).saturating_sub(FACES_MAX);
        let more = (more > 0).then(|| view! { <span class="avatar-more" data-more=format!("+{more}")></span> });
        view! { {mine}{shown.collect_view()}{more} }
    };
    view! {
        <button type="button" class="bar-people" aria-label=label title=label
            aria-pressed=move || (stage.panel.get() == Some(Panel::People)).to_string()
            on:click=move |_| toggle(stage, Panel::People)>
            {faces}
        </button>
    }
}

fn own_face(room: Room) -> Option<(String, Colour)> {
    let me: ParticipantId = room.me()?;
    room.with_board(|board| board.participants.get(&me).map(|person| (person.name.clone(), person.colour))).flatten()
}
