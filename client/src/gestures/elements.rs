//! Which things of the wall are elements of the page. They come a few per frame, what is seen first, and go when the hand
//! rests: making one costs as much as copying half a screen, and a frame has 16 ms.

use std::collections::BTreeSet;

use journeyboard_shared::wall::{Rect, WallId, WallIndex};

/// So many things come in one frame of a movement because they are seen.
const SEEN_PER_FRAME: usize = 12;
/// So many come at most, those included that are only near.
const NEAR_PER_FRAME: usize = 4;
/// So many go in one frame when the hand rests.
const GONE_PER_FRAME: usize = 24;

/// Nearer or farther by more than this in one frame is a leap: no finger and no touchpad is as fast.
const LEAP_ZOOM: f64 = 1.3;
/// So is a push by more than this part of the screen.
const LEAP_PUSH: f64 = 0.4;

/// How the camera got where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// In one leap (a key, a button, a search): what is seen comes at once, for there is no movement that could falter.
    Leap,
    /// With a hand that is pushing or zooming, or at rest.
    Step,
}

impl Way {
    /// The way from what the camera of the last frame showed to what this frame's shows.
    #[must_use]
    pub fn between(before: &Rect, now: &Rect) -> Self {
        let nearer = now.width / before.width;
        let (by, down) = ((before.centre().x - now.centre().x).abs(), (before.centre().y - now.centre().y).abs());
        let is_step = (1.0 / LEAP_ZOOM..=LEAP_ZOOM).contains(&nearer)
            && by <= LEAP_PUSH * before.width
            && down <= LEAP_PUSH * before.height;
        if is_step { Self::Step } else { Self::Leap }
    }
}

/// What one frame changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frame {
    /// Whether something came or went.
    pub changed: bool,
    /// Whether all that is seen is there.
    pub is_whole: bool,
    /// Whether another frame has something to do.
    pub waits: bool,
}

/// The things that are elements.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Elements {
    all: BTreeSet<WallId>,
    order: Vec<WallId>,
}

impl Elements {
    /// In the order in which they came. An element that moved in the page would lose the focus, so whatever comes later
    /// stands behind those that are there.
    #[must_use]
    pub fn in_order(&self) -> Vec<WallId> {
        self.order.clone()
    }

    fn add(&mut self, things: Vec<WallId>) {
        self.all.extend(&things);
        self.order.extend(things);
    }

    fn keep(&mut self, keeps: impl Fn(&WallId) -> bool) {
        self.all.retain(|id| keeps(id));
        self.order.retain(|id| keeps(id));
    }

    /// One frame in which things come: of what is `seen`, then of what is `near`, the nearest first.
    pub fn come(&mut self, index: &WallIndex, seen: &Rect, near: &Rect, way: Way) -> Frame {
        let mut missing: Vec<WallId> = self.missing(index, seen);
        let room = if way == Way::Leap { missing.len() } else { SEEN_PER_FRAME };
        let is_whole = missing.len() <= room;
        missing.truncate(room);
        let mut changed = !missing.is_empty();
        let left = NEAR_PER_FRAME.saturating_sub(missing.len());
        self.add(missing);
        let mut around = self.missing(index, near);
        let waits = !is_whole || around.len() > left;
        if left > 0 && !around.is_empty() {
            let away = |id: &WallId| index.rect(*id).map_or(f64::MAX, |rect| distance(&rect, seen));
            journeyboard_shared::order::sort(&mut around, |a, b| away(a).total_cmp(&away(b)));
            around.truncate(left);
            self.add(around);
            changed = true;
        }
        Frame { changed, is_whole, waits }
    }

    /// One frame in which things go that are not near, but for those in `kept`: where somebody writes or has the focus.
    pub fn go(&mut self, index: &WallIndex, near: Option<&Rect>, kept: &[WallId], way: Way) -> Frame {
        let is_near = |id: &WallId| near.is_some_and(|near| index.rect(*id).is_some_and(|rect| rect.overlaps(near)));
        let mut gone: Vec<WallId> =
            self.order.iter().filter(|id| !is_near(id) && !kept.contains(id)).copied().collect();
        let waits = way == Way::Step && gone.len() > GONE_PER_FRAME;
        if waits {
            gone.truncate(GONE_PER_FRAME);
        }
        self.keep(|id| !gone.contains(id));
        Frame { changed: !gone.is_empty(), is_whole: true, waits }
    }

    /// The wall itself changed: what is gone from it goes, what is new and seen comes at once.
    pub fn refresh(&mut self, index: &WallIndex, seen: Option<&Rect>) -> Frame {
        let before = self.order.len();
        self.keep(|id| index.rect(*id).is_some());
        let new = seen.map(|seen| self.missing(index, seen)).unwrap_or_default();
        let changed = before != self.order.len() || !new.is_empty();
        self.add(new);
        Frame { changed, is_whole: true, waits: seen.is_some() }
    }

    fn missing(&self, index: &WallIndex, area: &Rect) -> Vec<WallId> {
        index.query(area).into_iter().filter(|id| !self.all.contains(id)).collect()
    }
}

/// How far one rectangle is from another, across or down, whichever is more.
fn distance(rect: &Rect, from: &Rect) -> f64 {
    let across = (from.x - rect.right()).max(rect.x - from.right());
    let down = (from.y - rect.bottom()).max(rect.y - from.bottom());
    across.max(down).max(0.0)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const SCREEN: Rect = Rect::new(0.0, 0.0, 1000.0, 1000.0);

    fn id(number: u128) -> WallId {
        WallId::Note(Uuid::from_u128(number).into())
    }

    /// A row of notes, 100 units apart, 40 rows below one another.
    fn wall() -> WallIndex {
        let mut index = WallIndex::default();
        for n in 0..1600_u32 {
            let (x, y) = (f64::from(n % 40) * 100.0, f64::from(n / 40) * 100.0);
            index.insert(id(u128::from(n)), Rect::new(x, y, 80.0, 80.0), None);
        }
        index
    }

    fn frames_until_done(elements: &mut Elements, index: &WallIndex, seen: &Rect, near: &Rect) -> usize {
        let mut frames = 1;
        while elements.come(index, seen, near, Way::Step).waits {
            frames += 1;
            assert!(frames < 1000);
        }
        frames
    }

    #[test]
    fn wa5_a_hand_goes_in_steps_and_a_button_in_leaps() {
        let way = |now: Rect| Way::between(&SCREEN, &now);
        assert_eq!(way(SCREEN.moved(300.0, 0.0)), Way::Step);
        assert_eq!(way(SCREEN.moved(0.0, 500.0)), Way::Leap);
        assert_eq!(way(SCREEN.inflated(50.0)), Way::Step);
        assert_eq!(way(SCREEN.inflated(-200.0)), Way::Leap);
        assert_eq!(Way::between(&Rect::default(), &SCREEN), Way::Leap, "the first look");
    }

    #[test]
    fn wa5_after_a_leap_all_that_is_seen_is_there_in_the_first_frame() {
        let (index, mut elements) = (wall(), Elements::default());
        let frame = elements.come(&index, &SCREEN, &SCREEN.inflated(300.0), Way::Leap);
        assert!(frame.is_whole && frame.waits);
        assert_eq!(elements.in_order(), index.query(&SCREEN));
    }

    #[test]
    fn wa5_in_a_movement_few_come_per_frame_and_what_is_seen_comes_first() {
        let (index, mut elements) = (wall(), Elements::default());
        let near = SCREEN.inflated(300.0);
        elements.come(&index, &SCREEN, &SCREEN, Way::Leap);
        let pushed = SCREEN.moved(150.0, 0.0);
        let before = elements.in_order().len();
        let frame = elements.come(&index, &pushed, &near.moved(150.0, 0.0), Way::Step);
        assert!(!frame.is_whole && frame.waits);
        assert_eq!(elements.in_order().len(), before + SEEN_PER_FRAME);
        assert!(
            elements
                .in_order()
                .iter()
                .all(|id| index.rect(*id).is_some_and(|rect| rect.overlaps(&pushed.inflated(150.0))))
        );
        frames_until_done(&mut elements, &index, &pushed, &near.moved(150.0, 0.0));
        assert!(index.query(&near.moved(150.0, 0.0)).iter().all(|id| elements.all.contains(id)));
    }

    #[test]
    fn wa5_at_rest_what_is_far_goes_but_never_where_somebody_writes() {
        let (index, mut elements) = (wall(), Elements::default());
        elements.come(&index, &SCREEN, &SCREEN, Way::Leap);
        let elsewhere = SCREEN.moved(2000.0, 2000.0);
        elements.come(&index, &elsewhere, &elsewhere, Way::Leap);
        let written = id(41);
        while elements.go(&index, Some(&elsewhere), &[written], Way::Step).waits {}
        let mut left = index.query(&elsewhere);
        left.insert(0, written);
        assert_eq!(elements.in_order(), left);
        elements.go(&index, None, &[written], Way::Leap);
        assert_eq!(elements.in_order(), [written]);
    }

    #[test]
    fn wa5_a_new_note_is_seen_at_once_and_a_deleted_one_is_gone_at_once() {
        let (mut index, mut elements) = (wall(), Elements::default());
        elements.come(&index, &SCREEN, &SCREEN, Way::Leap);
        index.insert(id(9000), Rect::new(50.0, 50.0, 80.0, 80.0), None);
        index.remove(id(0));
        assert!(elements.refresh(&index, Some(&SCREEN)).changed);
        assert_eq!(elements.in_order(), index.query(&SCREEN));
    }
}
