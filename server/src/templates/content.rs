//! The templates' texts, from JSON files that writers keep, made into boards.

use std::collections::BTreeMap;

use journeyboard_shared::ids::{
    ClusterId, DepartmentId, JourneyId, NoteId, ParticipantId, StageId, StepId, WorkshopId,
};
use journeyboard_shared::model::{
    Board, Cluster, Colour, Department, Emotion, Journey, Note, NoteKind, Participant, Point, Role, Stage, Step,
};
use journeyboard_shared::order;
use journeyboard_shared::words::{Locale, Word};
use serde::Deserialize;
use uuid::Uuid;

use super::Template;
use super::layout;

/// The one journey of a blank workshop.
const JOURNEY: Word = Word::new("Customer journey", "Zákaznická cesta", "Podróż klienta");

#[derive(Debug, Default, Deserialize)]
pub(super) struct Content {
    #[serde(default)]
    title: String,
    journey: Named,
    #[serde(default)]
    departments: Vec<String>,
    #[serde(default)]
    people: Vec<Person>,
    #[serde(default)]
    pub(super) stages: Vec<StageOf>,
    #[serde(default)]
    pub(super) unplaced: Vec<TouchpointOf>,
    #[serde(default)]
    pub(super) loose: Vec<NoteOf>,
    #[serde(default)]
    pub(super) clusters: Vec<ClusterOf>,
}

#[derive(Debug, Default, Deserialize)]
struct Named {
    name: String,
    #[serde(default)]
    start: String,
    #[serde(default)]
    end: String,
}

#[derive(Debug, Deserialize)]
struct Person {
    name: String,
    department: usize,
}

#[derive(Debug, Deserialize)]
pub(super) struct StageOf {
    name: String,
    #[serde(default)]
    pub(super) touchpoints: Vec<TouchpointOf>,
}

#[derive(Debug, Deserialize)]
pub(super) struct TouchpointOf {
    pub(super) text: String,
    by: Option<usize>,
    #[serde(default)]
    pub(super) notes: Vec<NoteOf>,
}

#[derive(Debug, Deserialize)]
pub(super) struct NoteOf {
    pub(super) kind: NoteKind,
    pub(super) text: String,
    by: Option<usize>,
    value: Option<Emotion>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ClusterOf {
    pub(super) name: String,
    #[serde(default)]
    pub(super) notes: Vec<NoteOf>,
}

macro_rules! in_each_language {
    ($name:literal) => {
        [
            include_str!(concat!("../../content/", $name, ".en.json")),
            include_str!(concat!("../../content/", $name, ".cs.json")),
            include_str!(concat!("../../content/", $name, ".pl.json")),
        ]
    };
}

const COMPANY: [&str; 3] = in_each_language!("template.company");
const SERVICE: [&str; 3] = in_each_language!("template.service");
const TOUCHPOINT: [&str; 3] = in_each_language!("template.touchpoint");
const DEMO: [&str; 3] = in_each_language!("demo");

impl TouchpointOf {
    /// The note that it is itself.
    pub(super) fn head(&self) -> NoteOf {
        NoteOf { kind: NoteKind::Touchpoint, text: self.text.clone(), by: self.by, value: None }
    }
}

fn content(template: Template, locale: Locale) -> Content {
    let files = match template {
        Template::Blank => {
            let name = JOURNEY.say(locale).to_owned();
            return Content { journey: Named { name, ..Named::default() }, ..Content::default() };
        }
        Template::Company => &COMPANY,
        Template::Service => &SERVICE,
        Template::Touchpoint => &TOUCHPOINT,
        Template::Demo => &DEMO,
    };
    let file = match locale {
        Locale::En => files[0],
        Locale::Cs => files[1],
        Locale::Pl => files[2],
    };
    // Built in, and read in a test in every language.
    serde_json::from_str(file).expect("the built-in templates are well-formed")
}

/// The title that the writers gave it.
pub(super) fn title(template: Template, locale: Locale) -> String {
    content(template, locale).title
}

/// A template as a board of that workshop.
pub(super) fn board(template: Template, locale: Locale, workshop: WorkshopId) -> Board {
    let content = content(template, locale);
    let mut maker = Maker::new(workshop, &content);
    maker.people(&content);
    maker.sequence(&content);
    maker.rest(&content);
    maker.board
}

/// Writes a board piece by piece; each piece's id follows from its path.
struct Maker {
    workshop: WorkshopId,
    board: Board,
    places: layout::Places,
    journey: JourneyId,
    authors: Vec<ParticipantId>,
}

impl Maker {
    fn new(workshop: WorkshopId, content: &Content) -> Self {
        let id = |path: &str| Uuid::new_v5(workshop.as_uuid(), path.as_bytes());
        let authors = (0..content.people.len()).map(|n| id(&format!("people/{n}")).into()).collect();
        let places = layout::places(content);
        Self { workshop, board: Board::default(), places, journey: id("journey").into(), authors }
    }

    fn id<T: From<Uuid>>(&self, path: &str) -> T {
        Uuid::new_v5(self.workshop.as_uuid(), path.as_bytes()).into()
    }

    fn people(&mut self, content: &Content) {
        let orders = order::first(content.departments.len());
        for (n, (name, order)) in content.departments.iter().zip(orders).enumerate() {
            let id: DepartmentId = self.id(&format!("departments/{n}"));
            self.board.departments.insert(id, Department { name: name.clone(), order });
        }
        for (n, person) in content.people.iter().enumerate() {
            let participant = Participant {
                name: person.name.clone(),
                department: content.departments.get(person.department).cloned().unwrap_or_default(),
                colour: Colour::new(u8::try_from(n % usize::from(Colour::COUNT)).unwrap_or_default()),
                role: Role::Participant,
                granted: None,
            };
            self.board.participants.insert(self.authors[n], participant);
        }
    }

    fn sequence(&mut self, content: &Content) {
        let Named { name, start, end } = &content.journey;
        let journey =
            Journey { name: name.clone(), start: start.clone(), end: end.clone(), order: order::between(None, None) };
        self.board.journeys.insert(self.journey, journey);
        let orders = order::first(content.stages.len());
        for (n, (stage, order)) in content.stages.iter().zip(orders).enumerate() {
            let id: StageId = self.id(&format!("stages/{n}"));
            let new = Stage { journey: self.journey, name: stage.name.clone(), order };
            self.board.stages.insert(id, new);
            let orders = order::first(stage.touchpoints.len());
            for (t, (touchpoint, order)) in stage.touchpoints.iter().zip(orders).enumerate() {
                let touchpoint = self.touchpoint(&format!("stages/{n}/{t}"), touchpoint);
                let step = Step { journey: self.journey, stage: id, touchpoint, order };
                self.board.steps.insert(StepId::first_of(self.journey, touchpoint), step);
            }
        }
    }

    fn rest(&mut self, content: &Content) {
        for (n, touchpoint) in content.unplaced.iter().enumerate() {
            self.touchpoint(&format!("unplaced/{n}"), touchpoint);
        }
        for (n, note) in content.loose.iter().enumerate() {
            self.note(&format!("loose/{n}"), note, None, None, String::new());
        }
        for (n, cluster) in content.clusters.iter().enumerate() {
            let path = format!("clusters/{n}");
            let id: ClusterId = self.id(&path);
            let pos = self.place(&path);
            let new = Cluster { name: cluster.name.clone(), pos, collapsed: false, touchpoint: None };
            self.board.clusters.insert(id, new);
            for (m, (note, order)) in cluster.notes.iter().zip(order::first(cluster.notes.len())).enumerate() {
                self.note(&format!("{path}/{m}"), note, None, Some(id), order);
            }
        }
    }

    fn touchpoint(&mut self, path: &str, touchpoint: &TouchpointOf) -> NoteId {
        let head = touchpoint.head();
        if touchpoint.notes.is_empty() {
            return self.note(path, &head, None, None, String::new());
        }
        let group: ClusterId = self.id(&format!("{path}/group"));
        let pos = self.place(&format!("{path}/group"));
        self.board.clusters.insert(group, Cluster { name: String::new(), pos, collapsed: false, touchpoint: None });
        let mut orders = order::first(touchpoint.notes.len() + 1).into_iter();
        let id = self.note(path, &head, None, Some(group), orders.next().unwrap_or_default());
        for (n, (note, order)) in touchpoint.notes.iter().zip(orders).enumerate() {
            self.note(&format!("{path}/{n}"), note, Some(id), Some(group), order);
        }
        id
    }

    fn note(
        &mut self,
        path: &str,
        note: &NoteOf,
        touchpoint: Option<NoteId>,
        cluster: Option<ClusterId>,
        order: String,
    ) -> NoteId {
        let id: NoteId = self.id(path);
        let new = Note {
            kind: note.kind,
            text: note.text.clone(),
            pos: self.place(path),
            author: note.by.and_then(|by| self.authors.get(by).copied()),
            emotion: note.value,
            touchpoint,
            cluster,
            order,
            deleted: false,
        };
        self.board.notes.insert(id, new);
        id
    }

    fn place(&self, path: &str) -> Point {
        self.places.get(path).copied().unwrap_or_default()
    }
}

/// Where each piece lies, by its path.
pub(super) type ByPath = BTreeMap<String, Point>;
