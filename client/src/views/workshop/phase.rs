//! The phase in the bar: its name for everybody; for facilitators the choice of another, and the lock of the whole board.

use crate::prelude::*;
use journeyboard_shared::locks::Thing;
use journeyboard_shared::rules::{Operation, Phase};
use journeyboard_shared::wire::Deed;
use journeyboard_shared::words::{phases as words, secrets};

use super::bar::toggle;
use crate::model::stage::Panel;
use crate::model::{Room, Stage, tongue};
use crate::views::parts::Icon;

/// See the module.
#[component]
pub(super) fn PhaseControl(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
) -> impl IntoView {
    let t = tongue();
    let leads = Memo::new(move |_| room.may_at_all(Operation::SetPhase));
    let name = move || t.say(words::name(room.phase()));
    let option = move |phase: Phase| {
        let is_now = move || room.phase() == phase;
        view! { <option value=phase.key() selected=is_now>{move || t.say(words::name(phase))}</option> }
    };
    let pick = move |event| {
        if let Some(phase) = Phase::from_key(&event_target_value(&event)) {
            room.order(Deed::SetPhase { phase });
        }
    };
    // What was picked stands there until the answer comes; an objection puts back what is.
    let now = move || {
        room.told.track();
        room.phase().key()
    };
    let is_locked = move || room.is_locked(Thing::Wall);
    let lock = move || {
        is_locked().then(|| {
            let said = t.word(words::LOCKED);
            view! { <span class="note-lock" role="img" aria-label=said title=said><Icon name="lock" /></span> }
                .into_any()
        })
    };
    move || {
        if !leads.get() {
            return view! { <span class="bar-phase">{name}</span>{lock} }.into_any();
        }
        let said = t.word(words::LOCK_WALL);
        view! {
            <select class="field small bar-phase" aria-label=t.word(words::PHASE) on:change=pick prop:value=now>
                {Phase::ALL.map(option)}
            </select>
            <button type="button" class="icon-button bar-lock" aria-label=said title=said
                aria-pressed=move || is_locked().to_string() on:click=move |_| room.lock(vec![Thing::Wall], !is_locked())>
                <Icon name="lock" />
            </button>
            <button type="button" class="icon-button bar-lock" aria-label=t.word(secrets::PANEL) title=t.word(secrets::PANEL)
                aria-pressed=move || (stage.panel.get() == Some(Panel::Secrets)).to_string()
                on:click=move |_| toggle(stage, Panel::Secrets)>
                <Icon name="eye-off" />
            </button>
        }
        .into_any()
    }
}
