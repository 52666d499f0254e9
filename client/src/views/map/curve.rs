//! The emotion curve across the columns: levels, band, line, and a point per touchpoint that says its figures.

use journeyboard_shared::ids::StepId;
use journeyboard_shared::map::{ColumnBox, CurvePoint, Lane, mean_text};
use journeyboard_shared::model::Emotion;
use journeyboard_shared::words::{kinds, map as words};

use super::keys;
use super::sheet::{Place, Sheet};
use crate::prelude::*;
use crate::views::parts::EmotionFace;

/// Half the width of a spread's ends, in px.
const SPREAD_END: f64 = 5.0;

/// The levels' faces and words, in the row's head.
#[component]
pub(super) fn Levels(
    /// The sheet.
    sheet: Sheet,
) -> impl IntoView {
    let levels = Memo::new(move |_| {
        sheet.drawn.with(|drawn| {
            let top = drawn.lane(Lane::Curve).map_or(0.0, |row| row.y);
            drawn.map.curve.as_ref().map(|curve| curve.levels.map(|y| y - top)).unwrap_or_default()
        })
    });
    let level = move |(emotion, y): (Emotion, f64)| {
        view! {
            <span class="map-level" style=format!("top:{y}px")>
                <span class="map-level-word">{sheet.tongue.say(kinds::emotion(emotion))}</span>
                <EmotionFace emotion />
            </span>
        }
    };
    view! {
        <span class="map-levels" aria-hidden="true">
            {move || Emotion::ALL.into_iter().zip(levels.get()).map(level).collect_view()}
        </span>
    }
}

/// The curve, and a cell per column with its figures.
#[component]
pub(super) fn CurveCells(
    /// The sheet.
    sheet: Sheet,
    /// The columns.
    columns: Memo<Vec<ColumnBox>>,
) -> impl IntoView {
    view! {
        <Drawing sheet />
        <For each=move || columns.get() key=|column| column.step let:column>
            <PointCell sheet step=column.step />
        </For>
    }
}

/// The lines. Silent: the cells say it.
#[component]
fn Drawing(
    /// The sheet.
    sheet: Sheet,
) -> impl IntoView {
    let curve = Memo::new(move |_| sheet.drawn.with(|drawn| drawn.map.curve.clone()));
    // The levels run on to the window's edge where the map is narrower than that.
    let area = Memo::new(move |_| {
        let ((width, _), (_, shift)) = (sheet.room_px.get(), sheet.head());
        let seen = width / sheet.scale() + shift;
        sheet.drawn.with(|drawn| {
            let row = drawn.lane(Lane::Curve).copied().unwrap_or_default();
            let left = drawn.map.columns.first().map_or(0.0, |column| column.rect.x);
            (left, row.y, row.right().max(seen) - left, row.height)
        })
    });
    let content = move || {
        let curve = curve.get()?;
        let (left, _, width, _) = area.get();
        let levels = curve.levels.iter().enumerate().map(|(i, y)| {
            view! { <line class:middle=i == 2 x1=left x2=left + width y1=*y y2=*y></line> }
        });
        let spreads = curve.points.iter().map(|point| {
            let (worst, best) = (curve.y_of(f64::from(point.min)), curve.y_of(f64::from(point.max)));
            let (left, width) = (point.x - SPREAD_END, 2.0 * SPREAD_END);
            (worst > best).then(|| format!("M{left} {best}h{width}M{} {best}V{worst}M{left} {worst}h{width}", point.x))
        });
        let spreads: String = spreads.flatten().collect();
        Some(view! {
            <g class="map-curve-levels">{levels.collect_view()}</g>
            <path class="map-curve-band" d=curve.band.clone()></path>
            <path class="map-curve-spread" d=spreads></path>
            <path class="map-curve-line dashed" d=curve.dashed.clone()></path>
            <path class="map-curve-line" d=curve.path.clone()></path>
        })
    };
    view! {
        <svg
            class="map-curve"
            aria-hidden="true"
            style=move || { let (x, _, width, height) = area.get(); format!("left:{x}px;width:{width}px;height:{height}px") }
            viewBox=move || { let (x, y, width, height) = area.get(); format!("{x} {y} {width} {height}") }
        >
            {content}
        </svg>
    }
}

/// A touchpoint's cell of the curve.
#[component]
fn PointCell(
    /// The sheet.
    sheet: Sheet,
    /// The column.
    step: StepId,
) -> impl IntoView {
    let point = Memo::new(move |_| {
        sheet.drawn.with(|drawn| {
            let curve = drawn.map.curve.as_ref()?;
            let own = *curve.points.iter().find(|point| point.step == step)?;
            Some((own, curve.figures_y))
        })
    });
    let style = move || {
        sheet
            .drawn
            .with(|drawn| drawn.column(step).map(|column| format!("left:{}px;width:{}px", column.x, column.width)))
    };
    view! {
        <div class="map-cell" role="gridcell" style=style>
            {move || match point.get() {
                Some((own, figures_y)) => view! { <PointMark sheet own figures_y /> }.into_any(),
                None => view! { <span class="off-screen">{move || sheet.tongue.say(words::NO_EMOTION)}</span> }.into_any(),
            }}
        </div>
    }
}

/// The face at the mean, its figures under the curve, and all of it in words.
#[component]
fn PointMark(
    /// The sheet.
    sheet: Sheet,
    /// The point.
    own: CurvePoint,
    /// Where the figures stand, in px of the map.
    figures_y: f64,
) -> impl IntoView {
    let t = sheet.tongue;
    let place = Place::Point(own.step);
    let face = Emotion::new(own.mean.round() as i64).unwrap_or(Emotion::NEUTRAL);
    let (x, top) = sheet.drawn.with_untracked(|drawn| {
        let left = drawn.column(own.step).map_or(0.0, |column| column.x);
        (own.x - left, drawn.lane(Lane::Curve).map_or(0.0, |row| row.y))
    });
    let said = move || {
        let (mean, min, max) = (mean_text(own.mean, t.locale()), whole(own.min), whole(own.max));
        let values = [("mean", &*mean), ("min", &*min), ("max", &*max)];
        words::POINT.with(t.locale(), own.count as u64, &values)
    };
    let label = move || {
        let name = sheet.name(own.touchpoint);
        [name.as_str(), ": ", &said()].concat()
    };
    view! {
        <button
            type="button"
            class="map-point"
            id=place.element_id()
            style=format!("left:{x}px;top:{}px", own.y - top)
            aria-label=label
            data-tip=said
            data-tip-at="above"
            tabindex=move || if sheet.tabbed.get() == Some(place) { "0" } else { "-1" }
            on:focus=move |_| sheet.current.set(Some(place))
            on:keydown=move |event| { keys::on_place(sheet, place, &event); }
        >
            <EmotionFace emotion=face />
        </button>
        <span class="map-figures figures" aria-hidden="true" style=format!("left:{x}px;top:{}px", figures_y - top)>
            <b>{move || mean_text(own.mean, t.locale())}</b>" ("{own.count}")"
        </span>
    }
}

/// An emotion's value as it is read.
fn whole(value: i8) -> String {
    match value {
        0 => "0".to_owned(),
        1.. => format!("+{value}"),
        _ => format!("−{}", value.unsigned_abs()),
    }
}
