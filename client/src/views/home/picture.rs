//! The picture of the start page: a small journey map as it would be printed, and the way into a copy of the demo.

use journeyboard_shared::model::{Emotion, NoteKind};
use journeyboard_shared::words::{Word, home as words};

use super::creating::Creating;
use crate::model::tongue;
use crate::prelude::*;
use crate::views::parts::{EmotionFace, Icon, KindIcon};

/// How each moment of the picture feels, and of what kind its note is.
const FEELS: [(i64, NoteKind); 5] = [
    (1, NoteKind::Expectation),
    (-1, NoteKind::Barrier),
    (-2, NoteKind::Experience),
    (2, NoteKind::Need),
    (-1, NoteKind::Experience),
];
/// The line through them: 100 units wide per stage, 25 high per step of feeling, +2 at 0.
const CURVE: &str = "M50 25C84 25 116 75 150 75C184 75 216 100 250 100C292 100 308 0 350 0C388 0 412 75 450 75";

/// The poster, and the button that opens the demo that it shows.
#[component]
pub(super) fn DemoPoster(
    /// The making of workshops.
    creating: Creating,
) -> impl IntoView {
    let t = tongue();
    let is_busy = move || creating.busy.get() == Some("demo");
    let open = move |_| creating.create(t.now(words::POSTER).to_owned(), "demo");
    let mishap = move || creating.mishap.get().filter(|(template, _)| *template == "demo").map(|(_, word)| word);
    view! {
        <section class="demo" aria-labelledby="demo-note">
            <Poster />
            <div class="demo-go">
                <p id="demo-note">{t.word(words::DEMO_NOTE)}</p>
                <button type="button" class="button large" aria-disabled=move || is_busy().then_some("true") on:click=open>
                    <Icon name="route" />
                    {move || t.say(if is_busy() { words::DEMO_OPENING } else { words::DEMO })}
                </button>
            </div>
            <p class="mishap" role="alert" hidden=move || mishap().is_none()>
                <Icon name="triangle-alert" />
                <span>{move || mishap().map(|word| t.say(word))}</span>
            </p>
        </section>
    }
}

/// Five stages, their moments, how they feel, and a note each. A picture: silent to screen readers.
#[component]
fn Poster() -> impl IntoView {
    let t = tongue();
    let moment = move |[_, moment, _]: [Word; 3]| {
        view! { <div class="poster-note" data-kind="touchpoint"><KindIcon kind=NoteKind::Touchpoint /><span>{move || t.say(moment)}</span></div> }
    };
    let face = move |(value, _): (i64, NoteKind)| {
        let emotion = Emotion::new(value).unwrap_or(Emotion::NEUTRAL);
        view! { <div class="poster-face" data-level=value><span><EmotionFace emotion /></span></div> }
    };
    let note = move |([_, _, note], (_, kind)): ([Word; 3], (i64, NoteKind))| {
        view! { <div class="poster-note" data-kind=kind.key()><KindIcon kind /><span>{move || t.say(note)}</span></div> }
    };
    view! {
        <div class="poster" aria-hidden="true">
            <p class="poster-title">{t.word(words::POSTER)}</p>
            <div class="poster-map">
                {words::PICTURE.map(|[stage, ..]| view! { <div class="poster-stage">{move || t.say(stage)}</div> })}
                {words::PICTURE.map(moment)}
                <div class="poster-feelings">
                    <svg viewBox="0 0 500 100" preserveAspectRatio="none">
                        <path class="zero" d="M0 50H500" />
                        <path class="curve" d=CURVE />
                    </svg>
                    {FEELS.map(face)}
                </div>
                {words::PICTURE.into_iter().zip(FEELS).map(note).collect_view()}
                <div class="poster-note idea" data-kind="idea"><KindIcon kind=NoteKind::Idea /><span>{t.word(words::IDEA)}</span></div>
            </div>
        </div>
    }
}
