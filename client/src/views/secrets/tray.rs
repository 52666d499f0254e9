//! The tray of this person's drafts: what only they see, how many the others have, and what becomes of names.

use crate::prelude::*;
use journeyboard_shared::draft::Draft;
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::model::NoteKind;
use journeyboard_shared::order;
use journeyboard_shared::rules::Operation;
use journeyboard_shared::words::secrets as words;

use super::card::DraftCard;
use crate::browser::random;
use crate::model::{Room, tongue};
use crate::views::parts::{Icon, IconButton};

/// The tray.
#[component]
pub(super) fn Whole(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = tongue();
    let may_write = Memo::new(move |_| room.may_at_all(Operation::WriteDraft));
    let newest = RwSignal::new(None::<NoteId>);
    let cards = Memo::new(move |_| {
        let mut own: Vec<(u64, NoteId)> = room
            .with_drafts(|drafts| {
                drafts.own().filter(|(_, own)| own.now.is_some()).map(|(id, own)| (own.nth, id)).collect()
            })
            .unwrap_or_default();
        order::sort(&mut own, Ord::cmp);
        own.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    let can_undo = move || room.with_drafts(|drafts| drafts.can_undo()).unwrap_or(false);
    let promise = move || {
        t.say(match (may_write.get(), room.is_anonymous()) {
            (false, _) => words::KEPT,
            (true, true) => words::NAME_GOES,
            (true, false) => words::NAME_STAYS,
        })
    };
    let add = move |_| {
        let id: NoteId = random::id();
        newest.set(Some(id));
        room.write_draft(id, Some(Draft { kind: NoteKind::Idea, text: String::new(), emotion: None }));
    };
    view! {
        <section class="drafts" aria-label=t.word(words::DRAFTS)>
            <div class="drafts-head">
                <h2>{t.word(words::DRAFTS)}</h2>
                <p class="drafts-mark"><Icon name="eye-off" /><span>{t.word(words::ONLY_YOU)}</span></p>
                <p class="drafts-promise">{promise}</p>
                <Others room />
                <Show when=can_undo>
                    <IconButton label=words::UNDO icon="undo-2" on_press=move |()| { room.undo_draft(); } />
                </Show>
                <Show when=move || may_write.get()>
                    <button type="button" class="button primary drafts-add" on:click=add>
                        <Icon name="plus" /><span>{t.word(words::ADD)}</span>
                    </button>
                </Show>
            </div>
            <ul class="drafts-cards">
                <For each=move || cards.get() key=|id| *id let:id>
                    <DraftCard room id may_write is_new=newest.get_untracked() == Some(id) />
                </For>
            </ul>
        </section>
    }
}

/// How much the others have written: numbers, nothing else.
#[component]
fn Others(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = tongue();
    let counts = move || {
        room.board.people.track();
        let (people, total) = room.with_drafts(|drafts| (drafts.counts().clone(), drafts.total())).unwrap_or_default();
        let named = people.into_iter().filter_map(|(id, n)| {
            let name =
                room.with_board(|board| board.participants.get(&id).map(|person| person.name.clone())).flatten()?;
            Some(view! { <li><span>{name}</span>" "<b>{n}</b></li> }.into_any())
        });
        let all = (total > 0).then(|| view! { <li>{t.count(words::DRAFTS_COUNT, total as usize)}</li> }.into_any());
        named.chain(all).collect_view()
    };
    view! { <ul class="drafts-others" aria-label=t.word(words::OTHERS)>{counts}</ul> }
}
