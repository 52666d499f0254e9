//! What a new workshop begins with: blank, a template, the demo, or an exported file. The server alone makes it, in one
//! update, under ids that follow from the workshop's: nobody can make it twice.

mod content;
pub mod files;
mod layout;

use journeyboard_shared::document::{BoardDoc, Origin, SCHEMA};
use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::model::{About, Board};
use journeyboard_shared::rules::Phase;
use journeyboard_shared::words::Locale;

use crate::room::core::SERVER_CLIENT_IDS_FROM;

/// What a workshop can begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// One journey without stages.
    Blank,
    /// The whole company (M4).
    Company,
    /// One service (M4).
    Service,
    /// A single touchpoint (M4).
    Touchpoint,
    /// A finished workshop.
    Demo,
}

impl Template {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Blank, Self::Company, Self::Service, Self::Touchpoint, Self::Demo];

    /// Its name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Company => "company",
            Self::Service => "service",
            Self::Touchpoint => "touchpoint",
            Self::Demo => "demo",
        }
    }

    /// The template of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|template| template.name() == name)
    }
}

/// A new workshop's document as one update (v1). `chance` is random; the server writes under an id made of it.
#[must_use]
pub fn initial_state(template: Template, locale: Locale, title: &str, workshop: WorkshopId, chance: u64) -> Vec<u8> {
    let mut board = content::board(template, locale, workshop);
    board.about = Some(About { schema: SCHEMA, title: title.to_owned(), locale, phase: Phase::default(), epoch: 0 });
    encode(&board, chance)
}

/// The title under which the demo is listed.
#[must_use]
pub fn demo_title(locale: Locale) -> String {
    content::title(Template::Demo, locale)
}

/// An exported file's document as one update (v1).
///
/// # Errors
/// What is wrong with the file, and where.
pub fn imported_state(file: &[u8], chance: u64) -> Result<Vec<u8>, String> {
    let mut board = files::read(file)?;
    if let Some(about) = &mut board.about {
        about.schema = SCHEMA;
    }
    Ok(encode(&board, chance))
}

/// Writes a whole board in one transaction.
fn encode(board: &Board, chance: u64) -> Vec<u8> {
    let mut doc = BoardDoc::new(SERVER_CLIENT_IDS_FROM + (chance & u64::from(u32::MAX)));
    doc.edit(Origin::Quiet, |edit| {
        if let Some(about) = &board.about {
            edit.put_about(about);
        }
        board.departments.iter().for_each(|(id, department)| edit.put_department(*id, department));
        board.participants.iter().for_each(|(id, person)| edit.put_participant(*id, person));
        board.journeys.iter().for_each(|(id, journey)| edit.put_journey(*id, journey));
        board.stages.iter().for_each(|(id, stage)| edit.put_stage(*id, stage));
        board.clusters.iter().for_each(|(id, cluster)| edit.put_cluster(*id, cluster));
        board.notes.iter().for_each(|(id, note)| edit.put_note(*id, note));
        board.steps.iter().for_each(|(id, step)| edit.put_step(*id, step));
        board.locks.iter().for_each(|thing| edit.set_lock(thing, true));
    });
    doc.encode_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(template: Template, locale: Locale) -> BoardDoc {
        let workshop = WorkshopId::from(uuid::Uuid::from_u128(7));
        let state = initial_state(template, locale, "Bakery", workshop, 1);
        let mut doc = BoardDoc::new(5);
        let change = doc.integrate(&state).expect("a document");
        assert_eq!(change.oddities, [], "{template:?} {locale:?}");
        doc
    }

    #[test]
    fn tp1_every_template_makes_a_board_in_every_language() {
        for locale in Locale::ALL {
            for template in Template::ALL {
                let doc = opened(template, locale);
                let about = doc.board().about.as_ref().expect("a title");
                assert_eq!((about.title.as_str(), about.locale, about.schema), ("Bakery", locale, SCHEMA));
                assert_eq!(doc.board().journeys.len(), 1);
                let stages = doc.board().stages.len();
                assert_eq!(stages == 0, template == Template::Blank, "{template:?} has {stages} stages");
            }
        }
    }

    #[test]
    fn tp2_the_same_workshop_makes_the_same_board() {
        let boards = [1, 2].map(|_| opened(Template::Demo, Locale::Cs).board().clone());
        assert_eq!(boards[0], boards[1]);
    }

    #[test]
    fn tp3_notes_of_a_template_lie_apart() {
        use journeyboard_shared::wall::note_rect;
        for locale in Locale::ALL {
            for template in Template::ALL {
                let doc = opened(template, locale);
                let rects: Vec<_> = doc.board().living_notes().map(|(id, note)| (id, note_rect(note))).collect();
                for (i, (a, one)) in rects.iter().enumerate() {
                    for (b, other) in &rects[..i] {
                        assert!(!one.overlaps(other), "{template:?} {locale:?}: {a} and {b}");
                    }
                }
            }
        }
    }

    #[test]
    fn tp4_the_demo_has_people_departments_and_placed_touchpoints() {
        let doc = opened(Template::Demo, Locale::En);
        let board = doc.board();
        assert_eq!((board.participants.len(), board.departments.len(), board.stages.len()), (9, 6, 7));
        assert!(board.steps.len() >= 15);
        assert_eq!(board.clusters.len(), 3 + board.belongings().len(), "each touchpoint leads what belongs to it");
        assert!(board.living_notes().all(|(_, note)| note.author.is_some()));
        let journey = board.main_journey().expect("a journey");
        assert_eq!(board.unplaced_in(journey).len(), 6);
        assert!(board.stages_of(journey).iter().all(|(stage, _)| !board.steps_of(*stage).is_empty()));
    }
}
