//! Inviting people: the links of a workshop, big enough to be scanned across a room.

mod code;
mod links;

use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::words::people as words;
use leptos::task::spawn_local;
use wasm_split_helpers::wasm_split;

use crate::browser::{clipboard, place, popup};
use crate::model::{addresses, device, tongue};
use crate::prelude::*;
use crate::views::later::{Fetched, Later};
use crate::views::parts::{Dialog, Face, Icon, Segment, Segmented, fresh_id};
use code::QrCode;
use links::{Answer, Links};

/// Whom a link lets in.
const PARTICIPANTS: &str = "participants";
const VIEWERS: &str = "viewers";

/// The dialog that invites people.
#[component]
pub fn ShareDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The workshop.
    workshop: WorkshopId,
    /// The token of this person's session.
    #[prop(into)]
    token: String,
) -> impl IntoView {
    let token = StoredValue::new(token);
    let part = Later::new(|| Box::pin(door()));
    view! {
        <Dialog open title=words::SHARE class="wide">
            {move || part.show(|draw| draw(workshop, token.get_value()))}
        </Dialog>
    }
}

/// What draws the inside of the dialog; its code is a chunk of its own.
#[wasm_split(desk, fallible)]
fn door() -> Fetched<fn(WorkshopId, String) -> AnyView> {
    Ok(|workshop, token| view! { <Invitation workshop token /> }.into_any())
}

/// What is in the dialog: asks for the links, then shows them.
#[component]
fn Invitation(
    /// The workshop.
    workshop: WorkshopId,
    /// The token of this person's session.
    token: String,
) -> impl IntoView {
    let t = tongue();
    let answer = RwSignal::new(Answer::Waiting);
    let fetch = move || {
        let token = token.clone();
        answer.set(Answer::Waiting);
        spawn_local(async move {
            let links = links::fetch(workshop, &token).await;
            answer.try_set(links);
        });
    };
    fetch();
    move || match answer.get() {
        Answer::Waiting => view! { <p class="opening" role="status"><span class="waiting"></span></p> }.into_any(),
        Answer::NotForMe => view! {
            <p class="remark"><Icon name="info" /><span>{t.word(words::SHARE_ASK)}</span></p>
        }
        .into_any(),
        Answer::Failed => {
            let fetch = fetch.clone();
            view! {
                <p class="mishap" role="alert"><Icon name="triangle-alert" /><span>{t.word(words::SHARE_FAILED)}</span></p>
                <div class="dialog-foot">
                    <button type="button" class="button primary" on:click=move |_| fetch()>
                        {t.word(journeyboard_shared::words::trouble::TRY_AGAIN)}
                    </button>
                </div>
            }
            .into_any()
        }
        Answer::Here(links) => view! { <Invite workshop links /> }.into_any(),
    }
}

/// The links, one at a time: code, address, buttons.
#[component]
fn Invite(
    /// The workshop.
    workshop: WorkshopId,
    /// Its links.
    links: Links,
) -> impl IntoView {
    let t = tongue();
    let whom = RwSignal::new(PARTICIPANTS);
    let is_local = links::is_local(&links.participant);
    let link = Memo::new(move |_| if whom.get() == VIEWERS { links.viewer.clone() } else { links.participant.clone() });
    let segment = |key, label| Segment { key, label, face: Face::Name };
    let options = vec![segment(PARTICIPANTS, words::SHARE_PARTICIPANTS), segment(VIEWERS, words::SHARE_VIEWERS)];
    let hint =
        move || t.say(if whom.get() == VIEWERS { words::SHARE_VIEWERS_HINT } else { words::SHARE_PARTICIPANTS_HINT });
    let field = fresh_id("link");
    let field_id = field.clone();
    view! {
        <div class="share">
            <figure class="share-code">
                <QrCode text=link label=words::SHARE_QR />
                <figcaption class="hint">{t.word(words::SHARE_SCAN)}</figcaption>
            </figure>
            <div class="share-links">
                <Segmented legend=words::SHARE_WHOM options value=whom on_pick=move |key| whom.set(key) class="wide" />
                <p>{hint}</p>
                <div class="labelled">
                    <label for=field.clone()>{t.word(words::SHARE_LINK)}</label>
                    <input class="field small" id=field type="text" readonly spellcheck="false" prop:value=link
                        on:focus=move |_| popup::select_field(&field_id) />
                </div>
                <div class="share-buttons">
                    <CopyButton text=link label=words::SHARE_COPY class="primary" />
                    {popup::can_send().then(|| view! {
                        <button type="button" class="button" on:click=move |_| popup::send("Journeyboard", &link.get_untracked())>
                            <Icon name="share-2" />{t.word(words::SHARE_SEND)}
                        </button>
                    })}
                </div>
                {is_local.then(|| view! {
                    <p class="remark"><Icon name="smartphone" /><span>{t.word(words::SHARE_LOCAL)}</span></p>
                })}
                <OwnLink workshop />
            </div>
        </div>
    }
}

/// The facilitator's own link, and why it is not for everyone.
#[component]
fn OwnLink(
    /// The workshop.
    workshop: WorkshopId,
) -> impl IntoView {
    let t = tongue();
    device::recent_of(workshop).map(|known| {
        let own = [place::origin(), addresses::workshop(workshop, &known.secret)].concat();
        view! {
            <div class="share-own">
                <p class="hint"><Icon name="lock" /><span>{t.word(words::SHARE_OWN)}</span></p>
                <CopyButton text=Signal::stored(own) label=words::SHARE_COPY_OWN class="small" />
            </div>
        }
    })
}

/// Copies a text, and says whether that worked.
#[component]
fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// What the button says.
    label: journeyboard_shared::words::Word,
    /// The button's weight and size.
    class: &'static str,
) -> impl IntoView {
    let t = tongue();
    let copied = RwSignal::new(None::<bool>);
    Effect::new(move |_| {
        text.track();
        copied.set(None);
    });
    let copy = move |_| {
        spawn_local(async move {
            let done = clipboard::copy(&text.get_untracked()).await;
            copied.try_set(Some(done));
        });
    };
    let is_copied = move || copied.get() == Some(true);
    view! {
        <button type="button" class=["button ", class].concat() on:click=copy>
            {move || view! { <Icon name=if is_copied() { "check" } else { "copy" } /> }}
            {move || t.say(if is_copied() { words::SHARE_COPIED } else { label })}
        </button>
        <span class="off-screen" role="status">{move || is_copied().then(|| t.say(words::SHARE_COPIED))}</span>
        {move || (copied.get() == Some(false)).then(|| view! { <p class="mishap" role="alert"><span>{t.say(words::SHARE_BY_HAND)}</span></p> })}
    }
}
