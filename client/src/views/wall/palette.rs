//! The palette: tools, and a button for each kind of note.

use journeyboard_shared::command::{Command, NewNote};
use journeyboard_shared::ids::{ClusterId, NoteId};
use journeyboard_shared::model::{NoteKind, Point};
use journeyboard_shared::rules::Operation;
use journeyboard_shared::wall::{NOTE_HEIGHT_MIN, NOTE_WIDTH, Size, WallId, free_spot, steps_aside};
use journeyboard_shared::words::{kinds, wall as words};

use super::eye::Eye;
use crate::browser::{clock, random};
use crate::model::{Room, Stage, Tool, tongue};
use crate::prelude::*;
use crate::views::parts::{Icon, KindIcon};

/// The palette at the side.
#[component]
pub(super) fn Palette(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
    /// The camera.
    eye: Eye,
) -> impl IntoView {
    let t = tongue();
    let may_add = Memo::new(move |_| room.may_at_all(Operation::CreateNote));
    let kind_button = move |kind: NoteKind| {
        let label = move || t.with(words::ADD_OF_KIND, &[("kind", t.say(kinds::kind(kind)))]);
        let title = move || format!("{} · {}", t.say(kinds::kind(kind)), t.say(kinds::hint(kind)));
        view! {
            <button type="button" class="palette-kind" data-kind=kind.key() aria-label=label title=title
                on:click=move |_| add(room, stage, eye, kind)>
                <KindIcon kind />
                <span class="palette-name">{move || t.say(kinds::kind(kind))}</span>
            </button>
        }
    };
    let tool_button = move |tool: Tool| {
        let (word, icon, key) = match tool {
            Tool::Select => (words::SELECT, view! { <Icon name="mouse-pointer-2" /> }, "V"),
            Tool::Hand => (words::HAND, view! { <Icon name="hand" /> }, "H"),
        };
        view! {
            <button type="button" class="icon-button" aria-pressed=move || (stage.tool.get() == tool).to_string()
                aria-label=move || t.say(word) title=move || format!("{} ({key})", t.say(word)) on:click=move |_| stage.tool.set(tool)>
                {icon}
            </button>
        }
    };
    view! {
        <div class="palette" role="toolbar" aria-label=t.word(words::TOOLS) aria-orientation="vertical">
            <div class="palette-tools">
                {tool_button(Tool::Select)}
                {tool_button(Tool::Hand)}
            </div>
            <Show when=move || may_add.get()>
                <div class="palette-kinds" role="group" aria-label=t.word(words::ADD_NOTE)>
                    {NoteKind::ALL.map(kind_button)}
                </div>
                <div class="palette-tools">
                    <button type="button" class="icon-button" aria-label=t.word(words::UNDO) title=move || format!("{} (Ctrl+Z)", t.say(words::UNDO))
                        disabled=move || !room.can_undo.get() on:click=move |_| room.undo()><Icon name="undo-2" /></button>
                    <button type="button" class="icon-button" aria-label=t.word(words::REDO) title=move || format!("{} (Ctrl+Shift+Z)", t.say(words::REDO))
                        disabled=move || !room.can_redo.get() on:click=move |_| room.redo()><Icon name="redo-2" /></button>
                </div>
            </Show>
        </div>
    }
}

/// Adds a note of a kind where there is room near the middle of the screen, or into the selected cluster, and writes in it.
pub(super) fn add(room: Room, stage: Stage, eye: Eye, kind: NoteKind) {
    stage.kind.set(kind);
    let cluster = selected_cluster(room, stage);
    let middle = eye.centre();
    let near = Point::new(middle.x - NOTE_WIDTH / 2.0, middle.y - NOTE_HEIGHT_MIN / 2.0);
    let size = Size::new(NOTE_WIDTH, ROOM_HEIGHT);
    let pos = room.board.with_index(|index| free_spot(index, near, size));
    let id = create(room, stage, kind, pos, cluster);
    if let Some(id) = id {
        eye.look_at(room, WallId::Note(id));
        stage.newest.set(Some((id, pos, clock::now_ms())));
    }
}

/// The height that a new note is given room for, in board units: four lines, as most notes come to have.
const ROOM_HEIGHT: f64 = NOTE_HEIGHT_MIN + 56.0;

/// For how long a new note still makes room for one that was added elsewhere at the same moment, in milliseconds. Later,
/// and once somebody moved it, it lies where it lies.
const FRESH_MS: f64 = 5_000.0;

/// Two people who add at the same moment get the same free spot: one of the notes steps aside before either is missed.
pub(super) fn step_aside(room: Room, stage: Stage) {
    Effect::new(move |_| {
        room.board.wall.track();
        let is_fresh = |(_, _, since): &(NoteId, Point, f64)| clock::now_ms() - since < FRESH_MS;
        let Some((note, given, since)) = stage.newest.get_untracked().filter(is_fresh) else { return };
        let aside = room.board.with_index(|index| {
            let is_there = index.rect(WallId::Note(note)).is_some_and(|rect| rect.origin() == given);
            steps_aside(index, note).filter(|_| is_there)
        });
        if let Some(pos) = aside {
            stage.newest.set(Some((note, pos, since)));
            room.dispatch(Command::MoveNotes(vec![(note, pos)]));
        }
    });
}

/// Adds a note of the last kind at a place, and writes in it.
pub(super) fn add_at(room: Room, stage: Stage, at: Point) {
    let pos = Point::new(at.x - NOTE_WIDTH / 2.0, at.y - NOTE_HEIGHT_MIN / 2.0);
    create(room, stage, stage.kind.get_untracked(), pos, None);
}

fn create(room: Room, stage: Stage, kind: NoteKind, pos: Point, cluster: Option<ClusterId>) -> Option<NoteId> {
    let id: NoteId = random::id();
    let touchpoint = cluster.and_then(|cluster| leader(room, cluster));
    let note = NewNote { id, kind, text: String::new(), pos, emotion: None, touchpoint, cluster };
    if !room.dispatch(Command::CreateNote(note)) {
        return None;
    }
    stage.select_only(WallId::Note(id));
    stage.editing.set(Some(id));
    Some(id)
}

/// The cluster that is selected, or in which the selected note lies, if it is open.
fn selected_cluster(room: Room, stage: Stage) -> Option<ClusterId> {
    let only = stage.selection.with_untracked(|selected| match selected.len() {
        1 => selected.first().copied(),
        _ => None,
    })?;
    match only {
        WallId::Cluster(cluster) => room
            .with_board(|board| board.clusters.get(&cluster).is_some_and(|it| !it.collapsed))
            .unwrap_or(false)
            .then_some(cluster),
        WallId::Note(_) => room.board.with_index(|index| index.within(only)),
    }
}

/// The touchpoint that leads a cluster, so that a note added there belongs to it.
fn leader(room: Room, cluster: ClusterId) -> Option<NoteId> {
    room.with_board(|board| {
        let touchpoints: Vec<NoteId> = board
            .members_of(cluster)
            .into_iter()
            .filter(|(_, note)| note.kind == NoteKind::Touchpoint)
            .map(|(id, _)| id)
            .collect();
        match touchpoints.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    })
    .flatten()
}
