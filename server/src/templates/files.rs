//! Boards as files, and files as boards: the one place that calls the exports.

use journeyboard_shared::map;
use journeyboard_shared::model::Board;
use journeyboard_shared::words::Locale;

/// Everything, readable by [`read`].
#[must_use]
pub fn json(_board: &Board) -> String {
    "{}".to_owned()
}

/// The notes as a table.
#[must_use]
pub fn csv(_board: &Board, _locale: Locale) -> String {
    String::new()
}

/// The map of the first journey as a picture.
#[must_use]
pub fn svg(board: &Board, locale: Locale) -> String {
    let Some(journey) = board.main_journey() else { return String::new() };
    let layout = map::layout(board, journey, &map::MapOptions { locale, ..map::MapOptions::default() });
    map::to_svg(&layout, board, &map::SvgOptions { locale, ..map::SvgOptions::default() })
}

/// An exported file as a board.
///
/// # Errors
/// What is wrong with it, and where.
pub fn read(_file: &[u8]) -> Result<Board, String> {
    Err("imports are not built yet".to_owned())
}
