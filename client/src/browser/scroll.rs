//! Scrolls what scrolls, and brings things into view. Refuses to know what they are.

use web_sys::{ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::dom;

/// Scrolls the element of that id by so many px; answers whether it moved.
pub fn by(id: &str, dx: f64, dy: f64) -> bool {
    let Some(element) = dom::by_id(id) else { return false };
    let before = (element.scroll_left(), element.scroll_top());
    let whole = |value: f64| value.round() as i32;
    element.set_scroll_left(before.0 + whole(dx));
    element.set_scroll_top(before.1 + whole(dy));
    before != (element.scroll_left(), element.scroll_top())
}

/// Scrolls whatever is around the element of that id just so far that it is seen; answers whether it is there.
pub fn into_view(id: &str) -> bool {
    let Some(element) = dom::by_id(id) else { return false };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    options.set_behavior(ScrollBehavior::Auto);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    true
}

/// Puts the focus on the element of that id and scrolls it into view; answers whether it is there.
pub fn focus(id: &str) -> bool {
    dom::focus(id) && into_view(id)
}

/// How far the element of that id is scrolled, in px.
#[must_use]
pub fn of(id: &str) -> (f64, f64) {
    dom::by_id(id).map_or((0.0, 0.0), |element| (f64::from(element.scroll_left()), f64::from(element.scroll_top())))
}
