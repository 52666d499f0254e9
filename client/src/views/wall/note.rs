//! One note on the wall. Reads its own signal and nothing of the others'.

use crate::prelude::*;
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::locks::Thing;
use journeyboard_shared::model::{Note, NoteKind, Point};
use journeyboard_shared::rules::Operation;
use journeyboard_shared::wall::{NOTE_HEIGHT_MAX, Rect, WallId};
use journeyboard_shared::words::{kinds, phases, wall as words};

use super::dots::Dots;
use super::eye::Eye;
use super::hands::Hands;
use super::marks;
use super::text::NoteEditor;
use crate::browser::dom;
use crate::model::{Room, Stage, tongue};
use crate::views::parts::{DepartmentMark, EmotionPicker, Icon};

/// A note.
#[component]
pub(super) fn NoteCard(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
    /// The camera, to bring the note into view when the focus comes.
    eye: Eye,
    /// The hands, for what is in flight.
    hands: Hands,
    /// The note.
    id: NoteId,
) -> impl IntoView {
    let Some(note) = room.board.note(id) else { return ().into_any() };
    let this = WallId::Note(id);
    let place = place_of(room, hands, id);
    let kind = Memo::new({
        let note = note.clone();
        move |_| note.with(|note| note.kind)
    });
    let is_selected = Memo::new(move |_| stage.selection.with(|selected| selected.contains(&this)));
    let is_editing = Memo::new(move |_| stage.editing.get() == Some(id));
    let is_landing = move || hands.landing.get() == Some(this);
    let is_flying = Memo::new(move |_| flies(room, hands, id));
    let marks = Memo::new(move |_| room.presence.marks.with(|marks| marks.get(&id).cloned().unwrap_or_default()));
    let label = label_of(room, note.clone());
    let style = move || {
        let zoom = (is_selected.get() || marks.with(|marks| !marks.is_empty())).then(|| eye.rest_zoom.get());
        place.get().map(|rect| super::lies_at(&rect, zoom))
    };
    let is_full = move || place.with(|place| place.is_some_and(|rect| rect.height >= NOTE_HEIGHT_MAX));
    view! {
        <div class="note" id=super::element_id(this) data-kind=move || kind.get().key() style=style
            tabindex=move || if stage.selection.with(|selected| selected.first() == Some(&this)) { "0" } else { "-1" }
            role="group" aria-roledescription=move || tongue().say(kinds::kind(kind.get())) aria-label=label
            data-selected=move || is_selected.get().then_some("") data-flying=move || is_flying.get().then_some("")
            data-landing=move || is_landing().then_some("") data-editing=move || is_editing.get().then_some("")
            data-full=move || is_full().then_some("") data-marked=move || marks.with(|marks| !marks.is_empty()).then_some("")
            on:focus=move |_| focused(room, stage, eye, this)>
            <Head room note=note.clone() id kind=kind is_active=Memo::new(move |_| is_editing.get() || is_selected.get()) />
            <Body room stage note=note.clone() id is_editing />
            <Dots room id note />
            {move || marks.get().into_iter().map(|mark| {
                let word = if mark.types { tongue().with(words::WRITES_HERE, &[("name", &mark.name)]) } else { mark.name.clone() };
                view! { <span class="note-mark" data-person=mark.colour.number() data-types=mark.types.then_some("")>{word}</span> }
            }).collect_view()}
        </div>
    }
    .into_any()
}

/// Where the note is drawn: where it lies, or where a hand has it right now.
fn place_of(room: Room, hands: Hands, id: NoteId) -> Memo<Option<Rect>> {
    Memo::new(move |_| {
        room.board.wall.track();
        let rect = room.board.with_index(|index| index.rect(WallId::Note(id)))?;
        if let Some(by) = hands.flight.with(|flight| {
            flight.as_ref().filter(|flight| is_aboard(room, &flight.things, id)).map(|flight| flight.offset())
        }) {
            return Some(rect.moved(by.x, by.y));
        }
        let elsewhere = room.presence.flights.with(|flights| flights.get(&id).copied());
        Some(elsewhere.map_or(rect, |at| Rect { x: at.x, y: at.y, ..rect }))
    })
}

/// Whether a note is among what is in flight, by itself or in its cluster.
fn is_aboard(room: Room, things: &[(WallId, Point)], id: NoteId) -> bool {
    let within = room.board.with_index(|index| index.within(WallId::Note(id)).map(WallId::Cluster));
    things.iter().any(|(thing, _)| *thing == WallId::Note(id) || Some(*thing) == within)
}

fn flies(room: Room, hands: Hands, id: NoteId) -> bool {
    hands.flight.with(|flight| flight.as_ref().is_some_and(|flight| is_aboard(room, &flight.things, id)))
        || room.presence.flights.with(|flights| flights.contains_key(&id))
}

fn focused(room: Room, stage: Stage, eye: Eye, this: WallId) {
    // A pointer selects by itself, and knows whether it adds; the keyboard's focus selects what it comes to.
    if dom::is_focus_visible() && !stage.selection.with_untracked(|selected| selected.contains(&this)) {
        stage.select_only(this);
        eye.look_at(room, this);
    }
}

/// What a screen reader says of a note.
fn label_of(room: Room, note: ArcRwSignal<Note>) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let t = tongue();
    move || {
        let note = note.get();
        let text = if note.text.trim().is_empty() { t.say(words::NOTE_EMPTY).to_owned() } else { note.text.clone() };
        let mut parts = vec![text];
        if let Some(emotion) = note.emotion {
            parts.push(t.say(kinds::emotion(emotion)).to_owned());
        }
        let more = room.with_board(|board| {
            let author =
                note.author.and_then(|author| board.participants.get(&author)).map(|person| person.name.clone());
            let touchpoint = note.touchpoint.and_then(|id| board.note(id)).map(|note| note.text.clone());
            (author, touchpoint)
        });
        let (author, touchpoint) = more.unwrap_or_default();
        parts.extend(author.map(|name| t.with(words::BY, &[("name", &name)])));
        parts.extend(touchpoint.map(|name| t.with(words::BELONGS_TO, &[("touchpoint", &name)])));
        parts.join(", ")
    }
}

/// The note's first row: kind, emotion, department.
#[component]
fn Head(
    /// The room.
    room: Room,
    /// The note.
    note: ArcRwSignal<Note>,
    /// Its id.
    id: NoteId,
    /// Its kind.
    kind: Memo<NoteKind>,
    /// Whether it is selected or written in.
    is_active: Memo<bool>,
) -> impl IntoView {
    let t = tongue();
    let author = Memo::new({
        let note = note.clone();
        move |_| note.with(|note| note.author)
    });
    let department = Memo::new(move |_| {
        room.board.people.track();
        author.get().and_then(|author| {
            room.with_board(|board| board.participants.get(&author).map(|person| person.department.clone())).flatten()
        })
    });
    let emotion = Memo::new({
        let note = note.clone();
        move |_| note.with(|note| note.emotion)
    });
    let feeling = Memo::new(move |_| emotion.get().filter(|_| kind.get() == NoteKind::Emotion));
    let may_feel = Memo::new(move |_| note.with(|note| room.may(Operation::EditNote, id, note)));
    let lock = move || {
        room.is_locked(Thing::Note(id)).then(|| {
            let said = t.word(phases::LOCKED);
            view! { <span class="note-lock" role="img" aria-label=said title=said><Icon name="lock" /></span> }
                .into_any()
        })
    };
    let picks = move || kind.get() == NoteKind::Emotion && may_feel.get() && is_active.get();
    view! {
        <div class="note-head">
            <span class="note-icon" class:note-face=move || feeling.get().is_some()
                style=move || marks::style(kind.get(), feeling.get())></span>
            <span class="note-kind">{move || t.say(kinds::kind(kind.get()))}</span>
            {lock}
            {move || department.get().filter(|name| !name.is_empty()).map(|name| view! { <DepartmentMark name /> })}
        </div>
        <Show when=picks>
            <div class="note-feel" data-control>
                <EmotionPicker value=emotion on_pick=move |(emotion,)| {
                    room.dispatch(journeyboard_shared::command::Command::SetEmotion { note: id, emotion: Some(emotion) });
                } />
            </div>
        </Show>
    }
}

/// The note's text, or the field in which it is written.
#[component]
fn Body(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
    /// The note.
    note: ArcRwSignal<Note>,
    /// Its id.
    id: NoteId,
    /// Whether it is written in.
    is_editing: Memo<bool>,
) -> impl IntoView {
    let t = tongue();
    let hint = {
        let note = note.clone();
        move || t.say(kinds::hint(note.with(|note| note.kind)))
    };
    let read = note.clone();
    let text = Memo::new(move |_| read.with(|note| note.text.clone()));
    view! {
        <Show when=move || is_editing.get()
            fallback=move || {
                let hint = hint.clone();
                view! {
                    <div class="note-text">{move || text.get()}</div>
                    <Show when=move || text.with(String::is_empty)><div class="note-hint" aria-hidden="true">{hint.clone()}</div></Show>
                }
            }>
            <NoteEditor room stage id />
        </Show>
    }
}
