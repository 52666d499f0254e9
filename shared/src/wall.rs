//! The geometry of the wall: how big notes and clusters are, what the camera sees, what lies under a point.
//!
//! Pure arithmetic in board units (1 unit = 1 CSS px at 100 %; x to the right, y down). Refuses to know how anything is
//! drawn, what a gesture is and how a board is stored: it reads a [`crate::model::Board`] and answers with rectangles.

mod camera;
mod cluster;
mod index;
mod note;
mod place;
mod rect;
mod steer;

pub use camera::{Camera, ZOOM_MAX, ZOOM_MIN};
pub use cluster::{ClusterBox, cluster_layout, cluster_members};
pub use index::{WallId, WallIndex, bounds, visible_objects};
pub use note::{
    NOTE_FOOTER, NOTE_GAP, NOTE_HEADER, NOTE_HEIGHT_MAX, NOTE_HEIGHT_MIN, NOTE_LINE, NOTE_LINES_MAX, NOTE_PADDING,
    NOTE_TEXT, NOTE_WIDTH, note_height, note_lines, note_rect, note_weight,
};
pub use place::{GRID, arrange, drop_target, free_spot, steps_aside};
pub use rect::{Rect, Size};
pub use steer::{Direction, nearest_in_direction};
