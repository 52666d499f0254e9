//! Words of the journey map: its lanes, its empty places, its legend, and the headers of its table.

use super::{Plural, words};

words! {
    JOURNEY_MAP: "Journey map", "Mapa zákaznické cesty", "Mapa podróży klienta";
    LANE_TOUCHPOINT: "Touchpoints", "Body kontaktu", "Punkty styku";
    LANE_EXPECTATION: "Expectations", "Očekávání", "Oczekiwania";
    LANE_EXPERIENCE: "Experiences", "Zkušenosti", "Doświadczenia";
    LANE_CURVE: "Emotion curve", "Křivka emocí", "Krzywa emocji";
    LANE_EMOTION: "Emotions", "Emoce", "Emocje";
    LANE_MORE: "Barriers, needs, ideas, questions", "Bariéry, potřeby, nápady, otázky", "Bariery, potrzeby, pomysły, pytania";
    START: "Start", "Začátek", "Początek";
    END: "End", "Konec", "Koniec";
    UNNAMED_STAGE: "Unnamed stage", "Fáze bez názvu", "Etap bez nazwy";
    EMPTY_STAGE: "No touchpoint here yet", "Zatím žádný bod kontaktu", "Na razie bez punktu styku";
    NO_STAGES: "This journey has no stages yet. Add the first stage, then place touchpoints in it.", "Tato cesta zatím nemá fáze. Přidejte první fázi a pak do ní umístěte body kontaktu.", "Ta podróż nie ma jeszcze etapów. Dodaj pierwszy etap, a potem umieść w nim punkty styku.";
    LEGEND_MEAN: "Mean of the emotions at a touchpoint (number of notes)", "Průměr emocí v bodě kontaktu (počet lístků)", "Średnia emocji w punkcie styku (liczba karteczek)";
    LEGEND_SPREAD: "From the worst to the best", "Od nejhorší po nejlepší", "Od najgorszej do najlepszej";
    LEGEND_GAP: "No emotion noted in between", "Mezi nimi není žádná emoce", "Pomiędzy nimi nie ma emocji";
    DESCRIPTION: "Journey map with {stages} and {touchpoints}, from “{start}” to “{end}”.", "Mapa zákaznické cesty: {stages}, {touchpoints}, od „{start}“ po „{end}“.", "Mapa podróży klienta: {stages}, {touchpoints}, od „{start}” do „{end}”.";
    MADE_WITH: "Made with Journeyboard", "Vytvořeno v Journeyboardu", "Utworzono w Journeyboard";
    COLUMN_STAGE_NUMBER: "Stage number", "Číslo fáze", "Numer etapu";
    COLUMN_STAGE: "Stage", "Fáze", "Etap";
    COLUMN_POSITION: "Position", "Pořadí", "Pozycja";
    COLUMN_PLACED: "Placed", "Umístěno", "Umieszczony";
    COLUMN_MEAN: "Emotion (mean)", "Emoce (průměr)", "Emocja (średnia)";
    COLUMN_COUNT: "Emotions (number)", "Emoce (počet)", "Emocje (liczba)";
    COLUMN_BARRIERS: "Barriers", "Bariéry", "Bariery";
    COLUMN_NEEDS: "Needs", "Potřeby", "Potrzeby";
    COLUMN_IDEAS: "Ideas", "Nápady", "Pomysły";
    COLUMN_QUESTIONS: "Questions", "Otázky", "Pytania";
    COLUMN_DEPARTMENTS: "Departments", "Oddělení", "Działy";
    COLUMN_AUTHOR: "Author", "Autor", "Autor";
    COLUMN_ID: "Id", "Id", "Id";
    YES: "yes", "ano", "tak";
    NO: "no", "ne", "nie";
    TOOLS: "Tools of the map", "Nástroje mapy", "Narzędzia mapy";
    ZOOM_FIT: "Show the whole map", "Zobrazit celou mapu", "Pokaż całą mapę";
    ZOOM_WHOLE: "Back to 100 %", "Zpět na 100 %", "Wróć do 100%";
    ZOOM_PERCENT: "{percent} %", "{percent} %", "{percent}%";
    EXPORT: "Export", "Exportovat", "Eksportuj";
    EXPORT_SVG: "Poster (SVG)", "Plakát (SVG)", "Plakat (SVG)";
    EXPORT_CSV: "Table (CSV)", "Tabulka (CSV)", "Tabela (CSV)";
    EXPORT_JSON: "Whole workshop (JSON)", "Celý workshop (JSON)", "Cały warsztat (JSON)";
    EXPORT_FAILED: "The file could not be fetched. Nothing is lost; try again in a moment.", "Soubor se nepodařilo stáhnout. O nic jste nepřišli; zkuste to za chvíli znovu.", "Nie udało się pobrać pliku. Nic nie przepadło; spróbuj za chwilę ponownie.";
    PRINT: "Print the map", "Vytisknout mapu", "Drukuj mapę";
    ADD_TO: "Add: {kind}, “{touchpoint}”", "Přidat: {kind}, „{touchpoint}“", "Dodaj: {kind}, „{touchpoint}”";
    ADD_BESIDE: "Add a note to “{touchpoint}”", "Přidat lístek k „{touchpoint}“", "Dodaj karteczkę do „{touchpoint}”";
    ADD_WHAT: "Add", "Přidat", "Dodaj";
    CHANGE_FACE: "Emotion: {emotion}. Change it", "Emoce: {emotion}. Změnit", "Emocja: {emotion}. Zmień";
    NO_EMOTION: "No emotion noted", "Žádná emoce", "Brak emocji";
    STAGE_SAID: "(stage {number})", "({number}. fáze)", "(etap {number})";
    NOTHING_TITLE: "The map grows out of the sequence", "Mapa vyroste z pořadí", "Mapa wyrośnie z kolejności";
    NOTHING_PLACED: "There are stages, but no touchpoint stands in any of them yet. Put the first ones in order, and the map draws itself.", "Fáze už jsou, ale zatím v nich není žádný bod kontaktu. Seřaďte první z nich a mapa se nakreslí sama.", "Etapy już są, ale nie ma w nich jeszcze żadnego punktu styku. Ułóż pierwsze z nich, a mapa narysuje się sama.";
    NOTHING_VIEWER: "Nobody has put touchpoints into stages yet. The map will appear here.", "Do fází zatím nikdo nezařadil body kontaktu. Mapa se objeví tady.", "Nikt jeszcze nie umieścił punktów styku w etapach. Mapa pojawi się tutaj.";
    GO_TO_SEQUENCE: "Put touchpoints in order", "Seřadit body kontaktu", "Ułóż punkty styku";
}

/// A point of the emotion curve in words.
pub const POINT: Plural = Plural::new(
    ["Mean {mean}, one emotion", "Mean {mean}, from {min} to {max}, {n} emotions"],
    [
        "Průměr {mean}, jedna emoce",
        "Průměr {mean}, od {min} do {max}, {n} emoce",
        "Průměr {mean}, od {min} do {max}, {n} emocí",
    ],
    [
        "Średnia {mean}, jedna emocja",
        "Średnia {mean}, od {min} do {max}, {n} emocje",
        "Średnia {mean}, od {min} do {max}, {n} emocji",
    ],
);

/// How many stages.
pub const STAGES: Plural = Plural::new(
    ["{n} stage", "{n} stages"],
    ["{n} fáze", "{n} fáze", "{n} fází"],
    ["{n} etap", "{n} etapy", "{n} etapów"],
);

/// How many touchpoints.
pub const TOUCHPOINTS: Plural = Plural::new(
    ["{n} touchpoint", "{n} touchpoints"],
    ["{n} bod kontaktu", "{n} body kontaktu", "{n} bodů kontaktu"],
    ["{n} punkt styku", "{n} punkty styku", "{n} punktów styku"],
);

/// How many notes.
pub const NOTES: Plural = Plural::new(
    ["{n} note", "{n} notes"],
    ["{n} lístek", "{n} lístky", "{n} lístků"],
    ["{n} karteczka", "{n} karteczki", "{n} karteczek"],
);

/// How many touchpoints still wait in the tray.
pub const NOT_PLACED: Plural = Plural::new(
    ["{n} touchpoint not placed yet", "{n} touchpoints not placed yet"],
    ["{n} bod kontaktu zatím neumístěn", "{n} body kontaktu zatím neumístěny", "{n} bodů kontaktu zatím neumístěno"],
    [
        "{n} punkt styku jeszcze nieumieszczony",
        "{n} punkty styku jeszcze nieumieszczone",
        "{n} punktów styku jeszcze nieumieszczonych",
    ],
);
