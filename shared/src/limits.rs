//! Every bound, with its reason. Whoever needs a number that keeps something finite finds or puts it here.

/// A note's text, in UTF-16 units. A paragraph; more belongs into a document that the note links to.
pub const NOTE_TEXT_MAX: usize = 2_000;
/// Names of stages, clusters, journeys, departments, people, in UTF-16 units. Fits a header in three lines.
pub const NAME_MAX: usize = 120;
/// A workshop's title, in UTF-16 units. Fits a tab and a poster.
pub const TITLE_MAX: usize = 160;
/// Notes in one workshop, deleted ones included. The wall is designed for 10,000 at 60 frames a second.
pub const NOTES_MAX: usize = 10_000;
/// Stages in one workshop. A map with more columns is read by nobody.
pub const STAGES_MAX: usize = 200;
/// Steps in one workshop: 200 touchpoints in 12 segments, and some.
pub const STEPS_MAX: usize = 4_000;
/// Clusters in one workshop: every second note may lead one.
pub const CLUSTERS_MAX: usize = 5_000;
/// Things locked in one workshop. Whoever wants more locks the wall.
pub const LOCKS_MAX: usize = 2_000;
/// Things that one order locks or unlocks: as many ids as its 4 KiB of JSON hold.
pub const ORDER_THINGS_MAX: usize = 64;
/// Drafts of one person that wait to be revealed: more than anybody writes in one silent phase.
pub const DRAFTS_PER_PERSON_MAX: usize = 200;
/// Edits that a draft remembers: one may be on its way from each tab.
pub const DRAFT_OPS_MAX: usize = 8;
/// Dots that one person has in one round of votes: their ballot fits one message.
pub const VOTE_BUDGET_MAX: u32 = 50;
/// Rounds of votes in one workshop. A day has fewer.
pub const ROUNDS_MAX: usize = 100;
/// Departments in one workshop.
pub const DEPARTMENTS_MAX: usize = 100;
/// People who ever joined one workshop. Three hundred editors, and their second devices.
pub const PARTICIPANTS_MAX: usize = 2_000;
/// How far from the wall's middle a note may lie, in board units (1 unit = 1 px at 100 %). f32 stays exact to 1/16.
pub const WALL_REACH: f64 = 1_000_000.0;
/// Notes that one command may touch: a lasso around the whole wall.
pub const COMMAND_NOTES_MAX: usize = 2_000;
/// Characters of one order key. 10,000 insertions at the same place grow a key by about 20.
pub const ORDER_KEY_MAX: usize = 512;

/// One live WebSocket message, in bytes. A paste of a full note is 8 KiB.
pub const LIVE_FRAME_BYTES_MAX: usize = 64 * 1024;
/// One step 2 upload (a returning client's offline work), in bytes; also the largest WebSocket message taken at all.
pub const UPLOAD_BYTES_MAX: usize = 4 * 1024 * 1024;
/// One person's presence state as JSON, in bytes.
pub const PRESENCE_STATE_BYTES_MAX: usize = 4 * 1024;
/// Notes named in one presence state (selection or drag). More is cut off: it only draws outlines.
pub const PRESENCE_NOTES_MAX: usize = 64;
/// What may wait for one slow peer, in bytes. Further behind is cut off; a resync is cheaper than remembering.
pub const PEER_BACKLOG_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Encoded state of one workshop on disk, in bytes: 10,000 notes with history are about 5 MB.
pub const WORKSHOP_BYTES_MAX: usize = 64 * 1024 * 1024;
/// An import's body, in bytes. The export of a full workshop is about 12 MB.
pub const IMPORT_BYTES_MAX: usize = 24 * 1024 * 1024;
/// Any other HTTP body, in bytes.
pub const BODY_BYTES_MAX: usize = 16 * 1024;
