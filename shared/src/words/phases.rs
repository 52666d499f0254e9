//! Words for leading a workshop: its phases, what is locked, who leads.

use super::{Word, words};
use crate::rules::Phase;
use crate::wire::Objection;

words! {
    PHASE: "Step", "Krok", "Krok";
    OPEN: "Open board", "Otevřená tabule", "Otwarta tablica";
    KICK_OFF: "Kick-off", "Zahájení", "Rozpoczęcie";
    GATHER: "Gather what we know", "Sběr toho, co víme", "Zbieranie tego, co wiemy";
    BRAINSTORM_OPEN: "Brainstorm together", "Společný brainstorming", "Wspólna burza mózgów";
    BRAINSTORM_SILENT: "Brainstorm silently", "Tichý brainstorming", "Cicha burza mózgów";
    CLUSTER: "Put together", "Seskupování", "Grupowanie";
    CHARACTERISE: "Describe touchpoints", "Popis bodů kontaktu", "Opis punktów styku";
    RATE: "Rate", "Hodnocení", "Ocena";
    VOTE: "Vote", "Hlasování", "Głosowanie";
    SEQUENCE: "Put in order", "Řazení", "Porządkowanie";
    CONFRONT: "Compare with customers", "Srovnání se zákazníky", "Porównanie z klientami";
    DECIDE: "Decide", "Rozhodování", "Decyzje";
    READ_ONLY: "Read only", "Jen ke čtení", "Tylko do odczytu";
    CLOSES: "Finish your sentence: “{phase}” comes in a moment.", "Dopište větu: za okamžik přijde „{phase}“.", "Dokończ zdanie: za chwilę „{phase}”.";
    LOCK: "Lock", "Zamknout", "Zablokuj";
    UNLOCK: "Unlock", "Odemknout", "Odblokuj";
    LOCKED: "Locked by a facilitator", "Zamčeno facilitátorem", "Zablokowane przez facylitatora";
    LOCK_WALL: "Lock the whole board", "Zamknout celou tabuli", "Zablokuj całą tablicę";
    MAKE_FACILITATOR: "Make facilitator", "Udělat facilitátorem", "Zrób facylitatorem";
    MAKE_PARTICIPANT: "Make participant", "Udělat účastníkem", "Zrób uczestnikiem";
    NOT_DONE: "That was not done. Look at the board and try again.", "To se neprovedlo. Podívejte se na tabuli a zkuste to znovu.", "To nie zostało zrobione. Spójrz na tablicę i spróbuj ponownie.";
    STALE: "Another facilitator was faster: the step is another one now.", "Jiný facilitátor byl rychlejší: krok je teď jiný.", "Inny facylitator był szybszy: krok jest teraz inny.";
    LAST: "A workshop needs a facilitator: name another one first.", "Workshop potřebuje facilitátora: nejdřív určete jiného.", "Warsztat potrzebuje facylitatora: najpierw wyznacz innego.";
}

/// The phase's name.
#[must_use]
pub fn name(phase: Phase) -> Word {
    match phase {
        Phase::Open => OPEN,
        Phase::KickOff => KICK_OFF,
        Phase::Gather => GATHER,
        Phase::BrainstormOpen => BRAINSTORM_OPEN,
        Phase::BrainstormSilent => BRAINSTORM_SILENT,
        Phase::Cluster => CLUSTER,
        Phase::Characterise => CHARACTERISE,
        Phase::Rate => RATE,
        Phase::Vote => VOTE,
        Phase::Sequence => SEQUENCE,
        Phase::Confront => CONFRONT,
        Phase::Decide => DECIDE,
        Phase::ReadOnly => READ_ONLY,
    }
}

/// Why an order was not carried out.
#[must_use]
pub fn objection(objection: Objection) -> Word {
    match objection {
        Objection::StaleEpoch | Objection::Busy => STALE,
        Objection::LastFacilitator => LAST,
        Objection::OverBudget => super::secrets::OVER_BUDGET,
        Objection::RoundClosed => super::secrets::ROUND_CLOSED,
        Objection::NotAllowed => super::room::NO_FACILITATORS_ONLY,
        Objection::NoSuchPerson | Objection::NoSuchThing => super::room::NO_GONE,
        Objection::TooMany | Objection::Unknown | Objection::Other => NOT_DONE,
    }
}
