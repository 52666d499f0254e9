//! Words of what is secret for a while: drafts of a silent phase and their reveal.

use super::{Plural, words};

words! {
    PANEL: "Silent rounds", "Tichá kola", "Ciche rundy";
    SILENT: "Silent brainstorm", "Tichý brainstorming", "Cicha burza mózgów";
    SILENT_HINT: "Everybody writes for themselves. Nobody else sees a word until you reveal it, and neither do you.", "Každý píše sám za sebe. Nikdo jiný neuvidí ani slovo, dokud to neodhalíte, a vy také ne.", "Każdy pisze dla siebie. Nikt inny nie zobaczy ani słowa, dopóki tego nie odsłonisz, Ty też nie.";
    START_NAMED: "Start with names", "Začít se jmény", "Zacznij z imionami";
    START_ANONYMOUS: "Start without names", "Začít beze jmen", "Zacznij bez imion";
    RUNS_NAMED: "Running: authors’ names stay on their notes.", "Běží: na lístcích zůstanou jména autorů.", "Trwa: imiona autorów zostaną na karteczkach.";
    RUNS_ANONYMOUS: "Running: authors’ names are dropped at the reveal.", "Běží: při odhalení se jména autorů zahodí.", "Trwa: przy odsłonięciu imiona autorów zostaną usunięte.";
    WAITING: "Waiting to be revealed", "Čeká na odhalení", "Czeka na odsłonięcie";
    NOTHING_WAITS: "Nobody has written anything yet.", "Zatím nikdo nic nenapsal.", "Nikt jeszcze nic nie napisał.";
    WITHOUT_NAMES: "Without names", "Beze jmen", "Bez imion";
    REVEAL_OF: "Reveal the notes of {name}", "Odhalit lístky: {name}", "Odsłoń karteczki: {name}";
    REVEAL: "Reveal", "Odhalit", "Odsłoń";
    DRAFTS: "Your drafts", "Vaše koncepty", "Twoje szkice";
    ONLY_YOU: "Only you see this until it is revealed", "Dokud se neodhalí, vidíte to jen vy", "Do odsłonięcia widzisz to tylko Ty";
    NAME_STAYS: "Your name will stand on them.", "Bude na nich vaše jméno.", "Będzie na nich Twoje imię.";
    NAME_GOES: "Your name will be dropped when they are revealed.", "Při odhalení se vaše jméno zahodí.", "Przy odsłonięciu Twoje imię zostanie usunięte.";
    KEPT: "The silent round is over. Your drafts are kept until a facilitator reveals them.", "Tiché kolo skončilo. Koncepty zůstávají uložené, dokud je facilitátor neodhalí.", "Cicha runda się skończyła. Szkice czekają, aż facylitator je odsłoni.";
    ADD: "Add a draft", "Přidat koncept", "Dodaj szkic";
    UNDO: "Undo in your drafts", "Vrátit zpět ve vašich konceptech", "Cofnij w Twoich szkicach";
    DRAFT_TEXT: "Text of the draft", "Text konceptu", "Tekst szkicu";
    DRAFT_KIND: "Kind of the draft", "Druh konceptu", "Rodzaj szkicu";
    DISCARD: "Throw this draft away", "Zahodit tento koncept", "Wyrzuć ten szkic";
    OVER_BUDGET: "You have no dot left for this note.", "Na tento lístek vám nezbývá tečka.", "Nie masz już kropki na tę karteczkę.";
    ROUND_CLOSED: "This vote is over.", "Toto hlasování skončilo.", "To głosowanie się skończyło.";
    ROUND_CLOSES: "The vote closes in a moment: give your last dots.", "Hlasování za okamžik skončí: rozdejte poslední tečky.", "Głosowanie za chwilę się skończy: rozdaj ostatnie kropki.";
    VOTE: "Secret vote", "Tajné hlasování", "Tajne głosowanie";
    VOTE_HINT: "Everybody gives dots, nobody sees whose. The totals come when you close.", "Každý dává tečky, nikdo nevidí čí. Součty se ukážou po uzavření.", "Każdy daje kropki, nikt nie widzi czyje. Sumy pojawią się po zamknięciu.";
    VOTE_ABOUT: "What gets dots", "Co dostává tečky", "Co dostaje kropki";
    VOTE_TOUCHPOINTS: "Touchpoints", "Body kontaktu", "Punkty styku";
    VOTE_IDEAS: "Ideas and needs", "Nápady a potřeby", "Pomysły i potrzeby";
    VOTE_ALL: "All notes", "Všechny lístky", "Wszystkie karteczki";
    VOTE_BUDGET: "Dots per person", "Teček na osobu", "Kropek na osobę";
    VOTE_CAP: "At most per note", "Nejvýš na lístek", "Najwyżej na karteczkę";
    VOTE_OPEN: "Open the vote", "Otevřít hlasování", "Otwórz głosowanie";
    VOTE_CLOSE: "Close the vote", "Uzavřít hlasování", "Zamknij głosowanie";
    VOTE_RUNS: "The vote is open. Nobody sees anything until you close it.", "Hlasování běží. Dokud ho neuzavřete, nikdo nic nevidí.", "Głosowanie trwa. Dopóki go nie zamkniesz, nikt nic nie widzi.";
    VOTE_RESULTS: "Result of the last vote", "Výsledek posledního hlasování", "Wynik ostatniego głosowania";
    VOTE_NONE: "Nobody gave a dot.", "Nikdo nedal tečku.", "Nikt nie dał kropki.";
    GIVE_DOT: "Give a dot: {note}", "Dát tečku: {note}", "Daj kropkę: {note}";
    TAKE_DOT: "Take a dot back: {note}", "Vzít tečku zpět: {note}", "Cofnij kropkę: {note}";
    OTHERS: "Written so far", "Zatím napsáno", "Napisano do tej pory";
}

/// What a press on the button reveals.
pub const REVEAL_ALL: Plural = Plural::new(
    ["Reveal {n} note", "Reveal {n} notes"],
    ["Odhalit {n} lístek", "Odhalit {n} lístky", "Odhalit {n} lístků"],
    ["Odsłoń {n} karteczkę", "Odsłoń {n} karteczki", "Odsłoń {n} karteczek"],
);

/// So many drafts there are.
pub const DRAFTS_COUNT: Plural = Plural::new(
    ["{n} draft", "{n} drafts"],
    ["{n} koncept", "{n} koncepty", "{n} konceptů"],
    ["{n} szkic", "{n} szkice", "{n} szkiców"],
);

/// Dots that this person still has.
pub const DOTS_LEFT: Plural = Plural::new(
    ["{n} dot left to give", "{n} dots left to give"],
    ["Zbývá vám {n} tečka", "Zbývají vám {n} tečky", "Zbývá vám {n} teček"],
    ["Została Ci {n} kropka", "Zostały Ci {n} kropki", "Zostało Ci {n} kropek"],
);

/// Dots that a note has.
pub const DOTS: Plural = Plural::new(
    ["{n} dot", "{n} dots"],
    ["{n} tečka", "{n} tečky", "{n} teček"],
    ["{n} kropka", "{n} kropki", "{n} kropek"],
);
