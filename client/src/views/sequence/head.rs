//! The journey's own row: its name, what starts it and what ends it (M7).

use journeyboard_shared::command::Command;
use journeyboard_shared::model::Journey;
use journeyboard_shared::words::sequence as words;

use super::desk::Desk;
use super::inline::InlineText;
use crate::prelude::*;
use crate::views::parts::Icon;

/// Name, start and end.
#[component]
pub(super) fn JourneyHead(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let t = desk.tongue;
    let journey = Memo::new(move |_| desk.picture.with(|picture| picture.journey.clone()));
    let part = move |read: fn(&Journey) -> &String| {
        Signal::derive(move || journey.with(|journey| journey.as_ref().map(read).cloned().unwrap_or_default()))
    };
    let save = move |change: fn(&mut Journey, String)| {
        Callback::new(move |text: String| {
            let (Some(id), Some(mut now)) = (desk.order().journey, journey.get_untracked()) else { return };
            change(&mut now, text);
            desk.give(Command::DescribeJourney { journey: id, name: now.name, start: now.start, end: now.end });
        })
    };
    let may_write = Signal::derive(move || desk.may_shape());
    let word = move |word| Signal::derive(move || t.say(word).to_owned());
    view! {
        <header class="sequence-head" class:hidden=move || journey.with(Option::is_none)>
            <h2 class="sequence-title">
                <InlineText id="journey-name" value=part(|journey| &journey.name) label=word(words::JOURNEY_NAME)
                    placeholder=word(words::JOURNEY_NAME) may_write on_save=save(|journey, text| journey.name = text) />
            </h2>
            <dl class="sequence-ends">
                <div class="sequence-end">
                    <Icon name="flag" />
                    <dt>{t.word(words::JOURNEY_START)}</dt>
                    <dd>
                        <InlineText id="journey-start" value=part(|journey| &journey.start) label=word(words::JOURNEY_START)
                            placeholder=word(words::JOURNEY_START_HINT) may_write on_save=save(|journey, text| journey.start = text) />
                    </dd>
                </div>
                <Icon name="arrow-right" />
                <div class="sequence-end">
                    <Icon name="flag" />
                    <dt>{t.word(words::JOURNEY_END)}</dt>
                    <dd>
                        <InlineText id="journey-end" value=part(|journey| &journey.end) label=word(words::JOURNEY_END)
                            placeholder=word(words::JOURNEY_END_HINT) may_write on_save=save(|journey, text| journey.end = text) />
                    </dd>
                </div>
            </dl>
        </header>
    }
}
