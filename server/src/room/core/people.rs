//! What the server itself writes into a board: who joined, their department, the title. And what outsiders may ask.

use std::collections::BTreeMap;
use std::sync::Arc;

use journeyboard_shared::document::{BoardDoc, Origin};
use journeyboard_shared::ids::DepartmentId;
use journeyboard_shared::limits as bounds;
use journeyboard_shared::model::{Board, Colour, Department, Participant};
use journeyboard_shared::order;

use super::event::{Answer, Invitation, Joining, Question, Ticket};
use super::{Deferred, Health, RoomCore, load};
use crate::folding::folded;

impl RoomCore {
    pub(super) fn answer(&mut self, ticket: Ticket, question: Question) {
        let answer = match question {
            Question::Join(joining) => self.join(joining),
            Question::Rename(title) => self.rename(&title),
            Question::Invitation | Question::Board if self.health == Health::Degraded => {
                let answer = self.as_on_disk(&question);
                return self.out.answer(ticket, answer);
            }
            Question::Invitation => Answer::Invitation(invitation(self.doc.board())),
            Question::Role(participant, link) => {
                return self.out.answer(ticket, Answer::Role(self.role_by(link, participant)));
            }
            #[cfg(test)]
            Question::Panic => panic!("a bug of ours"),
            Question::Board => Answer::Board(Arc::new(self.doc.board().clone())),
        };
        match answer {
            Answer::Degraded | Answer::Full => self.out.answer(ticket, answer),
            other => self.once_durable(Deferred::Answer(ticket, other)),
        }
    }

    /// While the disk fails, outsiders see what is on it and nothing newer.
    fn as_on_disk(&self, question: &Question) -> Answer {
        match (load(self.client_id, self.history.everything_durable()), question) {
            (Ok((doc, _)), Question::Invitation) => Answer::Invitation(invitation(doc.board())),
            (Ok((doc, _)), _) => Answer::Board(Arc::new(doc.board().clone())),
            (Err(_), _) => Answer::Degraded,
        }
    }

    fn join(&mut self, joining: Joining) -> Answer {
        if self.health == Health::Degraded || self.doc.is_newer() {
            return Answer::Degraded;
        }
        let board = self.doc.board();
        let known = board.participants.get(&joining.participant);
        if known.is_none() && board.participants.len() >= bounds::PARTICIPANTS_MAX {
            return Answer::Full;
        }
        let (department, new_department) = department(board, &joining, known);
        let person = Participant {
            name: joining.name.or_else(|| known.map(|known| known.name.clone())).unwrap_or(joining.guest),
            department,
            colour: joining.colour.or(known.map(|known| known.colour)).unwrap_or_else(|| least_used(board)),
            // Whoever looks through a lesser link for a moment stays in the list what they are; a grant outweighs links.
            role: known.map_or(joining.role, |known| known.granted.unwrap_or(known.role.min(joining.role))),
            granted: known.and_then(|known| known.granted),
        };
        self.write(|doc| {
            doc.edit(Origin::Quiet, |edit| {
                if let Some((id, department)) = new_department {
                    edit.put_department(id, &department);
                }
                edit.put_participant(joining.participant, &person);
            })
            .1
        });
        self.restamp(joining.participant, self.now);
        Answer::Joined
    }

    fn rename(&mut self, title: &str) -> Answer {
        if self.health == Health::Degraded || self.doc.is_newer() {
            return Answer::Degraded;
        }
        if let Some(mut about) = self.doc.board().about.clone() {
            title.clone_into(&mut about.title);
            self.write(|doc| doc.edit(Origin::Quiet, |edit| edit.put_about(&about)).1);
        }
        Answer::Renamed
    }

    fn write(&mut self, write: impl FnOnce(&mut BoardDoc) -> journeyboard_shared::document::Change) {
        let change = write(&mut self.doc);
        self.stage(change);
    }
}

/// The department's name as the workshop writes it, and the department itself if it is a new one.
fn department(
    board: &Board,
    joining: &Joining,
    known: Option<&Participant>,
) -> (String, Option<(DepartmentId, Department)>) {
    let Some(wanted) = joining.department.clone() else {
        return (known.map(|known| known.department.clone()).unwrap_or_default(), None);
    };
    let same = board.departments.values().find(|there| folded(&there.name) == folded(&wanted));
    if wanted.is_empty() || board.departments.len() >= bounds::DEPARTMENTS_MAX {
        return (wanted, None);
    }
    match same {
        Some(there) => (there.name.clone(), None),
        None => {
            let last = board.departments.values().map(|there| there.order.as_str()).max();
            let new = Department { name: wanted.clone(), order: order::between(last, None) };
            (wanted, Some((joining.department_id, new)))
        }
    }
}

/// The hue that the fewest people have.
fn least_used(board: &Board) -> Colour {
    let mut used: BTreeMap<u8, usize> = (0..Colour::COUNT).map(|hue| (hue, 0)).collect();
    for person in board.participants.values() {
        *used.entry(person.colour.number()).or_default() += 1;
    }
    let hue = used.into_iter().min_by_key(|(hue, people)| (*people, *hue)).map_or(0, |(hue, _)| hue);
    Colour::new(hue)
}

fn invitation(board: &Board) -> Invitation {
    let mut departments: Vec<(&str, &str)> =
        board.departments.values().map(|there| (there.order.as_str(), there.name.as_str())).collect();
    departments.sort_unstable();
    Invitation {
        title: board.about.as_ref().map(|about| about.title.clone()).unwrap_or_default(),
        locale: board.about.as_ref().map(|about| about.locale).unwrap_or_default(),
        departments: departments.into_iter().map(|(_, name)| name.to_owned()).collect(),
        people: board.participants.len(),
    }
}
