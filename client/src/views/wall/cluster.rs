//! One cluster on the wall: its ground, its title bar, its fold. Its notes are drawn by themselves, on top.

use std::collections::BTreeMap;

use journeyboard_shared::command::Command;
use journeyboard_shared::ids::ClusterId;
use journeyboard_shared::limits::NAME_MAX;
use journeyboard_shared::model::{Cluster, NoteKind};
use journeyboard_shared::rules::Operation;
use journeyboard_shared::wall::{Rect, WallId};
use journeyboard_shared::words::wall as words;
use leptos::html;

use super::eye::Eye;
use super::hands::Hands;
use crate::browser::dom::{self, KeyboardEvent};
use crate::model::{Room, Stage, tongue};
use crate::prelude::*;
use crate::views::parts::{Icon, KindIcon};

/// A cluster.
#[component]
pub(super) fn ClusterCard(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
    /// The camera, for what keeps its size on the screen.
    eye: Eye,
    /// The hands, for what is in flight.
    hands: Hands,
    /// The cluster.
    id: ClusterId,
) -> impl IntoView {
    let Some(cluster) = room.board.cluster(id) else { return ().into_any() };
    let t = tongue();
    let this = WallId::Cluster(id);
    let place = place_of(room, hands, id);
    let is_selected = Memo::new(move |_| stage.selection.with(|selected| selected.contains(&this)));
    let style = move || {
        let zoom = is_selected.get().then(|| eye.rest_zoom.get());
        place.get().map(|rect| format!("width:{}px;{}", rect.width, super::lies_at(&rect, zoom)))
    };
    let is_landing = move || hands.landing.get() == Some(this);
    let folded = Memo::new({
        let cluster = cluster.clone();
        move |_| cluster.with(|cluster| cluster.collapsed)
    });
    let content = Memo::new(move |_| content_of(room, id));
    let count = move || content.with(|content| content.values().sum::<usize>());
    let leader = Memo::new(move |_| leader_of(room, id));
    let label = {
        let cluster = cluster.clone();
        move || {
            let known_as = known_as(&cluster.get().name, leader.get());
            let name = known_as.as_deref().unwrap_or_else(|| t.say(words::GROUP));
            [name, ", ", &t.count(words::NOTES, count())].concat()
        }
    };
    let fold = move |_| {
        room.dispatch(Command::FoldCluster { cluster: id, collapsed: !folded.get_untracked() });
    };
    let fold_label = move || t.say(if folded.get() { words::UNFOLD } else { words::FOLD });
    let may_arrange = Memo::new(move |_| room.may_at_all(Operation::ArrangeCluster));
    view! {
        <div class="cluster" id=super::element_id(this) style=style role="group" aria-label=label
            tabindex=move || if stage.selection.with(|selected| selected.first() == Some(&this)) { "0" } else { "-1" }
            data-selected=move || is_selected.get().then_some("") data-landing=move || is_landing().then_some("")
            data-folded=move || folded.get().then_some("")>
            <div class="cluster-head">
                <Name room stage cluster=cluster id />
                <span class="cluster-count">{count}</span>
                <Show when=move || may_arrange.get()>
                    <button type="button" class="icon-button small" aria-expanded=move || (!folded.get()).to_string()
                        aria-label=fold_label title=fold_label on:click=fold>
                        {move || if folded.get() { view! { <Icon name="chevron-right" /> } } else { view! { <Icon name="chevron-down" /> } }}
                    </button>
                </Show>
            </div>
            <Show when=move || folded.get()>
                <ul class="cluster-folded">
                    {move || content.get().into_iter().map(|(kind, n)| view! {
                        <li><KindIcon kind />{n}</li>
                    }).collect_view()}
                </ul>
            </Show>
        </div>
    }
    .into_any()
}

/// What a cluster is known as: by its name, else by the touchpoint that leads it.
fn known_as(name: &str, leader: Option<String>) -> Option<String> {
    if name.is_empty() { leader.filter(|leader| !leader.trim().is_empty()) } else { Some(name.to_owned()) }
}

/// The text of the touchpoint that leads a cluster, if one does.
fn leader_of(room: Room, id: ClusterId) -> Option<String> {
    room.board.wall.track();
    room.with_board(|board| {
        let members = board.members_of(id);
        members.iter().find(|(_, note)| note.kind == NoteKind::Touchpoint).map(|(_, note)| note.text.clone())
    })
    .flatten()
}

/// How many notes of each kind lie in a cluster.
fn content_of(room: Room, id: ClusterId) -> BTreeMap<NoteKind, usize> {
    room.board.wall.track();
    room.with_board(|board| {
        let mut content = BTreeMap::new();
        for (_, note) in board.members_of(id) {
            *content.entry(note.kind).or_default() += 1;
        }
        content
    })
    .unwrap_or_default()
}

fn place_of(room: Room, hands: Hands, id: ClusterId) -> Memo<Option<Rect>> {
    let this = WallId::Cluster(id);
    Memo::new(move |_| {
        room.board.wall.track();
        let rect = room.board.with_index(|index| index.rect(this))?;
        let by = hands.flight.with(|flight| {
            flight
                .as_ref()
                .filter(|flight| flight.things.iter().any(|(thing, _)| *thing == this))
                .map(|flight| flight.offset())
        });
        Some(by.map_or(rect, |by| rect.moved(by.x, by.y)))
    })
}

/// The cluster's name, or the field in which it is written.
#[component]
fn Name(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
    /// The cluster.
    cluster: ArcRwSignal<Cluster>,
    /// Its id.
    id: ClusterId,
) -> impl IntoView {
    let t = tongue();
    let name = Memo::new(move |_| cluster.with(|cluster| cluster.name.clone()));
    let is_naming = move || stage.naming.get() == Some(id);
    let may_name = Memo::new(move |_| room.may_at_all(Operation::ArrangeCluster));
    let leader = Memo::new(move |_| leader_of(room, id));
    let known_as = move || known_as(&name.get(), leader.get());
    let shown = move || known_as().unwrap_or_else(|| t.say(words::GROUP_UNNAMED).to_owned());
    let is_vague = move || known_as().is_none();
    let start = move |_| {
        if may_name.get_untracked() {
            stage.naming.set(Some(id));
        }
    };
    view! {
        <Show when=is_naming
            fallback=move || view! {
                <span class="cluster-name" data-empty=move || is_vague().then_some("")
                    data-led=move || name.with(String::is_empty).then_some("") on:dblclick=start>{shown}</span>
            }>
            <NameField room stage id name=name.get_untracked() />
        </Show>
    }
}

#[component]
fn NameField(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
    /// The cluster.
    id: ClusterId,
    /// Its name so far.
    name: String,
) -> impl IntoView {
    let t = tongue();
    let field = NodeRef::<html::Input>::new();
    let before = name.clone();
    let done = StoredValue::new(false);
    let save = move |keep: bool| {
        if done.try_get_value().unwrap_or(true) {
            return;
        }
        done.set_value(true);
        let written = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        if keep && written.trim() != before {
            room.dispatch(Command::NameCluster { cluster: id, name: written });
        }
        stage.naming.try_set(None);
        dom::focus_if_lost(super::element_id(WallId::Cluster(id)));
    };
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
            field.select();
        }
    });
    let on_key = {
        let save = save.clone();
        move |event: KeyboardEvent| {
            event.stop_propagation();
            match event.key().as_str() {
                "Enter" if !event.is_composing() => save(true),
                "Escape" => save(false),
                _ => {}
            }
        }
    };
    view! {
        <input node_ref=field class="cluster-field" maxlength=NAME_MAX.to_string() aria-label=t.word(words::GROUP_NAME)
            placeholder=t.word(words::GROUP_UNNAMED) prop:value=name on:keydown=on_key on:blur=move |_| save(true) />
    }
}
