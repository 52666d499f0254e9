//! One draft: its kind, its words, and a way to throw it away. What another tab of the same person writes flows in.

use crate::prelude::*;
use journeyboard_shared::draft::Draft;
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::limits::NOTE_TEXT_MAX;
use journeyboard_shared::model::NoteKind;
use journeyboard_shared::words::{kinds, secrets as words};
use leptos::html;

use crate::browser::dom;
use crate::model::{Room, tongue};
use crate::views::parts::{EmotionPicker, IconButton, KindIcon};

/// The card.
#[component]
pub(super) fn DraftCard(
    /// The room.
    room: Room,
    /// The draft.
    id: NoteId,
    /// Whether drafts may be written now.
    may_write: Memo<bool>,
    /// Whether it was added here just now: then the caret goes into it.
    is_new: bool,
) -> impl IntoView {
    let t = tongue();
    let draft = Memo::new(move |_| {
        room.with_drafts(|drafts| drafts.own().find(|(own, _)| *own == id).and_then(|(_, own)| own.now.clone()))
            .flatten()
    });
    let kind = Memo::new(move |_| draft.with(|draft| draft.as_ref().map_or(NoteKind::Idea, |draft| draft.kind)));
    let emotion = Memo::new(move |_| draft.with(|draft| draft.as_ref().and_then(|draft| draft.emotion)));
    let field = NodeRef::<html::Textarea>::new();
    Effect::new(move |was_there: Option<bool>| {
        let Some(field) = field.get() else { return false };
        let text = draft.with(|draft| draft.as_ref().map(|draft| draft.text.clone()).unwrap_or_default());
        if field.value() != text {
            field.set_value(&text);
        }
        if is_new && was_there != Some(true) {
            dom::focus_at_end(&field);
        }
        true
    });
    let change = move |change: &dyn Fn(&mut Draft)| {
        if let Some(mut now) = draft.get_untracked() {
            change(&mut now);
            room.write_draft(id, Some(now));
        }
    };
    let written = move |_| {
        if let Some(field) = field.get_untracked() {
            change(&|now| now.text = field.value());
        }
    };
    let picked = move |event| {
        let key = event_target_value(&event);
        if let Some(kind) = NoteKind::ALL.into_iter().find(|kind| kind.key() == key) {
            change(&|now| now.kind = kind);
        }
    };
    let option = move |kind_of: NoteKind| {
        let is_now = move || kind.get() == kind_of;
        view! { <option value=kind_of.key() selected=is_now>{move || t.say(kinds::kind(kind_of))}</option> }
    };
    view! {
        <li class="draft" data-kind=move || kind.get().key()>
            <div class="draft-head">
                {move || view! { <KindIcon kind=kind.get() emotion=emotion.get() /> }}
                <select class="field small" aria-label=t.word(words::DRAFT_KIND) disabled=move || !may_write.get() on:change=picked>
                    {NoteKind::ALL.map(option)}
                </select>
                <IconButton label=words::DISCARD icon="trash-2" on_press=move |()| room.write_draft(id, None) />
            </div>
            <Show when=move || kind.get() == NoteKind::Emotion && may_write.get()>
                <EmotionPicker value=emotion on_pick=move |(emotion,)| change(&|now| now.emotion = Some(emotion)) />
            </Show>
            <textarea class="draft-text" node_ref=field rows="3" maxlength=NOTE_TEXT_MAX.to_string()
                aria-label=t.word(words::DRAFT_TEXT) placeholder=move || t.say(kinds::hint(kind.get()))
                readonly=move || !may_write.get() on:input=written></textarea>
        </li>
    }
}
