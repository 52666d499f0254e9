//! The pointer over the sequence: listens, measures, scrolls near the edges. What follows from it is decided in
//! [`crate::gestures::sequence`].

use journeyboard_shared::model::Point;
use journeyboard_shared::wall::Rect;

use super::desk::Desk;
use crate::browser::clock::OnFrame;
use crate::browser::dom::{self, KeyboardEvent, PointerEvent};
use crate::browser::scroll;
use crate::gestures::sequence::{Carry, Drag, Key, Places, Pointer, StageRect, Thing, push};
use crate::prelude::*;

/// The element that scrolls from stage to stage.
pub(in crate::views) const STAGES: &str = "sequence-stages";
/// The tray.
pub(in crate::views) const TRAY: &str = "sequence-tray";

/// The id of a thing's whole card or column; the element with the focus is within.
pub(in crate::views) fn body_id(thing: Thing) -> String {
    format!("{}-body", thing.element_id())
}

/// The id of the list of a stage's cards.
pub(in crate::views) fn list_id(stage: journeyboard_shared::ids::StageId) -> String {
    format!("stage-{stage}-list")
}

/// A press on a thing: with the mouse anywhere on it, with a finger or a pen on its handle only, so that the rest of it
/// still scrolls.
pub(in crate::views) fn press(desk: Desk, thing: Thing, event: &PointerEvent, is_handle: bool) {
    let may = match thing {
        Thing::Stage(_) => desk.may_shape(),
        _ => desk.may_sequence(),
    };
    let takes = event.is_primary() && event.button() == 0 && (is_handle || event.pointer_type() == "mouse");
    if !may || !takes || desk.carry.with_untracked(Option::is_some) {
        return;
    }
    let at = point(event);
    let Some(body) = rect_of(&body_id(thing)) else { return };
    desk.grip.set(Rect::new(at.x - body.x, at.y - body.y, body.width, body.height));
    let (drag, _) = Drag::Idle.on(Pointer::Pressed(thing, at), &Places::default());
    desk.drag.set(drag);
}

/// Follows the pointer until the view is gone.
pub(in crate::views) fn listen(desk: Desk) {
    let last = StoredValue::new(Point::default());
    let again = StoredValue::new_local(None::<OnFrame>);
    let ask = move || {
        again.try_with_value(|frame| frame.as_ref().map(OnFrame::ask));
    };
    again.set_value(Some(OnFrame::new(move || {
        let Some(at) = last.try_get_value() else { return };
        if desk.held.try_get_untracked().flatten().is_some() && follow(desk, at) {
            ask();
        }
    })));
    dom::on_window::<PointerEvent>("pointermove", move |event| {
        let drag = desk.drag.get_untracked();
        if drag == Drag::Idle || !event.is_primary() {
            return;
        }
        last.set_value(point(&event));
        if drag.held().is_some() {
            event.prevent_default();
            ask();
        } else {
            follow(desk, point(&event));
        }
    });
    dom::on_window::<PointerEvent>("pointerup", move |event| {
        if desk.drag.get_untracked() != Drag::Idle && event.is_primary() {
            let_go(desk, point(&event));
        }
    });
    dom::on_window::<PointerEvent>("pointercancel", move |_| cancel(desk));
    dom::on_window::<PointerEvent>("pointerdown", move |_| {
        if let Some(carry) = desk.carry.get_untracked() {
            put_down(desk, carry);
        }
    });
    dom::on_window::<KeyboardEvent>("keydown", move |event| {
        if event.key() == "Escape" && desk.held.get_untracked().is_some() {
            event.prevent_default();
            event.stop_propagation();
            cancel(desk);
        }
    });
}

fn put_down(desk: Desk, carry: Carry) {
    desk.carry.set(None);
    let heard = carry.on(Key::Take, &desk.order());
    if let crate::gestures::sequence::Heard::Dropped(Some(command)) = heard {
        desk.give(command);
    }
}

fn cancel(desk: Desk) {
    if desk.drag.try_get_untracked().is_some_and(|drag| drag != Drag::Idle) {
        let (drag, _) = desk.drag.get_untracked().on(Pointer::Cancelled, &Places::default());
        desk.drag.set(drag);
    }
}

/// Brings the drag up to the pointer; answers whether something scrolled, so that there is more to follow.
fn follow(desk: Desk, at: Point) -> bool {
    let scrolled = desk.held.get_untracked().is_some_and(|thing| scroll_near_edges(desk, thing, at));
    let places = measure(desk);
    let (drag, _) = desk.drag.get_untracked().on(Pointer::Moved(at), &places);
    desk.places.set_value(places);
    desk.drag.set(drag);
    scrolled
}

fn let_go(desk: Desk, at: Point) {
    let places = measure(desk);
    let before = desk.drag.get_untracked();
    let (drag, command) = before.on(Pointer::Released(at), &places);
    desk.drag.set(drag);
    let Some(thing) = before.held() else { return };
    let spot = places.spot(thing, at);
    if let (Some(command), Some(spot)) = (command, spot)
        && desk.give(command)
    {
        desk.settle(thing, spot, &places.sequence);
    }
}

fn scroll_near_edges(desk: Desk, thing: Thing, at: Point) -> bool {
    let Some(stages) = rect_of(STAGES) else { return false };
    let is_over_tray = !matches!(thing, Thing::Stage(_)) && rect_of(TRAY).is_some_and(|tray| at.y >= tray.y);
    if is_over_tray {
        return false;
    }
    let (dx, _) = push(at, &stages);
    let mut scrolled = dx != 0.0 && scroll::by(STAGES, dx, 0.0);
    if let Thing::Stage(_) = thing {
        return scrolled;
    }
    let under = desk.places.try_with_value(|places| {
        places
            .stages
            .iter()
            .find(|column| column.rect.x <= at.x && at.x <= column.rect.right())
            .map(|column| (column.stage, column.list))
    });
    if let Some(Some((stage, list))) = under {
        let (_, dy) = push(at, &list);
        scrolled |= dy != 0.0 && scroll::by(&list_id(stage), 0.0, dy);
    }
    scrolled
}

fn measure(desk: Desk) -> Places {
    let sequence = desk.order();
    let column = |column: &crate::gestures::sequence::StageCards| {
        let stage = column.stage;
        let card = |thing: Thing| rect_of(&body_id(thing)).map(|rect| (thing, rect));
        Some(StageRect {
            stage,
            rect: rect_of(&body_id(Thing::Stage(stage)))?,
            list: rect_of(&list_id(stage))?,
            cards: column.cards.iter().filter_map(|own| card(own.thing)).collect(),
        })
    };
    Places { stages: sequence.stages.iter().filter_map(column).collect(), tray: rect_of(TRAY), sequence }
}

fn rect_of(id: &str) -> Option<Rect> {
    let (x, y, width, height) = dom::screen_rect(&*dom::by_id(id)?);
    Some(Rect::new(x, y, width, height))
}

fn point(event: &PointerEvent) -> Point {
    Point::new(f64::from(event.client_x()), f64::from(event.client_y()))
}
