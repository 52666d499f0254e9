//! Small menus over the map: five faces, or the kinds of notes that a touchpoint can get.

use journeyboard_shared::command::Command;
use journeyboard_shared::map::Lane;
use journeyboard_shared::model::{Emotion, NoteKind};
use journeyboard_shared::words::{kinds, map as words, wall as wall_words};

use super::cell::create;
use super::sheet::{Offer, Offered, Sheet};
use crate::browser::dom::{self, KeyboardEvent};
use crate::browser::popup::{Step, focus_among};
use crate::prelude::*;
use crate::views::parts::{EmotionFace, KindIcon};
use crate::views::sequence::menu::place;

const MENU: &str = "map-offer";

/// The place where the open menu appears.
#[component]
pub(super) fn OfferHost(
    /// The sheet.
    sheet: Sheet,
) -> impl IntoView {
    move || sheet.offer.get().map(|offer| view! { <OfferList sheet offer /> })
}

#[component]
fn OfferList(
    /// The sheet.
    sheet: Sheet,
    /// What is offered.
    offer: Offer,
) -> impl IntoView {
    let Offer { what, opener, anchor } = offer;
    let close = move || {
        sheet.offer.set(None);
        dom::focus(&opener);
    };
    let close_by_press = close.clone();
    let on_key = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowDown" | "ArrowRight" => Some(Step::Next),
            "ArrowUp" | "ArrowLeft" => Some(Step::Previous),
            "Home" => Some(Step::First),
            "End" => Some(Step::Last),
            "Escape" | "Tab" => None,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        match step {
            Some(step) => {
                focus_among(MENU, "button", step);
            }
            None => close(),
        }
    };
    request_animation_frame(|| {
        focus_among(MENU, "button", Step::First);
    });
    let is_faces = !matches!(what, Offered::NewNote(..));
    let title = sheet.tongue.say(if is_faces { wall_words::EMOTION_UNSET } else { words::ADD_WHAT });
    let items = match what {
        Offered::NewNote(_, _, lane) => {
            kinds_of(lane).map(|kind| kind_item(sheet, what, kind)).collect_view().into_any()
        }
        _ => Emotion::ALL.map(|emotion| face_item(sheet, what, emotion)).collect_view().into_any(),
    };
    view! {
        <div class="menu-veil" on:pointerdown=move |event| { event.prevent_default(); close_by_press(); }></div>
        <div class="menu-list sequence-menu" class:map-faces=is_faces id=MENU role="menu" aria-label=title style=place(&anchor) on:keydown=on_key>
            <div class="menu-title" role="presentation">{title}</div>
            {items}
        </div>
    }
}

fn kinds_of(lane: Lane) -> impl Iterator<Item = NoteKind> {
    let fits =
        move |kind: &NoteKind| if lane == Lane::More { Lane::of(*kind) == lane } else { *kind != NoteKind::Touchpoint };
    NoteKind::ALL.into_iter().filter(fits)
}

fn kind_item(sheet: Sheet, what: Offered, kind: NoteKind) -> impl IntoView {
    let pick = move |_| {
        let Offered::NewNote(step, touchpoint, _) = what else { return };
        if kind == NoteKind::Emotion {
            // What it feels like comes first; the words after it.
            sheet.offer.update(|offer| {
                if let Some(offer) = offer {
                    offer.what = Offered::NewEmotion(step, touchpoint);
                }
            });
        } else {
            sheet.offer.set(None);
            create(sheet, (step, touchpoint), kind, None);
        }
    };
    view! {
        <button type="button" class="menu-item" role="menuitem" tabindex="-1" on:click=pick>
            <KindIcon kind />
            <span>{sheet.tongue.say(kinds::kind(kind))}</span>
        </button>
    }
}

fn face_item(sheet: Sheet, what: Offered, emotion: Emotion) -> impl IntoView {
    let pick = move |_| {
        let opener = sheet.offer.get_untracked().map(|offer| offer.opener);
        sheet.offer.set(None);
        match what {
            Offered::FaceOf(note) => {
                sheet.room.dispatch(Command::SetEmotion { note, emotion: Some(emotion) });
                // The face's button is drawn anew.
                opener.into_iter().for_each(|id| sheet.focus_id(id));
            }
            Offered::NewEmotion(step, touchpoint) => {
                create(sheet, (step, touchpoint), NoteKind::Emotion, Some(emotion))
            }
            Offered::NewNote(..) => {}
        }
    };
    view! {
        <button type="button" class="menu-item" role="menuitem" tabindex="-1" data-kind="emotion" on:click=pick>
            <span class="map-face-icon"><EmotionFace emotion /></span>
            <span>{sheet.tongue.say(kinds::emotion(emotion))}</span>
        </button>
    }
}
