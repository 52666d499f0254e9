//! What can be done with what is selected, as a bar of buttons at the foot of the wall.

use crate::prelude::*;
use journeyboard_shared::command::Command;
use journeyboard_shared::ids::{ClusterId, NoteId};
use journeyboard_shared::locks::Thing;
use journeyboard_shared::model::{NoteKind, Point};
use journeyboard_shared::rules::Operation;
use journeyboard_shared::wall::{Rect, WallId};
use journeyboard_shared::words::{kinds, phases, wall as words};

use crate::browser::{dom, random};
use crate::model::{Room, Stage, tongue};
use crate::views::parts::Icon;

/// The bar; absent while nothing is selected.
#[component]
pub(super) fn SelectionBar(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
) -> impl IntoView {
    let t = tongue();
    let selected = move || stage.selection.get();
    let may = Memo::new(move |_| {
        [Operation::EditNote, Operation::SortNote, Operation::ArrangeCluster]
            .map(|each| room.may_at_all(each))
            .contains(&true)
    });
    let may_arrange = Memo::new(move |_| room.may_at_all(Operation::ArrangeCluster));
    let may_delete = Memo::new(move |_| room.may_at_all(Operation::DeleteNote));
    let content = move || {
        let selected: Vec<WallId> = selected().into_iter().collect();
        match selected.as_slice() {
            [] => ().into_any(),
            [WallId::Note(note)] => view! { <NoteActions room stage id=*note /> }.into_any(),
            [WallId::Cluster(_)] if !may_arrange.get() => ().into_any(),
            [WallId::Cluster(cluster)] => view! { <ClusterActions room stage id=*cluster /> }.into_any(),
            many => {
                let n = many.len();
                view! {
                    <span class="selection-count">{move || t.count(words::SELECTED, n)}</span>
                    <Show when=move || may_arrange.get()>
                        <Action icon="group" word=words::GROUP key="G" on_click=move || group(room, stage) />
                    </Show>
                    <Show when=move || may_delete.get()>
                        <Action icon="trash-2" word=words::DELETE key="Del" on_click=move || delete(room, stage) />
                    </Show>
                }
                .into_any()
            }
        }
    };
    let is_there = move || may.get() && stage.selection.with(|selected| !selected.is_empty());
    view! {
        <Show when=is_there>
            <div class="selection-bar" role="toolbar" aria-label=t.word(words::SELECTION)>{content}</div>
        </Show>
    }
}

/// One button of the bar.
#[component]
fn Action(
    /// The icon.
    icon: &'static str,
    /// What it does.
    word: journeyboard_shared::words::Word,
    /// Its shortcut; empty if it has none.
    #[prop(default = "")]
    key: &'static str,
    /// Does it.
    on_click: impl Fn() + 'static,
    /// Whether it cannot be done now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let t = tongue();
    let title = move || if key.is_empty() { t.say(word).to_owned() } else { format!("{} ({key})", t.say(word)) };
    view! {
        <button type="button" class="button quiet" title=title disabled=disabled on:click=move |_| on_click()>
            <Icon name=icon /><span>{move || t.say(word)}</span>
        </button>
    }
}

/// Locks a thing or unlocks it, for facilitators.
#[component]
fn LockAction(
    /// The room.
    room: Room,
    /// The thing.
    thing: Thing,
) -> impl IntoView {
    let t = tongue();
    let word = move || t.say(if room.is_locked(thing) { phases::UNLOCK } else { phases::LOCK });
    let change = move |_| room.lock(vec![thing], !untrack(|| room.is_locked(thing)));
    move || {
        room.may_at_all(Operation::Lock).then(|| {
            view! { <button type="button" class="button quiet" on:click=change><Icon name="lock" /><span>{word}</span></button> }
                .into_any()
        })
    }
}

#[component]
fn NoteActions(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
    /// The note.
    id: NoteId,
) -> impl IntoView {
    let Some(note) = room.board.note(id) else { return ().into_any() };
    let t = tongue();
    let kind = {
        let note = note.clone();
        Memo::new(move |_| note.with(|note| note.kind))
    };
    let in_cluster = {
        let note = note.clone();
        Memo::new(move |_| note.with(|note| note.cluster.is_some()))
    };
    let [may_edit, may_sort, may_delete] =
        [Operation::EditNote, Operation::SortNote, Operation::DeleteNote].map(|each| {
            let note = note.clone();
            Memo::new(move |_| note.with(|note| room.may(each, id, note)))
        });
    let change_kind = move |event| {
        if let Some(kind) = NoteKind::from_key(&event_target_value(&event)) {
            room.dispatch(Command::ChangeKind { note: id, kind });
        }
    };
    let option = move |each: NoteKind| {
        view! { <option value=each.key() selected=move || kind.get() == each>{move || t.say(kinds::kind(each))}</option> }
    };
    view! {
        <Show when=move || may_edit.get()>
            <select class="field small" aria-label=t.word(words::KIND) on:change=change_kind
                prop:value=move || kind.get().key()>{NoteKind::ALL.map(option)}</select>
            <Action icon="pencil" word=words::EDIT key="Enter" on_click=move || stage.editing.set(Some(id)) />
        </Show>
        <Show when=move || in_cluster.get() && may_sort.get()>
            <Action icon="ungroup" word=words::TAKE_OUT on_click=move || take_out(room, id) />
        </Show>
        <LockAction room thing=Thing::Note(id) />
        <Show when=move || may_delete.get()>
            <Action icon="trash-2" word=words::DELETE key="Del" on_click=move || delete(room, stage) />
        </Show>
    }
    .into_any()
}

#[component]
fn ClusterActions(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
    /// The cluster.
    id: ClusterId,
) -> impl IntoView {
    let Some(cluster) = room.board.cluster(id) else { return ().into_any() };
    let t = tongue();
    let folded = {
        let cluster = cluster.clone();
        Memo::new(move |_| cluster.with(|cluster| cluster.collapsed))
    };
    let is_unnamed = Signal::derive(move || cluster.with(|cluster| cluster.name.is_empty()));
    let has_touchpoint = Memo::new(move |_| {
        room.board.map.track();
        room.with_board(|board| board.members_of(id).iter().any(|(_, note)| note.kind == NoteKind::Touchpoint))
            .unwrap_or(true)
    });
    let make = move || {
        let note = random::id();
        room.dispatch(Command::MakeTouchpoint { cluster: id, note });
    };
    let fold = move || {
        room.dispatch(Command::FoldCluster { cluster: id, collapsed: !folded.get_untracked() });
    };
    view! {
        <Action icon="pencil" word=words::RENAME key="Enter" on_click=move || stage.naming.set(Some(id)) />
        <Show when=move || !has_touchpoint.get()>
            <span title=move || if is_unnamed.get() { t.say(words::MAKE_TOUCHPOINT_HINT) } else { "" }>
                <Action icon="map-pin" word=words::MAKE_TOUCHPOINT disabled=is_unnamed on_click=make />
            </span>
        </Show>
        {move || if folded.get() {
            view! { <Action icon="chevron-down" word=words::UNFOLD on_click=fold /> }
        } else {
            view! { <Action icon="chevron-right" word=words::FOLD on_click=fold /> }
        }}
        <Action icon="ungroup" word=words::SPLIT on_click=move || split(room, stage, id) />
        <LockAction room thing=Thing::Cluster(id) />
    }
    .into_any()
}

/// Groups what is selected; the name is asked for at once.
pub(super) fn group(room: Room, stage: Stage) {
    let mut notes = stage.selected_notes();
    let mut into = None;
    for id in stage.selection.get_untracked() {
        if let WallId::Cluster(cluster) = id {
            match into {
                None => into = Some(cluster),
                // A second cluster empties itself into the first.
                Some(_) => notes.extend(members(room, cluster)),
            }
        }
    }
    notes.sort_unstable();
    notes.dedup();
    if notes.is_empty() || (into.is_none() && notes.len() < 2) {
        return;
    }
    let rects: Vec<Rect> =
        room.board.with_index(|index| notes.iter().filter_map(|note| index.rect(WallId::Note(*note))).collect());
    let pos = Rect::around(rects).map_or_else(Point::default, |rect| rect.origin());
    let cluster = into.unwrap_or_else(random::id);
    if room.dispatch(Command::Cluster { cluster, notes, pos }) {
        stage.select_only(WallId::Cluster(cluster));
        if into.is_none() {
            stage.naming.set(Some(cluster));
        }
        dom::announce(room.tongue.now(words::GROUPED));
    }
}

fn members(room: Room, cluster: ClusterId) -> Vec<NoteId> {
    room.with_board(|board| board.members_of(cluster).into_iter().map(|(id, _)| id).collect()).unwrap_or_default()
}

/// Removes what is selected: notes are deleted, clusters are split.
pub(super) fn delete(room: Room, stage: Stage) {
    if !room.may_now(Operation::DeleteNote) && !room.may_now(Operation::ArrangeCluster) {
        return;
    }
    let notes = stage.selected_notes();
    let clusters: Vec<ClusterId> = stage.selection.with_untracked(|selected| {
        selected
            .iter()
            .filter_map(|id| match id {
                WallId::Cluster(cluster) => Some(*cluster),
                WallId::Note(_) => None,
            })
            .collect()
    });
    let mut done = false;
    if !notes.is_empty() {
        done |= room.dispatch(Command::DeleteNotes(notes));
    }
    for cluster in clusters {
        split(room, stage, cluster);
        done = true;
    }
    if done {
        stage.select_nothing();
        dom::announce(room.tongue.now(words::DELETED));
        dom::focus("wall");
    }
}

/// Dissolves a cluster; each note lies where it was drawn.
fn split(room: Room, stage: Stage, id: ClusterId) {
    let members = members(room, id);
    let mut places: Vec<(NoteId, Point)> = room.board.with_index(|index| {
        members.iter().filter_map(|note| index.rect(WallId::Note(*note)).map(|rect| (*note, rect.origin()))).collect()
    });
    if places.is_empty() {
        // Folded: its notes are drawn nowhere; they come to lie as they would if it were open.
        places = room.with_board(|board| unfolded(board, id)).unwrap_or_default();
    }
    if room.dispatch(Command::SplitCluster { cluster: id, places }) {
        stage.selection.set(members.into_iter().map(WallId::Note).collect());
        dom::announce(room.tongue.now(words::SPLIT_DONE));
    }
}

fn unfolded(board: &journeyboard_shared::model::Board, id: ClusterId) -> Vec<(NoteId, Point)> {
    let Some(cluster) = board.clusters.get(&id) else { return Vec::new() };
    let layout = journeyboard_shared::wall::cluster_layout(&cluster.name, &board.members_of(id), false);
    layout
        .members
        .into_iter()
        .map(|(note, rect)| (note, Point::new(cluster.pos.x + rect.x, cluster.pos.y + rect.y)))
        .collect()
}

/// Takes a note out of its cluster, to the right of it.
fn take_out(room: Room, id: NoteId) {
    let place = room.board.with_index(|index| {
        let cluster = index.within(WallId::Note(id))?;
        let around = index.rect(WallId::Cluster(cluster))?;
        let own = index.rect(WallId::Note(id))?;
        Some(journeyboard_shared::wall::free_spot(index, Point::new(around.right() + 16.0, own.y), own.size()))
    });
    if let Some(place) = place {
        room.dispatch(Command::TakeOut(vec![(id, place)]));
    }
}
