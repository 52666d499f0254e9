//! Search in all notes, blind to accents: `cekani` finds „čekání“.

use journeyboard_shared::ids::NoteId;
use journeyboard_shared::model::Note;
use journeyboard_shared::search;
use journeyboard_shared::words::{kinds, room as words};

use crate::model::{Room, Stage, Tab, tongue};
use crate::prelude::*;
use crate::views::parts::{KindIcon, PanelFrame};

/// Hits that are listed. Who sees more writes another word.
const HITS_MAX: usize = 60;

/// The panel of search.
#[component]
pub(super) fn SearchPanel(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
) -> impl IntoView {
    let t = tongue();
    let query = RwSignal::new(String::new());
    let hits = Memo::new(move |_| {
        room.board.map.track();
        let query = query.get();
        if query.trim().is_empty() {
            return Vec::new();
        }
        room.with_board(|board| {
            search::find(board, &query)
                .into_iter()
                .filter_map(|id| Some((id, board.note(id)?.clone())))
                .collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let status = move || match (query.with(|query| query.trim().is_empty()), hits.with(Vec::len)) {
        (true, _) => t.say(words::SEARCH_HINT).to_owned(),
        (false, 0) => t.say(words::SEARCH_NOTHING).to_owned(),
        (false, n) => t.count(words::SEARCH_FOUND, n),
    };
    let go = move |id: NoteId| {
        stage.tab.set(Tab::Wall);
        stage.show.set(Some(id));
    };
    let row = move |(id, note): (NoteId, Note)| {
        let kind = note.kind;
        view! {
            <li>
                <button type="button" class="hit" on:click=move |_| go(id)>
                    <KindIcon kind />
                    <span class="hit-text">{note.text}</span>
                    <span class="off-screen">{move || t.say(kinds::kind(kind))}</span>
                </button>
            </li>
        }
    };
    view! {
        <PanelFrame title=words::SEARCH on_close=move |()| stage.panel.set(None)>
            <div class="search" role="search">
                <input node_ref=field type="search" class="field" autocomplete="off" aria-label=t.word(words::SEARCH_FIELD)
                    placeholder=t.word(words::SEARCH_FIELD)
                    prop:value=query on:input=move |event| query.set(event_target_value(&event)) />
                <p class="search-status" role="status">{status}</p>
                <ul class="hits">{move || hits.get().into_iter().take(HITS_MAX).map(row).collect_view()}</ul>
            </div>
        </PanelFrame>
    }
}
