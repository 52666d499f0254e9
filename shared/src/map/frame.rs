//! What stands around the lanes: title, start and end, stage headers, the words of empty places, the footer.

use super::columns::{INSET, Spine};
use super::pen::{BODY, SMALL, STAGE, SUBTITLE, TITLE, Type, set};
use super::{Align, Lane, MapLayout, MapOptions, StageBox, TextBox};
use crate::ids::JourneyId;
use crate::model::{Board, Point};
use crate::text::width;
use crate::wall::Rect;
use crate::words::{Locale, map as words};

/// Between a flag's left edge and its text, in px.
pub(super) const FLAG: f64 = 24.0;
/// The longest line of a start or an end, in px.
const FLAG_TEXT: f64 = 420.0;
/// Between a stage header's edge and its name, in px.
const STAGE_PAD: f64 = 12.0;

/// Title and what stands under it, from `at` on; the answer is where they end.
pub(super) fn heading(map: &mut MapLayout, board: &Board, journey: JourneyId, options: &MapOptions, area: Rect) -> f64 {
    let map_word = words::JOURNEY_MAP.say(options.locale);
    let workshop = board.about.as_ref().map_or("", |about| about.title.trim());
    let journey = board.journeys.get(&journey).map_or("", |journey| journey.name.trim());
    let title = [workshop, journey, map_word].into_iter().find(|text| !text.is_empty()).unwrap_or(map_word);
    let below: Vec<&str> =
        [map_word, journey, options.date].into_iter().filter(|text| !text.is_empty() && *text != title).collect();
    let title = set(title, TITLE, area.x, area.y, area.width, 3);
    let subtitle = set(&below.join(" · "), SUBTITLE, area.x, title.rect.bottom() + 4.0, area.width, 2);
    let bottom = subtitle.rect.bottom();
    map.heading = vec![title, subtitle];
    bottom + 24.0
}

/// The journey's start and end with the arrow of time between them; the answer is where they end.
pub(super) fn axis(map: &mut MapLayout, board: &Board, journey: JourneyId, locale: Locale, area: Rect) -> f64 {
    let Some(journey) = board.journeys.get(&journey) else { return area.y };
    let room = (area.width / 2.0 - FLAG - 32.0).min(FLAG_TEXT);
    let flag = |word: &'static str, text: &str| {
        let text = text.trim();
        (!text.is_empty()).then(|| tight(set(&[word, ": ", text].concat(), BODY, area.x + FLAG, area.y, room, 3)))
    };
    map.start = flag(words::START.say(locale), &journey.start);
    map.end = flag(words::END.say(locale), &journey.end).map(|mut end| {
        end.rect.x = area.right() - FLAG - end.rect.width;
        end.align = Align::End;
        end
    });
    if let (Some(start), Some(end)) = (&map.start, &map.end) {
        let y = area.y + BODY.1 / 2.0;
        let (from, to) = (start.rect.right() + 16.0, end.rect.x - 16.0);
        map.axis = (to - from > 24.0).then_some((Point::new(from, y), Point::new(to, y)));
    }
    let bottom = [&map.start, &map.end].into_iter().flatten().map(|text| text.rect.bottom() + 16.0);
    bottom.fold(area.y, f64::max)
}

/// The stages' headers from `y` on; their bodies end there for now. The answer is where the lanes begin.
pub(super) fn stages(map: &mut MapLayout, spine: &Spine, locale: Locale, y: f64) -> f64 {
    let mut height: f64 = 0.0;
    for (i, span) in spine.spans.iter().enumerate() {
        let rect = Rect::new(span.x + INSET, y, span.width - 2.0 * INSET, 0.0);
        let number = width(&(i + 1).to_string(), STAGE.0, STAGE.2) + 8.0;
        let text = if span.name.trim().is_empty() { words::UNNAMED_STAGE.say(locale) } else { span.name };
        let room = rect.width - 2.0 * STAGE_PAD - number;
        let name = set(text, STAGE, rect.x + STAGE_PAD + number, y + 10.0, room, 6);
        height = height.max(name.rect.height + 20.0);
        map.stages.push(StageBox { stage: span.stage, number: i + 1, rect, name, body: rect, hint: None });
    }
    for stage in &mut map.stages {
        stage.rect.height = height;
    }
    if map.stages.is_empty() { y } else { y + height }
}

/// What empty places say, once the lanes are known.
pub(super) fn hints(map: &mut MapLayout, spine: &Spine, locale: Locale) {
    let bottom = map.lanes.last().map_or(0.0, |lane| lane.rect.bottom());
    let first = map.lanes.iter().find(|lane| lane.lane == Lane::Touchpoint).map(|lane| lane.rect.y + 20.0);
    for (stage, span) in map.stages.iter_mut().zip(&spine.spans) {
        stage.body = Rect { height: bottom.max(stage.rect.bottom()) - stage.rect.y, ..stage.rect };
        if span.is_empty {
            let set_at = |y| {
                set(
                    words::EMPTY_STAGE.say(locale),
                    BODY,
                    stage.rect.x + STAGE_PAD,
                    y,
                    stage.rect.width - 2.0 * STAGE_PAD,
                    2,
                )
            };
            stage.hint = first.map(set_at);
        }
    }
}

/// What a map without stages says instead of lanes; the answer is where it ends.
pub(super) fn no_stages(map: &mut MapLayout, locale: Locale, area: Rect) -> f64 {
    let hint = set(words::NO_STAGES.say(locale), BODY, area.x, area.y + 16.0, area.width.min(480.0), 4);
    let bottom = hint.rect.bottom() + 16.0;
    map.hint = Some(hint);
    bottom
}

/// What the map counts and who made it; the answer is where it ends.
pub(super) fn footer(map: &mut MapLayout, board: &Board, journey: JourneyId, locale: Locale, area: Rect) -> f64 {
    let touchpoints =
        map.columns.iter().map(|column| column.touchpoint).collect::<std::collections::BTreeSet<_>>().len();
    let notes = map.notes.iter().map(|note| note.note).collect::<std::collections::BTreeSet<_>>().len();
    let mut counts =
        vec![words::TOUCHPOINTS.count(locale, touchpoints as u64), words::NOTES.count(locale, notes as u64)];
    let waiting = board.unplaced_in(journey).len();
    if waiting > 0 {
        counts.push(words::NOT_PLACED.count(locale, waiting as u64));
    }
    let mut by = tight(set(words::MADE_WITH.say(locale), SMALL, area.x, area.y, area.width, 1));
    by.rect.x = area.right() - by.rect.width;
    by.align = Align::End;
    let room = area.width - by.rect.width - 24.0;
    let counts = set(&counts.join(" · "), SMALL, area.x, area.y, room, 3);
    let bottom = counts.rect.bottom().max(by.rect.bottom());
    map.footer = vec![counts, by];
    bottom
}

/// A text's box as wide as its longest line.
pub(super) fn tight(mut text: TextBox) -> TextBox {
    text.rect.width = widest(&text.lines, Type(text.size, text.line, text.weight));
    text
}

fn widest(lines: &[String], Type(size, _, weight): Type) -> f64 {
    lines.iter().map(|line| width(line, size, weight)).fold(0.0, f64::max).ceil()
}
