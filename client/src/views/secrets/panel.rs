//! The facilitators' panel: starting a silent round, seeing how much waits, revealing it. Never what waits.

use crate::prelude::*;
use journeyboard_shared::ids::ParticipantId;
use journeyboard_shared::rules::Phase;
use journeyboard_shared::wire::Deed;
use journeyboard_shared::words::secrets as words;

use super::votes::Votes;
use crate::model::{Room, Stage, tongue};
use crate::views::parts::PanelFrame;

/// The panel.
#[component]
pub(super) fn Panel(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
) -> impl IntoView {
    view! {
        <PanelFrame title=words::PANEL on_close=move |()| stage.panel.set(None)>
            <Silence room />
            <Reveal room />
            <Votes room />
        </PanelFrame>
    }
}

/// Starts a silent round, or says how the running one is.
#[component]
fn Silence(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = tongue();
    let is_silent = move || room.phase() == Phase::BrainstormSilent;
    let now =
        move || is_silent().then(|| t.say(if room.is_anonymous() { words::RUNS_ANONYMOUS } else { words::RUNS_NAMED }));
    let start = move |anonymous| move |_| room.order(Deed::StartSilence { anonymous });
    view! {
        <section class="secrets-part">
            <h3>{t.word(words::SILENT)}</h3>
            <p>{move || now().unwrap_or_else(|| t.say(words::SILENT_HINT))}</p>
            <div class="secrets-buttons">
                <button type="button" class="button" disabled=move || is_silent() && !room.is_anonymous() on:click=start(false)>
                    {t.word(words::START_NAMED)}
                </button>
                <button type="button" class="button" disabled=move || is_silent() && room.is_anonymous() on:click=start(true)>
                    {t.word(words::START_ANONYMOUS)}
                </button>
            </div>
        </section>
    }
}

/// What waits, as numbers, and the buttons that reveal it.
#[component]
fn Reveal(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = tongue();
    let counts =
        Memo::new(move |_| room.with_drafts(|drafts| (drafts.counts().clone(), drafts.total())).unwrap_or_default());
    let all = Memo::new(move |_| counts.with(|(people, total)| people.values().sum::<u32>() + total));
    let row = move |(id, n): (ParticipantId, u32)| {
        let name = room.with_board(|board| board.participants.get(&id).map(|person| person.name.clone()));
        let name = name.flatten().unwrap_or_default();
        let label = {
            let name = name.clone();
            move || t.with(words::REVEAL_OF, &[("name", &name)])
        };
        view! {
            <li>
                <span>{name}</span>
                <b>{n}</b>
                <button type="button" class="button quiet" aria-label=label
                    on:click=move |_| room.order(Deed::Reveal { participant: Some(id) })>{t.word(words::REVEAL)}</button>
            </li>
        }
    };
    let anonymous = move || {
        let n = counts.with(|(_, total)| *total);
        (n > 0).then(|| view! { <li><span>{t.word(words::WITHOUT_NAMES)}</span><b>{n}</b></li> })
    };
    view! {
        <section class="secrets-part">
            <h3>{t.word(words::WAITING)}</h3>
            <Show when=move || all.get() == 0><p>{t.word(words::NOTHING_WAITS)}</p></Show>
            <ul class="secrets-counts">
                {move || counts.get().0.into_iter().map(row).collect_view()}
                {anonymous}
            </ul>
            <Show when=move || all.with(|all| *all != 0)>
                <button type="button" class="button primary" on:click=move |_| room.order(Deed::Reveal { participant: None })>
                    {move || t.count(words::REVEAL_ALL, all.get() as usize)}
                </button>
            </Show>
        </section>
    }
}
