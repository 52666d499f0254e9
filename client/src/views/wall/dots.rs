//! The dots of a note: one's own while a round of votes is open, everybody's once it is closed.

use crate::prelude::*;
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::model::{Note, Role};
use journeyboard_shared::wire::Deed;
use journeyboard_shared::words::secrets as words;

use crate::model::{Room, tongue};
use crate::views::parts::Icon;

/// What a note shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    /// So many of one's own, and whether there is one more.
    Own(u32, bool),
    /// So many of everybody.
    Total(u32),
}

/// See the module.
#[component]
pub(super) fn Dots(
    /// The room.
    room: Room,
    /// The note.
    id: NoteId,
    /// What it says.
    note: ArcRwSignal<Note>,
) -> impl IntoView {
    let t = tongue();
    let read = note.clone();
    let shown = Memo::new(move |_| shown(room, id, &read));
    let cast = move |more: bool| {
        if let (Shown::Own(own, _), Some((round, _))) =
            (shown.get_untracked(), room.board.rounds.with_untracked(|all| all.open()))
        {
            let dots = if more { own + 1 } else { own.saturating_sub(1) };
            room.order(Deed::Cast { round, note: id, dots });
        }
    };
    let named = move |word| {
        let note = note.clone();
        move || t.with(word, &[("note", &note.with(|note| note.text.clone()))])
    };
    let voting = move || {
        let (own, more) = match shown.get() {
            Shown::Own(own, more) => (own, more),
            _ => (0, false),
        };
        (own, more)
    };
    let (take, give) = (named.clone()(words::TAKE_DOT), named(words::GIVE_DOT));
    view! {
        <Show when=move || matches!(shown.get(), Shown::Own(..))>
            <div class="note-dots" data-control>
                <button type="button" class="dot-button" aria-label=take.clone() disabled=move || voting().0 == 0
                    on:click=move |_| cast(false)><Icon name="minus" /></button>
                <b class="note-dots-own" role="status">{move || t.count(words::DOTS, voting().0 as usize)}</b>
                <button type="button" class="dot-button" aria-label=give.clone() disabled=move || !voting().1
                    on:click=move |_| cast(true)><Icon name="plus" /></button>
            </div>
        </Show>
        {move || match shown.get() {
            Shown::Total(dots) => Some(view! { <b class="note-dots-total">{t.count(words::DOTS, dots as usize)}</b> }),
            _ => None,
        }}
    }
}

fn shown(room: Room, id: NoteId, note: &ArcRwSignal<Note>) -> Shown {
    room.board.rounds.with(|rounds| match (rounds.open(), rounds.last_closed()) {
        (Some((_, round)), _)
            if room.role.get() != Role::Viewer && note.with(|note| round.about.includes(note.kind)) =>
        {
            let own = room.own_dots();
            let mine = own.get(&id).copied().unwrap_or(0);
            let given: u32 = own.values().sum();
            Shown::Own(mine, mine < round.cap && given < round.budget)
        }
        (None, Some((round, _))) => match rounds.dots(round, id) {
            0 => Shown::Nothing,
            dots => Shown::Total(dots),
        },
        _ => Shown::Nothing,
    })
}
