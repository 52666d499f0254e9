//! Boards as files, and files as boards: the one place that calls the exports.

use journeyboard_shared::model::Board;
use journeyboard_shared::words::Locale;
use journeyboard_shared::{export, map};

/// Everything, readable by [`read`].
#[must_use]
pub fn json(board: &Board) -> String {
    export::json(board)
}

/// The map of the first journey as a table.
#[must_use]
pub fn csv(board: &Board, locale: Locale) -> String {
    export::csv(board, locale)
}

/// The map of the first journey as a picture.
#[must_use]
pub fn svg(board: &Board, locale: Locale) -> String {
    let Some(journey) = board.main_journey() else {
        return String::new();
    };
    let layout = map::layout(board, journey, &map::MapOptions { locale, ..map::MapOptions::default() });
    map::to_svg(&layout, board, &map::SvgOptions { locale, ..map::SvgOptions::default() })
}

/// An exported file as a board.
///
/// # Errors
/// What is wrong with it, and where.
pub fn read(file: &[u8]) -> Result<Board, String> {
    let text = std::str::from_utf8(file).map_err(|error| format!("not UTF-8 after byte {}", error.valid_up_to()))?;
    export::read(text).map_err(|error| error.to_string())
}
