//! The form of the invitation: title, role, name, department, hue, and the button.

use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::limits::NAME_MAX;
use journeyboard_shared::model::{Colour, Role};
use journeyboard_shared::words::{Word, join as words, kinds};
use leptos::task::spawn_local;

use super::asking::{self, Invitation, Joining};
use super::departments::Departments;
use crate::browser::http::Failure;
use crate::browser::{dom, random};
use crate::model::device::{self, Myself};
use crate::model::room::Pass;
use crate::model::tongue;
use crate::prelude::*;
use crate::views::parts::{Avatar, Icon, Swatches, fresh_id};
use crate::views::trouble::Trouble;

/// What a person says of themselves here.
#[derive(Clone, Copy)]
struct Answers {
    name: RwSignal<String>,
    department: RwSignal<String>,
    colour: RwSignal<Colour>,
}

impl Answers {
    /// As on the last visit, to whatever workshop.
    fn of_last_time() -> Self {
        let Myself { name, department, colour } = device::myself();
        let any = || (random::fraction() * f64::from(Colour::COUNT)) as u8;
        Self {
            name: RwSignal::new(name),
            department: RwSignal::new(department),
            colour: RwSignal::new(Colour::new(colour.unwrap_or_else(any))),
        }
    }

    fn now(self) -> Myself {
        Myself {
            name: self.name.get_untracked().trim().to_owned(),
            department: self.department.get_untracked().trim().to_owned(),
            colour: Some(self.colour.get_untracked().number()),
        }
    }
}

/// Who comes? Works with one thumb: the button stays at the lower edge of a phone.
#[component]
pub(super) fn JoinForm(
    /// The workshop.
    workshop: WorkshopId,
    /// The link's secret.
    secret: String,
    /// What the link invites to.
    invitation: Invitation,
    /// Called with the pass once the person is in.
    on_joined: Callback<Pass>,
) -> impl IntoView {
    let t = tongue();
    let Invitation { title, role, departments, people } = invitation;
    let answers = Answers::of_last_time();
    let mishap = RwSignal::new(None::<Word>);
    let is_busy = RwSignal::new(false);
    let name_id = fresh_id("name");
    let join = {
        let (title, name_id) = (title.clone(), name_id.clone());
        move || {
            let me = answers.now();
            if me.name.is_empty() && role != Role::Viewer {
                mishap.set(Some(words::NAME_MISSING));
                dom::focus(&name_id);
                return;
            }
            if is_busy.get_untracked() {
                return;
            }
            is_busy.set(true);
            mishap.set(None);
            device::remember_myself(&me);
            let joining = Joining { secret: secret.clone(), me, locale: Some(t.locale_now()) };
            let title = title.clone();
            spawn_local(async move {
                let token = device::recent_of(workshop).and_then(|known| known.token);
                match asking::join(workshop, &title, joining, token.as_deref()).await {
                    Ok(pass) => on_joined.run(pass),
                    Err(failure) => {
                        is_busy.try_set(false);
                        mishap.try_set(Some(sentence(&failure)));
                    }
                }
            });
        }
    };
    view! {
        <main class="join">
            <header class="join-title">
                <p class="muted">{t.word(words::INVITED)}</p>
                <h1>{title}</h1>
                <p class="join-role">
                    <span class="badge accent">{move || t.say(kinds::role(role))}</span>
                    <span>{move || t.say(words::as_role(role))}</span>
                    {(people > 0).then(|| view! { <span class="muted figures">{move || t.count(words::PEOPLE, people)}</span> })}
                </p>
            </header>
            <form class="join-form" novalidate on:submit=move |event| {
                event.prevent_default();
                join();
            }>
                <NameField id=name_id answers role mishap />
                <Departments known=departments value=answers.department />
                <Swatches legend=words::COLOUR value=answers.colour on_pick=move |colour| answers.colour.set(colour) />
                <div class="join-go">
                    <p class="mishap" id="join-mishap" role="alert" hidden=move || mishap.get().is_none()>
                        <Icon name="triangle-alert" />
                        <span>{move || mishap.get().map(|word| t.say(word))}</span>
                    </p>
                    <button type="submit" class="button primary large wide" aria-disabled=move || is_busy.get().then_some("true")>
                        {move || t.say(if is_busy.get() { words::JOINING } else { words::JOIN })}
                    </button>
                </div>
            </form>
        </main>
    }
}

/// The name, beside the mark by which the others will know it.
#[component]
fn NameField(
    /// The field's id.
    id: String,
    /// What is answered.
    answers: Answers,
    /// The role: viewers need no name.
    role: Role,
    /// What went wrong, if anything did.
    mishap: RwSignal<Option<Word>>,
) -> impl IntoView {
    let t = tongue();
    let is_optional = role == Role::Viewer;
    let optional = is_optional.then(|| view! { " " <span class="optional">{t.word(words::OPTIONAL)}</span> });
    let is_missing = move || mishap.get() == Some(words::NAME_MISSING);
    view! {
        <div class="labelled">
            <label for=id.clone()>{t.word(words::NAME)}{optional}</label>
            <div class="name-row">
                <Avatar name=answers.name colour=answers.colour class="large" />
                <input class="field" id=id type="text" autocomplete="name" autocapitalize="words" spellcheck="false"
                    enterkeyhint="go" maxlength=NAME_MAX required=!is_optional aria-describedby="join-mishap" aria-invalid=move || is_missing().then_some("true")
                    prop:value=answers.name on:input=move |event| {
                        answers.name.set(event_target_value(&event));
                        if is_missing() {
                            mishap.set(None);
                        }
                    } />
            </div>
        </div>
    }
}

fn sentence(failure: &Failure) -> Word {
    match Trouble::of(failure) {
        Trouble::WorkshopFull => words::FULL,
        Trouble::WrongLink => journeyboard_shared::words::trouble::WRONG_LINK_TEXT,
        Trouble::NoSuchWorkshop => journeyboard_shared::words::trouble::NO_SUCH_WORKSHOP_TEXT,
        _ if *failure == Failure::Unreachable => words::UNREACHABLE,
        _ => words::FAILED,
    }
}
