//! Words of the way in: the invitation, who one is, and the button.
use super::{Plural, Word, words};
use crate::model::Role;

words! {
    OPENING: "Opening the invitation…", "Otevírá se pozvánka…", "Otwieranie zaproszenia…";
    INVITED: "You are invited to the workshop", "Pozvánka na workshop", "Zaproszenie na warsztat";
    AS_FACILITATOR: "You lead the workshop; everything is open to you.", "Vedete workshop, všechno je vám otevřené.", "Prowadzisz warsztat, masz dostęp do wszystkiego.";
    AS_PARTICIPANT: "You add notes and edit them with the others.", "Přidáváte lístky a upravujete je s ostatními.", "Dodajesz karteczki i edytujesz je razem z innymi.";
    AS_VIEWER: "You read along. Nothing can be changed by accident.", "Sledujete práci ostatních. Nic nezměníte omylem.", "Śledzisz pracę innych. Niczego nie zmienisz przez przypadek.";
    NAME: "Your name", "Vaše jméno", "Twoje imię";
    NAME_MISSING: "A name is needed, so that the others know whose notes these are.", "Jméno je potřeba, ať ostatní vědí, čí lístky to jsou.", "Imię jest potrzebne, żeby inni wiedzieli, czyje to karteczki.";
    OPTIONAL: "(optional)", "(nepovinné)", "(opcjonalnie)";
    DEPARTMENT: "Department", "Oddělení", "Dział";
    OTHER: "Another one", "Jiné", "Inny";
    OTHER_NAME: "Name of your department", "Název vašeho oddělení", "Nazwa twojego działu";
    COLOUR: "Colour of your cursor", "Barva vašeho kurzoru", "Kolor twojego kursora";
    JOIN: "Join the workshop", "Vstoupit do workshopu", "Dołącz do warsztatu";
    JOINING: "Joining…", "Vstupujete…", "Dołączanie…";
    UNREACHABLE: "The server cannot be reached. What you wrote is still here; check the connection and try again.", "Server není dostupný. Co jste napsali, zůstalo zde; zkontrolujte připojení a zkuste to znovu.", "Nie można połączyć się z serwerem. Wpisany tekst nadal tu jest; sprawdź połączenie i spróbuj ponownie.";
    FAILED: "Joining did not work. What you wrote is still here; try again in a moment.", "Vstup se nepodařil. Co jste napsali, zůstalo zde; zkuste to za chvíli znovu.", "Nie udało się dołączyć. Wpisany tekst nadal tu jest; spróbuj ponownie za chwilę.";
    FULL: "The workshop has no free place at the moment. Tell the facilitator and try again.", "Ve workshopu teď není volné místo. Dejte vědět facilitátorovi a zkuste to znovu.", "W warsztacie nie ma teraz wolnego miejsca. Daj znać facylitatorowi i spróbuj ponownie.";
}

/// How many people have joined so far.
pub const PEOPLE: Plural = Plural::new(
    ["{n} person has joined", "{n} people have joined"],
    ["Připojil se {n} člověk", "Připojili se {n} lidé", "Připojilo se {n} lidí"],
    ["Dołączyła {n} osoba", "Dołączyły {n} osoby", "Dołączyło {n} osób"],
);

/// What a role means, said to the one who will have it.
#[must_use]
pub fn as_role(role: Role) -> Word {
    match role {
        Role::Facilitator => AS_FACILITATOR,
        Role::Participant => AS_PARTICIPANT,
        Role::Viewer => AS_VIEWER,
    }
}
