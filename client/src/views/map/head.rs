//! Above the lanes: the journey's start and end, and the stages' headers, which stay in sight.

use journeyboard_shared::map::{Align, StageBox, TextBox};
use journeyboard_shared::words::map as words;

use super::sheet::{Drawn, Sheet};
use crate::prelude::*;
use crate::views::parts::Icon;

/// Above the headers that stay in sight, in px.
const AIR: f64 = 8.0;

/// Where the strip of headers begins and ends, in px.
pub(super) fn strip(drawn: &Drawn) -> (f64, f64) {
    let top = drawn.map.stages.first().map_or(0.0, |stage| stage.rect.y - AIR);
    (top, drawn.map.lanes.first().map_or(top, |lane| lane.rect.y))
}

/// The flags and the arrow of time between them.
#[component]
pub(super) fn Axis(
    /// The sheet.
    sheet: Sheet,
) -> impl IntoView {
    let height = move || sheet.drawn.with(|drawn| format!("height:{}px", strip(drawn).0));
    let flag = move |text: &TextBox, is_end: bool| {
        let TextBox { rect, .. } = text;
        let style = format!("left:{}px;top:{}px;width:{}px", rect.x, rect.y, rect.width + 1.0);
        view! {
            <p class="map-flag" class:end=is_end class:right=text.align == Align::End style=style>
                <Icon name="flag" />
                {text.lines.join("\n")}
            </p>
        }
    };
    let content = move || {
        sheet.drawn.with(|drawn| {
            let arrow = drawn.map.axis.map(|(from, to)| {
                let style = format!("left:{}px;top:{}px;width:{}px", from.x, from.y, to.x - from.x);
                view! { <span class="map-arrow" aria-hidden="true" style=style></span> }
            });
            let (start, end) = (drawn.map.start.as_ref(), drawn.map.end.as_ref());
            view! { {start.map(|text| flag(text, false))} {arrow} {end.map(|text| flag(text, true))} }
        })
    };
    view! { <div class="map-axis" style=height><div class="map-lane-body">{content}</div></div> }
}

/// The stages' headers.
#[component]
pub(super) fn StageRow(
    /// The sheet.
    sheet: Sheet,
) -> impl IntoView {
    let height = move || {
        sheet.drawn.with(|drawn| {
            let (top, bottom) = strip(drawn);
            format!("height:{}px", bottom - top)
        })
    };
    let stages = Memo::new(move |_| sheet.drawn.with(|drawn| drawn.map.stages.clone()));
    let header = move |stage: StageBox| {
        let (id, t) = (stage.stage, sheet.tongue);
        let own = Memo::new(move |_| {
            sheet.drawn.with(|drawn| {
                let span = drawn.map.columns.iter().filter(|column| column.stage == id).count();
                drawn.map.stages.iter().find(|stage| stage.stage == id).cloned().map(|stage| (stage, span))
            })
        });
        let style = move || {
            own.get().map(|(StageBox { rect, .. }, _)| {
                format!("left:{}px;top:{AIR}px;width:{}px;height:{}px", rect.x, rect.width, rect.height)
            })
        };
        let content = move || {
            own.get().map(|(stage, _)| {
            let left = stage.name.rect.x - stage.rect.x;
            view! {
                <span class="map-stage-label" style=format!("padding-inline-start:{left}px")>
                    <span class="map-stage-number" aria-hidden="true">{stage.number}</span>
                    <span class="map-stage-name">{stage.name.lines.join("\n")}</span>
                    <span class="off-screen">{t.with(words::STAGE_SAID, &[("number", &stage.number.to_string())])}</span>
                </span>
            }
        })
        };
        view! {
            <div class="map-stage" role="columnheader" aria-colspan=move || own.get().map(|(_, span)| span.max(1).to_string()) style=style>
                {content}
            </div>
        }
    };
    view! {
        <div class="map-stages" role="row" style=height>
            <div class="map-corner" role="columnheader"><span class="off-screen">{move || sheet.tongue.say(words::COLUMN_STAGE)}</span></div>
            <div class="map-lane-body" role="presentation">
                <For each=move || stages.get() key=|stage| stage.stage let:stage>{header(stage)}</For>
            </div>
        </div>
    }
}
