//! The facilitators' part of a vote: opening a round with its budget, closing it, and what came out.

use crate::prelude::*;
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::limits::VOTE_BUDGET_MAX;
use journeyboard_shared::order;
use journeyboard_shared::rounds::Electorate;
use journeyboard_shared::wire::Deed;
use journeyboard_shared::words::{Word, secrets as words};

use crate::browser::random;
use crate::model::{Room, tongue};

/// Notes that the panel names; all of them show their dots on the wall.
const BEST_MAX: usize = 10;

/// The part.
#[component]
pub(super) fn Votes(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = tongue();
    let open = Memo::new(move |_| room.board.rounds.with(|rounds| rounds.open()));
    let close = move |_| {
        if let Some((round, _)) = open.get_untracked() {
            room.order(Deed::CloseRound { round });
        }
    };
    view! {
        <section class="secrets-part">
            <h3>{t.word(words::VOTE)}</h3>
            <Show when=move || open.get().is_some() fallback=move || view! { <Opening room /> }>
                <p>{t.word(words::VOTE_RUNS)}</p>
                <button type="button" class="button primary" on:click=close>{t.word(words::VOTE_CLOSE)}</button>
            </Show>
            <Results room />
        </section>
    }
}

/// What a new round asks for.
#[component]
fn Opening(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = tongue();
    let about = RwSignal::new(Electorate::All);
    let (budget, cap) = (RwSignal::new(5_u32), RwSignal::new(3_u32));
    let option = move |one: Electorate| {
        view! { <option value=one.key() selected=move || about.get() == one>{move || t.say(name(one))}</option> }
    };
    let pick = move |event| {
        if let Some(one) = Electorate::from_key(&event_target_value(&event)) {
            about.set(one);
        }
    };
    let number = move |label: Word, value: RwSignal<u32>| {
        let change = move |event| {
            let number = event_target_value(&event).parse().unwrap_or(1_u32);
            value.set(number.clamp(1, VOTE_BUDGET_MAX));
        };
        view! {
            <label class="secrets-field">
                <span>{t.word(label)}</span>
                <input type="number" class="input small" min="1" max=VOTE_BUDGET_MAX.to_string()
                    prop:value=move || value.get().to_string() on:change=change />
            </label>
        }
    };
    let start = move |_| {
        let (budget, cap) = (budget.get_untracked(), cap.get_untracked());
        room.order(Deed::OpenRound { round: random::id(), about: about.get_untracked(), budget, cap: cap.min(budget) });
    };
    view! {
        <p>{t.word(words::VOTE_HINT)}</p>
        <label class="secrets-field">
            <span>{t.word(words::VOTE_ABOUT)}</span>
            <select class="field small" on:change=pick>{Electorate::ALL.map(option)}</select>
        </label>
        {number(words::VOTE_BUDGET, budget)}
        {number(words::VOTE_CAP, cap)}
        <button type="button" class="button" on:click=start>{t.word(words::VOTE_OPEN)}</button>
    }
}

/// What came out of the round that was closed last.
#[component]
fn Results(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = tongue();
    let best = Memo::new(move |_| {
        let rounds = room.board.rounds.get();
        let (id, _) = rounds.last_closed()?;
        let mut all: Vec<(u32, NoteId)> =
            rounds.tallies.iter().filter(|(item, _)| item.round == id).map(|(item, dots)| (*dots, item.note)).collect();
        order::sort(&mut all, |(a, a_id), (b, b_id)| b.cmp(a).then(a_id.cmp(b_id)));
        all.truncate(BEST_MAX);
        Some(all)
    });
    let row = move |(dots, note): (u32, NoteId)| {
        let text = room.board.note(note).map(|note| note.with(|note| note.text.clone())).unwrap_or_default();
        view! { <li><span>{text}</span><b>{t.count(words::DOTS, dots as usize)}</b></li> }
    };
    view! {
        {move || best.get().map(|best| view! {
            <h4>{t.word(words::VOTE_RESULTS)}</h4>
            {best.is_empty().then(|| view! { <p>{t.word(words::VOTE_NONE)}</p> })}
            <ol class="secrets-counts">{best.into_iter().map(row).collect_view()}</ol>
        })}
    }
}

fn name(about: Electorate) -> Word {
    match about {
        Electorate::Touchpoints => words::VOTE_TOUCHPOINTS,
        Electorate::Ideas => words::VOTE_IDEAS,
        Electorate::All => words::VOTE_ALL,
    }
}
