//! Words for the kinds of notes, emotions and roles: the field's own terms in each language.

use super::{Word, words};
use crate::model::{Emotion, NoteKind, Role};

words! {
    TOUCHPOINT: "Touchpoint", "Bod kontaktu", "Punkt styku";
    EXPECTATION: "Expectation", "Očekávání", "Oczekiwanie";
    EXPERIENCE: "Experience", "Zkušenost", "Doświadczenie";
    EMOTION: "Emotion", "Emoce", "Emocja";
    BARRIER: "Barrier", "Bariéra", "Bariera";
    NEED: "Need", "Potřeba", "Potrzeba";
    IDEA: "Idea", "Nápad", "Pomysł";
    QUESTION: "Question", "Otázka", "Pytanie";
    TOUCHPOINT_HINT: "A moment in which the customer meets us", "Okamžik, kdy se s námi zákazník setká", "Chwila, w której klient się z nami styka";
    EXPECTATION_HINT: "What the customer expects there", "Co tam zákazník očekává", "Czego klient tam oczekuje";
    EXPERIENCE_HINT: "What really happens there", "Co se tam opravdu děje", "Co się tam naprawdę dzieje";
    EMOTION_HINT: "What the customer feels there", "Co tam zákazník cítí", "Co klient tam czuje";
    BARRIER_HINT: "What stands in the customer’s way", "Co zákazníkovi stojí v cestě", "Co klientowi przeszkadza";
    NEED_HINT: "What the customer lacks", "Co zákazníkovi chybí", "Czego klientowi brakuje";
    IDEA_HINT: "How it could be better", "Jak by to mohlo být lepší", "Jak mogłoby być lepiej";
    QUESTION_HINT: "What none of us knows", "Co nikdo z nás neví", "Czego nikt z nas nie wie";
    EMOTION_M2: "awful", "hrozné", "okropnie";
    EMOTION_M1: "unpleasant", "nepříjemné", "nieprzyjemnie";
    EMOTION_0: "neutral", "neutrální", "obojętnie";
    EMOTION_P1: "pleasant", "příjemné", "przyjemnie";
    EMOTION_P2: "delightful", "nadšení", "zachwyt";
    FACILITATOR: "Facilitator", "Facilitátor", "Facylitator";
    PARTICIPANT: "Participant", "Účastník", "Uczestnik";
    VIEWER: "Viewer", "Divák", "Widz";
}

/// The kind's name.
#[must_use]
pub fn kind(kind: NoteKind) -> Word {
    match kind {
        NoteKind::Touchpoint => TOUCHPOINT,
        NoteKind::Expectation => EXPECTATION,
        NoteKind::Experience => EXPERIENCE,
        NoteKind::Emotion => EMOTION,
        NoteKind::Barrier => BARRIER,
        NoteKind::Need => NEED,
        NoteKind::Idea => IDEA,
        NoteKind::Question => QUESTION,
    }
}

/// What a note of the kind should say.
#[must_use]
pub fn hint(kind: NoteKind) -> Word {
    match kind {
        NoteKind::Touchpoint => TOUCHPOINT_HINT,
        NoteKind::Expectation => EXPECTATION_HINT,
        NoteKind::Experience => EXPERIENCE_HINT,
        NoteKind::Emotion => EMOTION_HINT,
        NoteKind::Barrier => BARRIER_HINT,
        NoteKind::Need => NEED_HINT,
        NoteKind::Idea => IDEA_HINT,
        NoteKind::Question => QUESTION_HINT,
    }
}

/// The word for an emotion's value.
#[must_use]
pub fn emotion(emotion: Emotion) -> Word {
    match emotion.value() {
        ..=-2 => EMOTION_M2,
        -1 => EMOTION_M1,
        0 => EMOTION_0,
        1 => EMOTION_P1,
        2.. => EMOTION_P2,
    }
}

/// The role's name.
#[must_use]
pub fn role(role: Role) -> Word {
    match role {
        Role::Facilitator => FACILITATOR,
        Role::Participant => PARTICIPANT,
        Role::Viewer => VIEWER,
    }
}
