//! The wall: notes and clusters under a camera. Near and at rest they are elements, culled to what is seen; from afar and
//! while a hand zooms, a picture of them on one canvas.
//!
//! ```text
//! pointer → hands → gestures::wall → Command → Room        keys → keys → Command → Room
//! wheel, pinch → eye (the camera, outside the reactive graph) → layers → one CSS transform per frame
//! ```

mod cluster;
mod cursors;
mod dots;
mod empty;
mod eye;
mod hands;
mod keys;
mod layers;
mod marks;
mod note;
mod palette;
mod picture;
mod selection;
mod text;
mod zoom;

use journeyboard_shared::wall::{Rect, WallId};
use journeyboard_shared::words::wall as words;
use leptos::html;

use crate::browser::dom;
use crate::model::{Room, Stage, Tool, tongue};
use crate::prelude::*;
use cluster::ClusterCard;
use cursors::Cursors;
use empty::EmptyWall;
use eye::Eye;
use hands::Hands;
use layers::Layers;
use note::NoteCard;
use palette::Palette;
use picture::Picture;
use selection::SelectionBar;
use zoom::ZoomBar;

/// The wall with its tools.
#[component]
pub fn Wall(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
) -> impl IntoView {
    let t = tongue();
    let frame = NodeRef::<html::Div>::new();
    let layers = Layers::new();
    let eye = Eye::new(room, frame, layers);
    marks::hang();
    let hands = Hands::new(room, stage, eye);
    keys::listen(room, stage, eye);
    tell_selection(room, stage);
    let_go_of_what_is_gone(room, stage);
    show_on_demand(room, stage, eye);
    palette::step_aside(room, stage);
    come_near_to_write(room, stage, eye);
    let is_empty = Memo::new(move |_| {
        room.board.wall.track();
        room.board.with_index(journeyboard_shared::wall::WallIndex::is_empty)
    });
    let thing = move |id: WallId| match id {
        WallId::Note(note) => view! { <NoteCard room stage eye hands id=note /> }.into_any(),
        WallId::Cluster(cluster) => view! { <ClusterCard room stage eye hands id=cluster /> }.into_any(),
    };
    view! {
        <div class="wall" data-tool=move || if stage.tool.get() == Tool::Hand { "hand" } else { "select" }
            data-gesture=move || hands.doing.get()>
            <div node_ref=frame class="wall-frame" id="wall" tabindex="0" role="group"
                aria-label=t.word(words::WALL) aria-describedby="wall-help"
                on:pointerdown=move |event| hands.down(&event)
                on:pointermove=move |event| hands.moved(&event)
                on:pointerup=move |event| hands.up(&event)
                on:pointercancel=move |event| hands.cancelled(&event)
                on:pointerleave=move |_| hands.left()
                on:dblclick=move |event| hands.double_clicked(&event)>
                <div node_ref=layers.paper class="wall-paper">
                    <div node_ref=layers.ground class="wall-ground"></div>
                    <For each=move || eye.things.get() key=|id| *id children=thing />
                </div>
                <Picture room stage eye />
                <div node_ref=layers.company class="wall-company">
                    <hands::Lasso hands />
                    <Cursors room />
                </div>
            </div>
            <p id="wall-help" class="off-screen">{t.word(words::WALL_HELP)}</p>
            <Show when=move || is_empty.get()><EmptyWall room stage eye /></Show>
            <Palette room stage eye />
            <SelectionBar room stage />
            <ZoomBar eye room />
        </div>
    }
}

/// The others see what this person has selected.
fn tell_selection(room: Room, stage: Stage) {
    Effect::new(move |_| {
        stage.selection.track();
        let typing = stage.editing.get();
        let selected = stage.selected_notes();
        room.show(|shown| {
            shown.selection = selected;
            shown.typing = typing;
        });
    });
}

/// What somebody removed, or an undo took back, is not selected any more.
fn let_go_of_what_is_gone(room: Room, stage: Stage) {
    Effect::new(move |_| {
        room.board.wall.track();
        let gone = |id: &WallId| room.board.with_index(|index| index.rect(*id).is_none());
        if stage.selection.with_untracked(|selected| selected.iter().any(gone)) {
            stage.selection.update(|selected| selected.retain(|id| !gone(id)));
        }
        if stage.editing.get_untracked().is_some_and(|note| room.board.note(note).is_none()) {
            stage.editing.set(None);
        }
    });
}

/// From afar nothing can be written, and letters would be shortcuts: the camera comes near.
fn come_near_to_write(room: Room, stage: Stage, eye: Eye) {
    Effect::new(move |_| {
        let note = stage.editing.get().map(WallId::Note);
        let written = note.or(stage.naming.get().map(WallId::Cluster));
        if let Some(written) = written.filter(|_| eye.is_far()) {
            eye.look_at(room, written);
        }
    });
}

/// Brings a note into view when somebody asks for it, and puts the focus onto it.
fn show_on_demand(room: Room, stage: Stage, eye: Eye) {
    Effect::new(move |_| {
        let Some(note) = stage.show.get() else { return };
        let id = WallId::Note(note);
        let shown = room.with_board(|board| board.cluster_of(note)).flatten().map(WallId::Cluster);
        let target = if room.board.with_index(|index| index.rect(id).is_some()) { id } else { shown.unwrap_or(id) };
        eye.look_at(room, target);
        stage.select_only(target);
        stage.show.set(None);
        request_animation_frame(move || {
            dom::focus(&element_id(target));
        });
    });
}

/// The id of a thing's element.
fn element_id(id: WallId) -> String {
    match id {
        WallId::Note(note) => format!("note-{note}"),
        WallId::Cluster(cluster) => format!("cluster-{cluster}"),
    }
}

/// The thing that has the focus, or within which something has it.
fn focused_thing() -> Option<WallId> {
    let id = dom::focused_within(".note, .cluster")?;
    let note = || id.strip_prefix("note-")?.parse().ok().map(WallId::Note);
    note().or_else(|| id.strip_prefix("cluster-")?.parse().ok().map(WallId::Cluster))
}

/// The style of a thing that lies there. What keeps its size on the screen, such as the ring around what is selected, needs
/// the scale; other things are spared it.
fn lies_at(rect: &Rect, zoom: Option<f64>) -> String {
    let Rect { x, y, height, .. } = rect;
    let zoom = zoom.map(|zoom| format!(";--zoom:{zoom:.4}")).unwrap_or_default();
    format!("left:{x}px;top:{y}px;height:{height}px{zoom}")
}
