//! The journey map: stages across, lanes down, the notes themselves in the cells, the emotion curve as a lane of its own.
//!
//! Owns how it is read, walked through and written in. Where things stand comes from [`journeyboard_shared::map`], the
//! same for the screen and the poster.

mod cell;
mod curve;
mod editor;
mod head;
mod keys;
mod note;
mod offer;
mod sheet;
mod tools;

use journeyboard_shared::map::Lane;
use journeyboard_shared::words::map as words;
use leptos::html;
use wasm_split_helpers::wasm_split;

use crate::browser::size;
use crate::model::{Room, Stage, Tab};
use crate::prelude::*;
use crate::views::later::Fetched;
use crate::views::parts::{EmptyState, Icon, ToastHost, Toasts};
use cell::LaneRow;
use head::{Axis, StageRow};
use offer::OfferHost;
use sheet::{Place, SCROLL, Sheet};
use tools::{PAPER, Tools};

/// The height of the tools and the air under them, in px.
const TOOLS_PX: f64 = 56.0;

/// What draws the map; its code is a chunk of its own.
#[wasm_split(desk, fallible)]
pub fn door() -> Fetched<fn(Room, Stage) -> AnyView> {
    Ok(|room, stage| view! { <MapView room stage /> }.into_any())
}

/// The journey map.
#[component]
pub fn MapView(
    /// The workshop.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
) -> impl IntoView {
    let sheet = Sheet::new(room, stage);
    let toasts = Toasts::new();
    let is_empty = Memo::new(move |_| sheet.drawn.with(|drawn| drawn.map.columns.is_empty()));
    bring_into_view(sheet);
    show_to_others(sheet);
    let scroll = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(element) = scroll.get() {
            size::follow(&element, move |width, height| {
                sheet.room_px.try_update(|now| {
                    if *now != (width, height) {
                        *now = (width, height)
                    }
                });
            });
        }
    });
    view! {
        <div class="map-view">
            {move || (!is_empty.get()).then(|| view! { <Tools sheet toasts /> })}
            <div class="map-scroll" id=SCROLL node_ref=scroll class:narrow=move || sheet.is_narrow()>
                {move || if is_empty.get() {
                    view! { <NothingYet sheet /> }.into_any()
                } else {
                    view! { <Table sheet /> }.into_any()
                }}
            </div>
            <OfferHost sheet />
            <ToastHost toasts />
            <div class="map-paper" id=PAPER></div>
        </div>
    }
}

/// The map itself, as a grid of lanes and touchpoints.
#[component]
fn Table(
    /// The sheet.
    sheet: Sheet,
) -> impl IntoView {
    let lanes =
        Memo::new(move |_| sheet.drawn.with(|drawn| drawn.map.lanes.iter().map(|row| row.lane).collect::<Vec<Lane>>()));
    let style = move || {
        let ((head, shift), scale) = (sheet.head(), sheet.scale());
        sheet.drawn.with(|drawn| {
            let (width, bottom) =
                (drawn.map.width - shift, drawn.map.lanes.last().map_or(0.0, |row| row.rect.bottom()));
            // The tools float over the lower right corner: the last row can be scrolled out from under them.
            let below = drawn.map.height - bottom + TOOLS_PX;
            format!("width:{width}px;padding-bottom:{below}px;zoom:{scale};--map-head:{head}px;--map-shift:{shift}px")
        })
    };
    let label = move || sheet.tongue.say(words::JOURNEY_MAP);
    view! {
        <div class="map-sheet" style=style>
            <Axis sheet />
            <div role="grid" aria-label=label aria-readonly=move || (!sheet.may_add()).then_some("true")>
                <StageRow sheet />
                <For each=move || lanes.get() key=|lane| *lane let:lane>
                    <LaneRow sheet lane />
                </For>
            </div>
        </div>
    }
}

/// What to do while there is nothing to map.
#[component]
fn NothingYet(
    /// The sheet.
    sheet: Sheet,
) -> impl IntoView {
    let t = sheet.tongue;
    let go = move |_| sheet.front.tab.set(Tab::Sequence);
    move || {
        let has_stages = sheet.drawn.with(|drawn| !drawn.map.stages.is_empty());
        let text = match (sheet.may_add(), has_stages) {
            (false, _) => words::NOTHING_VIEWER,
            (true, true) => words::NOTHING_PLACED,
            (true, false) => words::NO_STAGES,
        };
        view! {
            <div class="map-nothing">
                <EmptyState icon="map" title=words::NOTHING_TITLE text=text>
                    <button type="button" class="button primary" on:click=go>
                        <Icon name="list-ordered" />
                        {move || t.say(words::GO_TO_SEQUENCE)}
                    </button>
                </EmptyState>
            </div>
        }
    }
}

/// Brings a note that is asked for into view, if it stands on the map.
fn bring_into_view(sheet: Sheet) {
    Effect::new(move |_| {
        let Some(note) = sheet.front.show.get() else { return };
        let step =
            sheet.drawn.with_untracked(|drawn| drawn.map.notes.iter().find(|own| own.note == note).map(|own| own.step));
        if let Some(step) = step {
            sheet.front.show.set(None);
            sheet.focus_on(Place::Note(note, step));
        }
    });
}

/// Tells the others what this person selects and writes here.
fn show_to_others(sheet: Sheet) {
    Effect::new(move |_| {
        sheet.front.selection.track();
        let (selected, typing) = (sheet.front.selected_notes(), sheet.editing.get().map(|(note, _)| note));
        sheet.room.show(|shown| {
            shown.selection = selected;
            shown.typing = typing;
        });
    });
    on_cleanup(move || sheet.room.show(|shown| shown.typing = None));
}
