//! Who is in the workshop: here now, and those who were here before.

use std::collections::BTreeSet;

use crate::prelude::*;
use journeyboard_shared::ids::ParticipantId;
use journeyboard_shared::model::{Participant, Role};
use journeyboard_shared::order;
use journeyboard_shared::rules::Operation;
use journeyboard_shared::wire::Deed;
use journeyboard_shared::words::{kinds, phases, room as words};

use crate::model::{Room, Stage, tongue};
use crate::views::parts::{Avatar, PanelFrame};

/// The panel of people.
#[component]
pub(super) fn PeoplePanel(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
) -> impl IntoView {
    let t = tongue();
    let people = Memo::new(move |_| {
        room.board.people.track();
        let mut here: BTreeSet<ParticipantId> =
            room.presence.others.with(|others| others.iter().map(|other| other.id).collect());
        here.extend(room.me());
        let mut all: Vec<(bool, ParticipantId, Participant)> = room
            .with_board(|board| {
                board.participants.iter().map(|(id, person)| (here.contains(id), *id, person.clone())).collect()
            })
            .unwrap_or_default();
        order::sort(&mut all, |(a_here, a_id, a), (b_here, b_id, b)| {
            b_here.cmp(a_here).then(a.name.cmp(&b.name)).then(a_id.cmp(b_id))
        });
        all
    });
    let row = move |(here, id, person): (bool, ParticipantId, Participant)| {
        let is_me = room.me() == Some(id);
        let role = person.role;
        let (other, word) = match role {
            Role::Facilitator => (Role::Participant, phases::MAKE_PARTICIPANT),
            Role::Participant | Role::Viewer => (Role::Facilitator, phases::MAKE_FACILITATOR),
        };
        let grant = move |_| room.order(Deed::GrantRole { participant: id, role: other });
        let granting = (role != Role::Viewer && room.may_at_all(Operation::GrantRole)).then(|| {
            view! { <button type="button" class="button quiet person-grant" on:click=grant>{t.word(word)}</button> }
                .into_any()
        });
        let detail = move || {
            let role = t.say(kinds::role(role));
            if person.department.is_empty() { role.to_owned() } else { format!("{} · {role}", person.department) }
        };
        view! {
            <li class="person" data-here=here.then_some("")>
                <Avatar name=person.name.clone() colour=person.colour />
                <span class="person-name">
                    {person.name.clone()}
                    {is_me.then(|| view! { <span class="person-me">{t.word(words::ME)}</span> })}
                </span>
                <span class="person-detail">{detail}</span>
                {granting}
                {(!here).then(|| view! { <span class="person-away">{t.word(words::AWAY)}</span> })}
            </li>
        }
    };
    view! {
        <PanelFrame title=words::PEOPLE on_close=move |()| stage.panel.set(None)>
            <ul class="people">{move || people.get().into_iter().map(row).collect_view()}</ul>
        </PanelFrame>
    }
}
