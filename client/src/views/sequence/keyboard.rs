//! Keys on a card or a stage's header: from card to card, picked up, carried, put down. What follows from a key is
//! decided in [`crate::gestures::sequence`]; here it is said aloud.

use journeyboard_shared::words::sequence as words;

use super::desk::{Desk, place_in};
use super::menu;
use crate::browser::dom::KeyboardEvent;
use crate::gestures::sequence::{Carry, Heard, Key, Spot, Thing, neighbour};

/// A key on a card.
pub(in crate::views) fn on_card(desk: Desk, thing: Thing, event: &KeyboardEvent) {
    if event.key() == "ContextMenu" || (event.key() == "F10" && event.shift_key()) {
        take(event);
        return menu::open(desk, thing);
    }
    let Some(key) = plain_key(event) else { return };
    if let Some(carry) = desk.carry.get_untracked() {
        return carried(desk, carry, key, event);
    }
    match key {
        Key::Take => {
            take(event);
            if desk.is_tray_alone { menu::open(desk, thing) } else { pick_up(desk, thing) }
        }
        Key::Back | Key::Leave => {}
        _ => {
            if let Some(next) = desk.shown.with_untracked(|shown| neighbour(shown, thing, key)) {
                take(event);
                desk.current.set(Some(next));
                desk.keep_focus(next.element_id());
            }
        }
    }
}

/// A key on a stage's header. Enter names it, Space picks it up, Alt and an arrow moves it.
pub(in crate::views) fn on_stage(desk: Desk, thing: Thing, event: &KeyboardEvent) {
    let Thing::Stage(stage) = thing else { return };
    if event.alt_key() {
        let order = desk.order();
        let Some(number) = order.stage_number(stage) else { return };
        let spot = match event.key().as_str() {
            "ArrowLeft" => number.checked_sub(1),
            "ArrowRight" => Some(number + 1).filter(|next| *next < order.stages.len()),
            _ => return,
        };
        take(event);
        return spot
            .map_or_else(|| desk.say(desk.tongue.now(words::NO_FURTHER)), |spot| desk.put(thing, Spot::Among(spot)));
    }
    let Some(key) = plain_key(event) else {
        if event.key() == "F2" && desk.may_shape() {
            take(event);
            desk.renaming.set(Some(stage));
        }
        return;
    };
    if let Some(carry) = desk.carry.get_untracked() {
        return carried(desk, carry, key, event);
    }
    if event.key() == " " && desk.may_shape() {
        take(event);
        pick_up(desk, thing);
    }
}

fn plain_key(event: &KeyboardEvent) -> Option<Key> {
    let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
    Key::named(&event.key()).filter(|_| is_plain)
}

/// The key is ours: the page does not scroll by it, and no shortcut hears it.
fn take(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
}

fn pick_up(desk: Desk, thing: Thing) {
    let may = if matches!(thing, Thing::Stage(_)) { desk.may_shape() } else { desk.may_sequence() };
    let order = desk.order();
    let Some(carry) = Carry::pick_up(thing, &order).filter(|_| may) else { return };
    desk.carry.set(Some(carry));
    let locale = desk.tongue.locale_now();
    let name = desk.name_of(thing);
    let (position, count) = place_in(carry.spot, &order);
    let (position, count) = (position.to_string(), count.to_string());
    let text = match carry.spot {
        Spot::Tray => words::PICKED_UP_FROM_TRAY.with(locale, &[("card", &name)]),
        Spot::Among(_) => {
            words::PICKED_UP_STAGE.with(locale, &[("stage", &name), ("position", &position), ("count", &count)])
        }
        Spot::Within { stage, .. } => {
            let stage = desk.name_of(Thing::Stage(stage));
            let values = [("card", &*name), ("position", &*position), ("count", &*count), ("stage", &*stage)];
            words::PICKED_UP.with(locale, &values)
        }
    };
    desk.say(&text);
}

fn carried(desk: Desk, carry: Carry, key: Key, event: &KeyboardEvent) {
    let order = desk.order();
    if key != Key::Leave {
        take(event);
    }
    match carry.on(key, &order) {
        Heard::Moved(there) => {
            desk.carry.set(Some(there));
            desk.keep_focus(order.thing_at(there.thing, there.spot).element_id());
            say_place(desk, there);
        }
        Heard::Stuck => desk.say(desk.tongue.now(words::NO_FURTHER)),
        Heard::Dropped(command) => {
            desk.carry.set(None);
            let is_done = command.is_none_or(|command| desk.give(command));
            if is_done && key != Key::Leave {
                desk.settle(carry.thing, carry.spot, &order);
            }
        }
        Heard::PutBack => {
            desk.carry.set(None);
            desk.current.set(Some(carry.thing));
            desk.keep_focus(carry.thing.element_id());
            let name = desk.name_of(carry.thing);
            desk.say(&words::PUT_BACK.with(desk.tongue.locale_now(), &[("card", &name)]));
        }
    }
}

fn say_place(desk: Desk, carry: Carry) {
    let shown = desk.order().with(carry.thing, carry.spot);
    let (position, count) = place_in(carry.spot, &shown);
    let (position, count) = (position.to_string(), count.to_string());
    let locale = desk.tongue.locale_now();
    let text = match carry.spot {
        Spot::Within { stage, .. } => {
            let stage = desk.name_of(Thing::Stage(stage));
            words::CARRIED_TO.with(locale, &[("position", &position), ("count", &count), ("stage", &stage)])
        }
        _ => words::CARRIED_TO_NUMBER.with(locale, &[("position", &position), ("count", &count)]),
    };
    desk.say(&text);
}
