//! The shelf itself: its counter, its cards, what it says when it is empty. Knows a desk; refuses to know which view is
//! above it.

use journeyboard_shared::wall::WallId;
use journeyboard_shared::words::sequence as words;

use super::Settled;
use crate::browser::dom;
use crate::gestures::sequence::{Card, Drag, Spot, Thing};
use crate::model::Tab;
use crate::prelude::*;
use crate::views::parts::Icon;
use crate::views::sequence::CardView;
use crate::views::sequence::desk::Desk;
use crate::views::sequence::hands;

/// The tray of a desk.
#[component]
pub(in crate::views) fn TrayOf(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let t = desk.tongue;
    // On a phone it is a bar until somebody asks for it.
    let is_open = RwSignal::new(!dom::media_matches("(max-width: 37.4375em)"));
    let cards = Memo::new(move |_| desk.shown.with(|shown| shown.tray.clone()));
    let count = Memo::new(move |_| cards.with(Vec::len));
    let is_target =
        Memo::new(move |_| matches!(desk.drag.get(), Drag::Held { spot: Some(Spot::Tray), thing: Thing::Step(_), .. }));
    let on_click = Callback::new(move |card: Card| {
        desk.front.select_only(WallId::Note(card.touchpoint));
        if desk.is_tray_alone && desk.front.tab.get_untracked() == Tab::Wall {
            desk.front.show.set(Some(card.touchpoint));
        }
    });
    let body = move || {
        (is_open.get()).then(|| {
            view! {
                <ol class="tray-cards" id="tray-cards">
                    <For each=move || cards.get() key=|card| card.thing let:card>
                        <CardView desk card on_click />
                    </For>
                </ol>
            }
        })
    };
    let has_any = Memo::new(move |_| desk.picture.with(|picture| !picture.facts.is_empty()));
    let is_filled = Memo::new(move |_| count.get() > 0);
    view! {
        <section class="tray" class:target=is_target class:filled=is_filled class:folded=move || !is_open.get()
            id=hands::TRAY aria-label=t.word(words::TRAY)>
            {move || if is_filled.get() {
                view! {
                    <button type="button" class="tray-head" aria-expanded=move || is_open.get().to_string() aria-controls="tray-cards"
                        title=move || t.say(if is_open.get() { words::TRAY_FOLD } else { words::TRAY_UNFOLD })
                        on:click=move |_| is_open.update(|open| *open = !*open)>
                        <Icon name="chevron-down" />
                        <span>{move || t.count(words::UNPLACED, count.get())}</span>
                    </button>
                    {body}
                }
                .into_any()
            } else {
                view! { <Settled has_any /> }.into_any()
            }}
            <div class="tray-drop" aria-hidden="true">{t.word(words::TRAY_DROP)}</div>
        </section>
    }
}
