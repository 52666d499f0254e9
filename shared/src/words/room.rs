//! Words of the room around the board: its bar, badge, panels, what was not accepted.

use super::{Plural, words};

words! {
    HOME: "All workshops", "Všechny workshopy", "Wszystkie warsztaty";
    VIEWS: "Views", "Pohledy", "Widoki";
    VIEW: "Board", "Tabule", "Tablica";
    TAB_WALL: "Wall", "Zeď", "Ściana";
    TAB_SEQUENCE: "Sequence", "Pořadí", "Kolejność";
    TAB_MAP: "Map", "Mapa", "Mapa";
    CONNECTING: "Connecting …", "Připojuji se …", "Łączę …";
    OPENING: "Opening the workshop …", "Otevírám workshop …", "Otwieram warsztat …";
    SAVED: "Saved", "Uloženo", "Zapisano";
    SAVED_HINT: "Everything you did is on the server’s disk", "Vše, co jste udělali, je na disku serveru", "Wszystko, co zostało zrobione, jest na dysku serwera";
    SAVING: "Saving …", "Ukládám …", "Zapisuję …";
    SAVING_HINT: "On its way to the server’s disk", "Na cestě na disk serveru", "W drodze na dysk serwera";
    OFFLINE: "Offline", "Offline", "Offline";
    OFFLINE_HINT: "No connection. What you do is kept on this device, even if you close the tab, and sent as soon as you are back and the server is too.", "Bez spojení. Co uděláte, zůstává na tomto zařízení, i když kartu zavřete, a odešle se, jakmile se vrátíte vy i server.", "Brak połączenia. To, co robisz, zostaje na tym urządzeniu, nawet po zamknięciu karty, i zostanie wysłane, gdy wrócisz Ty i serwer.";
    OFFLINE_HINT_TAB: "No connection. What you do is kept in this tab and sent as soon as the server is back; keep the tab open.", "Bez spojení. Co uděláte, zůstává v této kartě a odešle se, jakmile se server vrátí; nechte kartu otevřenou.", "Brak połączenia. To, co robisz, zostaje w tej karcie i zostanie wysłane, gdy serwer wróci; nie zamykaj karty.";
    TROUBLED_HINT: "The server cannot write to its disk right now. Your changes are kept on this device until it can.", "Server teď nemůže zapisovat na disk. Vaše změny zůstávají na tomto zařízení, dokud to nepůjde.", "Serwer nie może teraz zapisywać na dysku. Zmiany zostają na tym urządzeniu, aż będzie mógł.";
    TROUBLED_HINT_TAB: "The server cannot write to its disk right now. Your changes are kept in this tab until it can.", "Server teď nemůže zapisovat na disk. Vaše změny zůstávají v této kartě, dokud to nepůjde.", "Serwer nie może teraz zapisywać na dysku. Zmiany zostają w tej karcie, aż będzie mógł.";
    IN_TAB_ONLY: "(in this tab only)", "(jen v této kartě)", "(tylko w tej karcie)";
    SEARCH: "Search", "Hledat", "Szukaj";
    SEARCH_FIELD: "Search in all notes", "Hledat ve všech lístcích", "Szukaj we wszystkich karteczkach";
    SEARCH_HINT: "Accents do not matter.", "Na háčcích a čárkách nezáleží.", "Znaki diakrytyczne nie mają znaczenia.";
    SEARCH_NOTHING: "Nothing found.", "Nic nenalezeno.", "Nic nie znaleziono.";
    SHARE: "Share", "Sdílet", "Udostępnij";
    PEOPLE: "People", "Lidé", "Osoby";
    ME: "you", "vy", "Ty";
    AWAY: "not here now", "teď tu není", "teraz nieobecny(-a)";
    CLOSE: "Close", "Zavřít", "Zamknij";
    SETTINGS: "Settings", "Nastavení", "Ustawienia";
    COPY: "Copy", "Kopírovat", "Kopiuj";
    COPIED: "Copied", "Zkopírováno", "Skopiowano";
    REFUSED: "Not accepted", "Nepřijato", "Nie przyjęto";
    REFUSED_TEXT: "The server did not take these changes. Your words are here; copy what you need.", "Server tyto změny nepřijal. Vaše slova jsou tady; zkopírujte si, co potřebujete.", "Serwer nie przyjął tych zmian. Twoje słowa są tutaj; skopiuj to, czego potrzebujesz.";
    REFUSED_MOVE: "A change without text", "Změna bez textu", "Zmiana bez tekstu";
    REFUSED_DONE: "Done", "Hotovo", "Gotowe";
    NO_VIEWER: "Viewers read along. Ask the facilitator for a participant link to write.", "Diváci jen čtou. O odkaz pro účastníky požádejte facilitátora.", "Widzowie tylko czytają. Poproś facylitatora o link dla uczestników.";
    NO_NOT_YOURS: "Only its author or a facilitator can remove this note.", "Tento lístek může smazat jen jeho autor nebo facilitátor.", "Tę karteczkę może usunąć tylko jej autor albo facylitator.";
    NO_FACILITATORS_ONLY: "Only a facilitator can do this.", "To může udělat jen facilitátor.", "To może zrobić tylko facylitator.";
    NO_PHASE: "Not in this step of the workshop. The facilitator opens it again when it is time.", "V tomto kroku workshopu to nejde. Až přijde čas, facilitátor to znovu otevře.", "Nie w tym kroku warsztatu. Facylitator otworzy to znowu, gdy przyjdzie czas.";
    NO_LOCKED: "A facilitator locked this.", "Tohle facilitátor zamkl.", "Facylitator to zablokował.";
    NO_GONE: "Somebody removed it in the meantime.", "Mezitím to někdo odstranil.", "Ktoś to w międzyczasie usunął.";
    NO_TOO_LONG: "That is too long for a note. Split it into two.", "Na lístek je to příliš dlouhé. Rozdělte to na dva.", "To za długie na karteczkę. Podziel na dwie.";
    NO_TOO_MANY: "The workshop is full: no more fits on this board.", "Workshop je plný: víc se na tabuli nevejde.", "Warsztat jest pełny: więcej się na tablicy nie zmieści.";
    NO_DOES_NOT_FIT: "That does not go together.", "To k sobě nejde.", "To do siebie nie pasuje.";
    NO_NEWER: "This workshop was written by a newer version. Reload the page.", "Workshop zapsala novější verze. Načtěte stránku znovu.", "Ten warsztat zapisała nowsza wersja. Odśwież stronę.";
    THEME: "Theme", "Vzhled", "Motyw";
    THEME_DEVICE: "As on the device", "Podle zařízení", "Jak na urządzeniu";
    THEME_LIGHT: "Light", "Světlý", "Jasny";
    THEME_DARK: "Dark", "Tmavý", "Ciemny";
    LANGUAGE: "Language", "Jazyk", "Język";
}

/// Changes kept while offline.
pub const OFFLINE_KEPT: Plural = Plural::new(
    ["Offline: {n} change kept here", "Offline: {n} changes kept here"],
    ["Offline: {n} změna čeká zde", "Offline: {n} změny čekají zde", "Offline: {n} změn čeká zde"],
    ["Offline: {n} zmiana czeka tutaj", "Offline: {n} zmiany czekają tutaj", "Offline: {n} zmian czeka tutaj"],
);

/// Changes kept while the server's disk is in trouble.
pub const TROUBLED: Plural = Plural::new(
    ["Not saved yet: {n} change kept here", "Not saved yet: {n} changes kept here"],
    [
        "Zatím neuloženo: {n} změna čeká zde",
        "Zatím neuloženo: {n} změny čekají zde",
        "Zatím neuloženo: {n} změn čeká zde",
    ],
    [
        "Jeszcze niezapisane: {n} zmiana czeka tutaj",
        "Jeszcze niezapisane: {n} zmiany czekają tutaj",
        "Jeszcze niezapisane: {n} zmian czeka tutaj",
    ],
);

/// Who is here.
pub const PEOPLE_HERE: Plural = Plural::new(
    ["{n} person here", "{n} people here"],
    ["{n} člověk je tu", "{n} lidé jsou tu", "{n} lidí je tu"],
    ["{n} osoba tutaj", "{n} osoby tutaj", "{n} osób tutaj"],
);

/// Hits of a search.
pub const SEARCH_FOUND: Plural = Plural::new(
    ["{n} note found", "{n} notes found"],
    ["Nalezen {n} lístek", "Nalezeny {n} lístky", "Nalezeno {n} lístků"],
    ["Znaleziono {n} karteczkę", "Znaleziono {n} karteczki", "Znaleziono {n} karteczek"],
);
