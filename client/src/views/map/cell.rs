//! A row of the map: its head, which stays in sight, and its cells with the notes themselves.

use journeyboard_shared::command::{Command, NewNote};
use journeyboard_shared::ids::{NoteId, StepId};
use journeyboard_shared::map::{ColumnBox, Lane};
use journeyboard_shared::model::{Emotion, NoteKind};
use journeyboard_shared::words::{kinds, map as words};

use super::curve::CurveCells;
use super::keys;
use super::note::MapNote;
use super::sheet::{Offered, Place, Sheet};
use crate::browser::random;
use crate::prelude::*;
use crate::views::parts::Icon;
use crate::views::sequence::place_on_wall;

/// A row across the map.
#[component]
pub(super) fn LaneRow(
    /// The sheet.
    sheet: Sheet,
    /// Which.
    lane: Lane,
) -> impl IntoView {
    let height = Memo::new(move |_| sheet.drawn.with(|drawn| drawn.lane(lane).map_or(0.0, |row| row.height)));
    let columns = Memo::new(move |_| sheet.drawn.with(|drawn| drawn.map.columns.clone()));
    let cells = move || {
        if lane == Lane::Curve {
            return view! { <CurveCells sheet columns /> }.into_any();
        }
        view! {
            <For each=move || columns.get() key=|column| column.step let:column>
                <Cell sheet lane column />
            </For>
        }
        .into_any()
    };
    let hints = move || (lane == Lane::Touchpoint).then(|| view! { <EmptyStages sheet /> });
    view! {
        <div class="map-lane" class:curve=lane == Lane::Curve role="row" style=move || format!("height:{}px", height.get())>
            <div class="map-lane-head" role="rowheader">
                <span class="map-lane-icon" data-kind=lane_kind(lane).map(NoteKind::key)><Icon name=lane_icon(lane) /></span>
                <span class="map-lane-name">{move || sheet.tongue.say(lane.name())}</span>
                {(lane == Lane::Curve).then(|| view! { <super::curve::Levels sheet /> })}
            </div>
            <div class="map-lane-body" role="presentation">{cells()}{hints()}</div>
        </div>
    }
}

/// Where a touchpoint's column meets a row.
#[component]
fn Cell(
    /// The sheet.
    sheet: Sheet,
    /// The row.
    lane: Lane,
    /// The column as it was first laid out.
    column: ColumnBox,
) -> impl IntoView {
    let ColumnBox { step, touchpoint, .. } = column;
    let notes = Memo::new(move |_| sheet.drawn.with(|drawn| drawn.notes_in(step, lane)));
    let style = move || {
        sheet
            .drawn
            .with(|drawn| drawn.column(step).map(|column| format!("left:{}px;width:{}px", column.x, column.width)))
    };
    let is_empty = Memo::new(move |_| notes.with(Vec::is_empty));
    let may_add = Memo::new(move |_| sheet.may_add());
    view! {
        <div class="map-cell" role=if lane == Lane::Touchpoint { "columnheader" } else { "gridcell" } style=style>
            <For each=move || notes.get() key=|note| *note let:note>
                <MapNote sheet note step lane />
            </For>
            {move || (is_empty.get() && may_add.get()).then(|| view! { <AddHere sheet lane step touchpoint /> })}
        </div>
    }
}

/// The plus of an empty cell.
#[component]
fn AddHere(
    /// The sheet.
    sheet: Sheet,
    /// The row.
    lane: Lane,
    /// The column.
    step: StepId,
    /// Its touchpoint.
    touchpoint: NoteId,
) -> impl IntoView {
    let place = Place::Empty(step, lane);
    let style = move || {
        sheet.drawn.with(|drawn| {
            let cell = drawn.map.empty.iter().find(|cell| cell.step == step && cell.lane == lane)?;
            let (column, row) = (drawn.column(step)?, drawn.lane(lane)?);
            let (x, y) = (cell.rect.x - column.x, cell.rect.y - row.y);
            Some(format!("left:{x}px;top:{y}px;width:{}px;height:{}px", cell.rect.width, cell.rect.height))
        })
    };
    let t = sheet.tongue;
    let label = move || {
        let what = lane_kind(lane).map_or_else(|| t.say(lane.name()), |kind| t.say(kinds::kind(kind)));
        t.with(words::ADD_TO, &[("kind", what), ("touchpoint", &sheet.name(touchpoint))])
    };
    let add = move |_| match lane {
        Lane::Emotion => sheet.open(Offered::NewEmotion(step, touchpoint), place.element_id()),
        Lane::More => sheet.open(Offered::NewNote(step, touchpoint, lane), place.element_id()),
        _ => {
            if let Some(kind) = lane_kind(lane) {
                create(sheet, (step, touchpoint), kind, None);
            }
        }
    };
    view! {
        <button
            type="button"
            class="map-add"
            id=place.element_id()
            data-kind=lane_kind(lane).map(NoteKind::key)
            style=style
            aria-label=label
            title=label
            tabindex=move || if sheet.tabbed.get() == Some(place) { "0" } else { "-1" }
            on:focus=move |_| sheet.current.set(Some(place))
            on:keydown=move |event| { keys::on_place(sheet, place, &event); }
            on:click=add
        >
            <Icon name="plus" />
        </button>
    }
}

/// What the touchpoint row says of stages that have none.
#[component]
fn EmptyStages(
    /// The sheet.
    sheet: Sheet,
) -> impl IntoView {
    move || {
        sheet.drawn.with(|drawn| {
            let row = drawn.lane(Lane::Touchpoint).copied();
            let hints = drawn.map.stages.iter().filter_map(|stage| stage.hint.as_ref());
            let hint = |hint: &journeyboard_shared::map::TextBox| {
                let y = hint.rect.y - row.map_or(0.0, |row| row.y);
                let style = format!("left:{}px;top:{y}px;width:{}px", hint.rect.x, hint.rect.width);
                view! { <p class="map-hint" style=style>{hint.lines.join("\n")}</p> }
            };
            hints.map(hint).collect_view()
        })
    }
}

/// Makes a note that belongs to a touchpoint and begins to write it.
pub(super) fn create(sheet: Sheet, (step, touchpoint): (StepId, NoteId), kind: NoteKind, emotion: Option<Emotion>) {
    let note: NoteId = random::id();
    let pos = place_on_wall(sheet.room, Some(touchpoint));
    let new =
        NewNote { id: note, kind, text: String::new(), pos, emotion, touchpoint: Some(touchpoint), cluster: None };
    if sheet.room.dispatch(Command::CreateNote(new)) {
        sheet.newborn.set(Some(note));
        sheet.current.set(Some(Place::Note(note, step)));
        sheet.editing.set(Some((note, step)));
    }
}

/// The kind whose notes stand in a row; several stand in the last.
pub(super) fn lane_kind(lane: Lane) -> Option<NoteKind> {
    match lane {
        Lane::Touchpoint => Some(NoteKind::Touchpoint),
        Lane::Expectation => Some(NoteKind::Expectation),
        Lane::Experience => Some(NoteKind::Experience),
        Lane::Curve | Lane::Emotion => Some(NoteKind::Emotion),
        Lane::More => None,
    }
}

fn lane_icon(lane: Lane) -> &'static str {
    match lane {
        Lane::Touchpoint => "map-pin",
        Lane::Expectation => "telescope",
        Lane::Experience => "footprints",
        Lane::Curve => "lane-curve",
        Lane::Emotion => "face-0",
        Lane::More => "lane-more",
    }
}
