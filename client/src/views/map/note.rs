//! A note on the map: the very note of the wall, set as the poster sets it, written in place.

use journeyboard_shared::command::Command;
use journeyboard_shared::ids::{NoteId, StepId};
use journeyboard_shared::map::{Lane, NoteBox};
use journeyboard_shared::model::NoteKind;
use journeyboard_shared::rules::Operation;
use journeyboard_shared::wall::WallId;
use journeyboard_shared::words::{kinds, map as words, wall as wall_words};

use super::editor::NoteEditor;
use super::keys;
use super::sheet::{Offered, Place, Sheet};
use crate::browser::dom;
use crate::model::room::Mark;
use crate::prelude::*;
use crate::views::parts::{Icon, KindIcon};

/// A note in its column.
#[component]
pub(super) fn MapNote(
    /// The sheet.
    sheet: Sheet,
    /// The note.
    note: NoteId,
    /// Its column.
    step: StepId,
    /// Its row.
    lane: Lane,
) -> impl IntoView {
    let place = Place::Note(note, step);
    let drawn = Memo::new(move |_| sheet.drawn.with(|drawn| drawn.note(note, step).cloned()));
    let style = move || {
        sheet.drawn.with(|all| {
            let (own, column, row) = (all.note(note, step)?, all.column(step)?, all.lane(lane)?);
            let (x, y) = (own.rect.x - column.x, own.rect.y - row.y);
            Some(format!("left:{x}px;top:{y}px;width:{}px;height:{}px", own.rect.width, own.rect.height))
        })
    };
    let kind = Memo::new(move |_| drawn.with(|drawn| drawn.as_ref().map_or(NoteKind::Question, |note| note.kind)));
    let is_selected = Memo::new(move |_| sheet.front.selection.with(|all| all.contains(&WallId::Note(note))));
    let is_edited = Memo::new(move |_| sheet.editing.get() == Some((note, step)));
    let is_tabbed = Memo::new(move |_| sheet.tabbed.get() == Some(place));
    let language = move || sheet.room.board.about.with(|about| about.as_ref().map(|about| about.locale.key()));
    view! {
        <div
            class="map-note"
            class:selected=is_selected
            id=place.element_id()
            data-kind=move || kind.get().key()
            style=style
            role="group"
            lang=language
            aria-roledescription=move || sheet.tongue.say(kinds::kind(kind.get()))
            aria-label=move || label(sheet, note)
            tabindex=move || if is_tabbed.get() { "0" } else { "-1" }
            on:focus=move |_| {
                sheet.current.set(Some(place));
                sheet.front.select_only(WallId::Note(note));
            }
            on:keydown=move |event| keys::on_note(sheet, note, step, &event)
            on:dblclick=move |_| edit(sheet, note, step)
        >
            {move || drawn.get().map(|drawn| view! { <Gutter sheet drawn is_tabbed /> })}
            {move || if is_edited.get() {
                view! { <NoteEditor sheet note step /> }.into_any()
            } else {
                view! { <p class="map-note-text">{move || drawn.with(|drawn| drawn.as_ref().map(|note| note.lines.join("\n")))}</p> }.into_any()
            }}
            <Marks sheet note />
            {move || (lane == Lane::Touchpoint && sheet.may_add()).then(|| view! { <AddBeside sheet step touchpoint=note is_tabbed /> })}
        </div>
    }
}

/// Who else is at this note.
#[component]
fn Marks(
    /// The sheet.
    sheet: Sheet,
    /// The note.
    note: NoteId,
) -> impl IntoView {
    let marks =
        Memo::new(move |_| sheet.room.presence.marks.with(|marks| marks.get(&note).cloned().unwrap_or_default()));
    let tag = move |mark: Mark| {
        let word =
            if mark.types { sheet.tongue.with(wall_words::WRITES_HERE, &[("name", &mark.name)]) } else { mark.name };
        view! { <span class="note-mark" data-person=mark.colour.number()>{word}</span> }
    };
    // One name is enough here: the wall has room for more.
    move || marks.with(|marks| marks.iter().max_by_key(|mark| mark.types).cloned()).map(tag)
}

/// Icon or face, and the department's letters under it.
#[component]
fn Gutter(
    /// The sheet.
    sheet: Sheet,
    /// The note as it is laid out.
    drawn: NoteBox,
    /// Whether the tab key comes to the note.
    is_tabbed: Memo<bool>,
) -> impl IntoView {
    let NoteBox { note, step, kind, emotion, department, .. } = drawn;
    let may_feel = move || kind == NoteKind::Emotion && may_edit(sheet, note);
    let id = format!("map-face-{note}-{step}");
    let mark = move || {
        if !may_feel() {
            return view! { <KindIcon kind emotion /> }.into_any();
        }
        let opener = id.clone();
        let label = move || {
            let t = sheet.tongue;
            emotion.map_or_else(
                || t.say(wall_words::EMOTION_UNSET).to_owned(),
                |value| t.with(words::CHANGE_FACE, &[("emotion", t.say(kinds::emotion(value)))]),
            )
        };
        view! {
            <button type="button" class="map-note-face" id=id.clone() aria-haspopup="menu" aria-label=label title=label
                tabindex=move || if is_tabbed.get() { "0" } else { "-1" }
                on:keydown=|event| event.stop_propagation()
                on:dblclick=|event| event.stop_propagation()
                on:click=move |_| sheet.open(Offered::FaceOf(note), opener.clone())>
                <KindIcon kind emotion />
            </button>
        }
        .into_any()
    };
    view! {
        <span class="map-note-gutter">
            {mark}
            {department.map(|letters| view! { <span class="map-note-department" aria-hidden="true">{letters}</span> })}
        </span>
    }
}

/// The small plus on a touchpoint: a note of any kind that belongs to it.
#[component]
fn AddBeside(
    /// The sheet.
    sheet: Sheet,
    /// The column.
    step: StepId,
    /// The touchpoint.
    touchpoint: NoteId,
    /// Whether the tab key comes to the touchpoint.
    is_tabbed: Memo<bool>,
) -> impl IntoView {
    let id = format!("map-beside-{step}");
    let opener = id.clone();
    let label = move || sheet.tongue.with(words::ADD_BESIDE, &[("touchpoint", &sheet.name(touchpoint))]);
    view! {
        <button type="button" class="map-note-more" id=id aria-haspopup="menu" aria-label=label title=label
            tabindex=move || if is_tabbed.get() { "0" } else { "-1" }
            on:keydown=|event| event.stop_propagation()
            on:dblclick=|event| event.stop_propagation()
            on:click=move |_| sheet.open(Offered::NewNote(step, touchpoint, Lane::Touchpoint), opener.clone())>
            <Icon name="plus" />
        </button>
    }
}

/// Whether this person may write a note. Follows the role.
pub(super) fn may_edit(sheet: Sheet, note: NoteId) -> bool {
    let there = sheet.room.with_board(|board| board.note(note).cloned()).flatten();
    there.is_some_and(|there| sheet.room.may(Operation::EditNote, note, &there))
}

/// Begins to write a note, if this person may.
pub(super) fn edit(sheet: Sheet, note: NoteId, step: StepId) {
    if untrack(|| may_edit(sheet, note)) {
        sheet.editing.set(Some((note, step)));
    }
}

/// Deletes a note, if this person may; the focus goes to what stood nearest.
pub(super) fn delete(sheet: Sheet, note: NoteId, step: StepId) {
    let neighbour = sheet.drawn.with_untracked(|drawn| drawn.without(note, step));
    if sheet.room.dispatch(Command::DeleteNotes(vec![note])) {
        dom::announce(sheet.tongue.now(wall_words::DELETED));
        if let Some(neighbour) = neighbour {
            sheet.focus_on(neighbour);
        }
    }
}

/// What a screen reader says of a note.
fn label(sheet: Sheet, id: NoteId) -> String {
    let t = sheet.tongue;
    let Some(signal) = sheet.room.board.note(id) else { return String::new() };
    let note = signal.get();
    let text = note.text.trim();
    let mut parts = vec![if text.is_empty() { t.say(wall_words::NOTE_EMPTY).to_owned() } else { text.to_owned() }];
    parts.extend(note.emotion.map(|emotion| t.say(kinds::emotion(emotion)).to_owned()));
    let department = sheet.room.with_board(|board| board.department_of(&note).to_owned()).unwrap_or_default();
    parts.extend((!department.is_empty()).then_some(department));
    parts.join(", ")
}
