//! Putting touchpoints in order, without a browser.

use journeyboard_shared::model::Point;
use journeyboard_shared::wall::Rect;
use uuid::Uuid;

use super::*;

fn id<T: From<Uuid>>(number: u128) -> T {
    Uuid::from_u128(number).into()
}

fn step(number: u128) -> Thing {
    Thing::Step(id(number))
}

fn unplaced(number: u128) -> Thing {
    Thing::Unplaced(id(number))
}

/// Stage 1 with steps 11, 12, 13; stage 2 empty; stage 3 with step 31; touchpoint 91 in the tray.
fn sequence() -> Sequence {
    let card = |number: u128| Card { thing: step(number), touchpoint: id(number + 1_000) };
    let column = |number: u128, cards: &[u128]| StageCards {
        stage: id(number),
        cards: cards.iter().copied().map(card).collect(),
    };
    Sequence {
        journey: Some(id(7)),
        stages: vec![column(1, &[11, 12, 13]), column(2, &[]), column(3, &[31])],
        tray: vec![Card { thing: unplaced(91), touchpoint: id(91) }],
    }
}

/// Columns 200 px wide, 220 px apart, cards 80 px high, 90 px apart; the tray below 600 px.
fn places() -> Places {
    let sequence = sequence();
    let stages = sequence.stages.iter().zip([0.0, 220.0, 440.0]).map(|(column, x)| {
        let list = Rect::new(x, 50.0, 200.0, 500.0);
        let card = |(i, card): (usize, &Card)| (card.thing, Rect::new(x + 8.0, 58.0 + 90.0 * i as f64, 184.0, 80.0));
        StageRect {
            stage: column.stage,
            rect: Rect::new(x, 0.0, 200.0, 560.0),
            list,
            cards: column.cards.iter().enumerate().map(card).collect(),
        }
    });
    Places { stages: stages.collect(), tray: Some(Rect::new(0.0, 600.0, 700.0, 100.0)), sequence }
}

fn dragged(thing: Thing, to: Point) -> (Drag, Option<Command>) {
    let places = places();
    let (drag, _) = Drag::default().on(Pointer::Pressed(thing, Point::new(10.0, 10.0)), &places);
    let (drag, _) = drag.on(Pointer::Moved(to), &places);
    drag.on(Pointer::Released(to), &places)
}

#[test]
fn sq1_a_card_lands_between_the_cards_under_the_pointer() {
    let (drag, command) = dragged(step(13), Point::new(100.0, 130.0));
    assert_eq!(drag, Drag::Idle);
    let (touchpoint, stage) = (id(1_013), id(1));
    assert_eq!(command, Some(Command::Place { step: id(13), touchpoint, stage, after: Some(id(11)) }));
    let (_, command) = dragged(step(11), Point::new(460.0, 500.0));
    assert_eq!(
        command,
        Some(Command::Place { step: id(11), touchpoint: id(1_011), stage: id(3), after: Some(id(31)) })
    );
}

#[test]
fn sq1_a_card_let_go_where_it_was_changes_nothing() {
    assert_eq!(dragged(step(12), Point::new(100.0, 190.0)).1, None);
    assert_eq!(dragged(unplaced(91), Point::new(100.0, 650.0)).1, None);
}

#[test]
fn sq1_a_card_beside_a_stage_goes_into_the_nearest() {
    let (_, command) = dragged(step(11), Point::new(215.0, 300.0));
    assert_eq!(command, Some(Command::Place { step: id(11), touchpoint: id(1_011), stage: id(2), after: None }));
}

#[test]
fn sq2_two_people_who_place_a_touchpoint_at_once_make_one_step() {
    let (_, command) = dragged(unplaced(91), Point::new(300.0, 300.0));
    let step = StepId::first_of(id(7), id(91));
    assert_eq!(command, Some(Command::Place { step, touchpoint: id(91), stage: id(2), after: None }));
}

#[test]
fn sq3_a_card_over_the_tray_goes_back_to_it() {
    assert_eq!(dragged(step(31), Point::new(300.0, 640.0)).1, Some(Command::Unplace(id(31))));
}

#[test]
fn sq4_a_shaking_hand_only_clicks_and_escape_lets_everything_stand() {
    let places = places();
    let (drag, _) = Drag::default().on(Pointer::Pressed(step(11), Point::new(10.0, 60.0)), &places);
    let (drag, _) = drag.on(Pointer::Moved(Point::new(13.0, 62.0)), &places);
    assert_eq!(drag.held(), None);
    assert_eq!(drag.on(Pointer::Released(Point::new(13.0, 62.0)), &places), (Drag::Idle, None));
    let (drag, _) = drag.on(Pointer::Moved(Point::new(300.0, 300.0)), &places);
    assert_eq!(drag.held(), Some(step(11)));
    assert_eq!(drag.on(Pointer::Cancelled, &places), (Drag::Idle, None));
}

#[test]
fn sq5_a_stage_moves_between_its_neighbours_by_its_header() {
    let (_, command) = dragged(Thing::Stage(id(1)), Point::new(330.0, 20.0));
    assert_eq!(command, Some(Command::MoveStage { stage: id(1), after: Some(id(2)) }));
    let (_, command) = dragged(Thing::Stage(id(3)), Point::new(5.0, 20.0));
    assert_eq!(command, Some(Command::MoveStage { stage: id(3), after: None }));
    assert_eq!(dragged(Thing::Stage(id(2)), Point::new(320.0, 20.0)).1, None);
}

#[test]
fn sq6_the_line_runs_where_the_card_will_be() {
    let places = places();
    let line = |thing, at| {
        let spot = places.spot(thing, at).expect("over something");
        places.line(thing, spot).map(|line| (line.x, line.y + 1.5))
    };
    assert_eq!(line(unplaced(91), Point::new(50.0, 60.0)), Some((0.0, 54.0)));
    assert_eq!(line(unplaced(91), Point::new(50.0, 120.0)), Some((0.0, 142.0)));
    assert_eq!(line(unplaced(91), Point::new(250.0, 120.0)), Some((220.0, 54.0)));
    assert_eq!(line(step(11), Point::new(250.0, 640.0)), None);
}

#[test]
fn sq7_a_list_scrolls_faster_towards_its_edge() {
    let list = Rect::new(0.0, 0.0, 1_000.0, 600.0);
    assert_eq!(push(Point::new(500.0, 300.0), &list), (0.0, 0.0));
    let (near, nearer) = (push(Point::new(960.0, 300.0), &list).0, push(Point::new(990.0, 300.0), &list).0);
    assert!(0.0 < near && near < nearer);
    assert!(push(Point::new(500.0, -80.0), &list).1 < 0.0);
    assert_eq!(push(Point::new(500.0, 900.0), &list).1, push(Point::new(500.0, 700.0), &list).1);
}

/// Presses keys until the thing is put down or back.
fn keys(thing: Thing, keys: &[Key]) -> Heard {
    let sequence = sequence();
    let mut carry = Carry::pick_up(thing, &sequence).expect("it is there");
    for key in keys {
        match carry.on(*key, &sequence) {
            Heard::Moved(there) => carry = there,
            Heard::Stuck => {}
            heard => return heard,
        }
    }
    Heard::Moved(carry)
}

fn spot(heard: Heard) -> Spot {
    match heard {
        Heard::Moved(carry) => carry.spot,
        heard => panic!("put down: {heard:?}"),
    }
}

#[test]
fn sq8_arrows_carry_a_card_within_and_between_stages() {
    let within = |stage, index| Spot::Within { stage: id(stage), index };
    assert_eq!(spot(keys(step(11), &[Key::Down])), within(1, 1));
    assert_eq!(spot(keys(step(11), &[Key::Down, Key::Down, Key::Down, Key::Down])), within(1, 2));
    assert_eq!(spot(keys(step(13), &[Key::Right])), within(2, 0));
    assert_eq!(spot(keys(step(13), &[Key::Right, Key::Right, Key::Right])), within(3, 0));
    assert_eq!(spot(keys(step(11), &[Key::End])), within(1, 2));
    assert_eq!(spot(keys(unplaced(91), &[Key::Up])), within(1, 3));
    assert_eq!(spot(keys(unplaced(91), &[Key::Down])), Spot::Tray);
}

#[test]
fn sq8_enter_puts_down_with_one_command_and_escape_puts_back() {
    let place = Command::Place { step: id(11), touchpoint: id(1_011), stage: id(1), after: Some(id(12)) };
    assert_eq!(keys(step(11), &[Key::Down, Key::Take]), Heard::Dropped(Some(place)));
    assert_eq!(keys(step(11), &[Key::Down, Key::Up, Key::Take]), Heard::Dropped(None));
    assert_eq!(keys(step(11), &[Key::Right, Key::Back]), Heard::PutBack);
}

#[test]
fn sq8_what_is_shown_while_carrying_is_what_the_command_will_make() {
    let sequence = sequence();
    let there = Spot::Within { stage: id(3), index: 0 };
    let shown = sequence.with(unplaced(91), there);
    let placed = Thing::Step(StepId::first_of(id(7), id(91)));
    assert_eq!(shown.spot_of(placed), Some(there));
    assert!(shown.tray.is_empty());
    let back = sequence.with(step(12), Spot::Tray);
    assert_eq!(back.spot_of(unplaced(1_012)), Some(Spot::Tray));
    assert_eq!(sequence.with(step(99), there), sequence);
    let moved = sequence.with(Thing::Stage(id(3)), Spot::Among(0));
    assert_eq!(moved.stage_number(id(3)), Some(0));
}

#[test]
fn sq9_a_thing_that_somebody_took_meanwhile_cannot_be_put_down() {
    let mut sequence = sequence();
    let carry = Carry::pick_up(step(31), &sequence).expect("it is there");
    sequence.stages.remove(2);
    assert_eq!(carry.on(Key::Down, &sequence), Heard::Stuck);
    assert_eq!(carry.on(Key::Take, &sequence), Heard::Dropped(None));
}

#[test]
fn sq10_arrows_lead_from_card_to_card_and_into_the_tray() {
    let sequence = sequence();
    let from = |thing, key| neighbour(&sequence, thing, key);
    assert_eq!(from(step(11), Key::Down), Some(step(12)));
    assert_eq!(from(step(11), Key::Up), None);
    assert_eq!(from(step(13), Key::Right), Some(step(31)), "an empty stage is passed over");
    assert_eq!(from(step(31), Key::Left), Some(step(11)));
    assert_eq!(from(step(13), Key::Down), Some(unplaced(91)));
    assert_eq!(from(unplaced(91), Key::Up), Some(step(13)));
    assert_eq!(from(unplaced(91), Key::Right), Some(unplaced(91)));
}
