//! Words of the start page: what this is, a new workshop, the demo, the workshops of this device.
use super::{Word, words};

words! {
    HEADLINE: "One customer journey map, made together", "Společná mapa zákaznické cesty", "Wspólna mapa podróży klienta";
    LEAD: "Every department puts on one wall where customers meet the company, and what they expect, go through and feel there. The notes themselves become the map.", "Všechna oddělení dají na jednu zeď, kde se zákazník s firmou setkává a co tam očekává, zažívá a cítí. Z lístků pak rovnou vznikne mapa.", "Wszystkie działy zbierają na jednej ścianie punkty styku klienta z firmą oraz to, czego klient tam oczekuje, czego doświadcza i co czuje. Z karteczek od razu powstaje mapa.";
    NEW: "New workshop", "Nový workshop", "Nowy warsztat";
    TITLE: "Title", "Název", "Tytuł";
    TITLE_EXAMPLE: "e.g. A new customer’s first year", "např. První rok nového zákazníka", "np. Pierwszy rok nowego klienta";
    TITLE_MISSING: "The workshop needs a title, so that guests know where they are.", "Workshop potřebuje název, ať hosté vědí, kde jsou.", "Warsztat potrzebuje tytułu, żeby goście wiedzieli, gdzie są.";
    TEMPLATE: "Template", "Šablona", "Szablon";
    BLANK: "Blank wall", "Prázdná zeď", "Pusta ściana";
    BLANK_HINT: "Everything from scratch", "Všechno od začátku", "Wszystko od zera";
    COMPANY: "Whole company", "Celá firma", "Cała firma";
    COMPANY_HINT: "From first contact to coming back", "Od prvního kontaktu po návrat", "Od pierwszego kontaktu po powrót";
    SERVICE: "One service", "Jedna služba", "Jedna usługa";
    SERVICE_HINT: "From the need to the bill", "Od potřeby po vyúčtování", "Od potrzeby po rachunek";
    TOUCHPOINT: "One touchpoint", "Jeden bod kontaktu", "Jeden punkt styku";
    TOUCHPOINT_HINT: "A single moment up close", "Jediný okamžik zblízka", "Jedna chwila z bliska";
    CREATE: "Create workshop", "Vytvořit workshop", "Utwórz warsztat";
    CREATING: "Creating…", "Vytváří se…", "Tworzenie…";
    NO_ACCOUNTS: "No accounts: guests join by link.", "Bez registrace: hosté vstoupí přes odkaz.", "Bez zakładania kont: goście dołączają przez link.";
    DEMO: "Open a copy of the demo", "Otevřít kopii ukázky", "Otwórz kopię przykładu";
    DEMO_OPENING: "Opening…", "Otevírá se…", "Otwieranie…";
    DEMO_NOTE: "A finished example to try things on. The copy is yours alone.", "Hotová ukázka na vyzkoušení. Kopie je jen vaše.", "Gotowy przykład do wypróbowania. Kopia jest tylko dla ciebie.";
    KEY: "Key of this server", "Klíč k tomuto serveru", "Klucz do tego serwera";
    KEY_WANTED: "On this server only people with its key create workshops. Whoever runs the server has it.", "Na tomto serveru zakládají workshopy jen lidé s klíčem. Má ho správce serveru.", "Na tym serwerze warsztaty tworzą tylko osoby z kluczem. Ma go administrator serwera.";
    KEY_WRONG: "The server does not know this key. Check it and try again.", "Tento klíč server nezná. Zkontrolujte ho a zkuste to znovu.", "Serwer nie zna tego klucza. Sprawdź go i spróbuj ponownie.";
    TOO_MANY: "This server cannot take more workshops at the moment. Nothing was created; tell whoever runs the server.", "Tento server teď další workshop nepojme. Nic se nevytvořilo; dejte vědět správci serveru.", "Ten serwer nie przyjmie teraz kolejnego warsztatu. Nic nie powstało; daj znać administratorowi serwera.";
    UNREACHABLE: "The server cannot be reached. What you wrote is still here; check the connection and try again.", "Server není dostupný. Co jste napsali, zůstalo zde; zkontrolujte připojení a zkuste to znovu.", "Nie można połączyć się z serwerem. Wpisany tekst nadal tu jest; sprawdź połączenie i spróbuj ponownie.";
    NOT_CREATED: "The workshop could not be created. What you wrote is still here; try again in a moment.", "Workshop se nepodařilo vytvořit. Co jste napsali, zůstalo zde; zkuste to za chvíli znovu.", "Nie udało się utworzyć warsztatu. Wpisany tekst nadal tu jest; spróbuj ponownie za chwilę.";
    RECENT: "Your workshops", "Vaše workshopy", "Twoje warsztaty";
    RECENT_HERE: "on this device", "na tomto zařízení", "na tym urządzeniu";
    RECENT_NONE: "Workshops that you create or join will be listed here. Were you invited? Just open the link.", "Workshopy, které vytvoříte nebo do kterých vstoupíte, najdete příště zde. Máte pozvánku? Stačí otevřít odkaz.", "Tu pojawią się warsztaty, które tworzysz lub do których dołączasz. Masz zaproszenie? Wystarczy otworzyć link.";
    SHOW_ALL: "Show all", "Zobrazit všechny", "Pokaż wszystkie";
    REMOVE: "Remove from the list", "Odebrat ze seznamu", "Usuń z listy";
    REMOVED: "“{title}” is off this list; the workshop itself stays.", "„{title}“ už v seznamu není; samotný workshop zůstává.", "„{title}” nie jest już na liście; sam warsztat pozostaje.";
    REMOVED_LEADER: "“{title}” is off this list; the workshop itself stays. Your facilitator link was kept only here.", "„{title}“ už v seznamu není; samotný workshop zůstává. Váš odkaz facilitátora byl uložen jen zde.", "„{title}” nie jest już na liście; sam warsztat pozostaje. Link facylitatora był zapisany tylko tutaj.";
    PUT_BACK: "Put it back", "Vrátit zpět", "Przywróć";
    LICENCE: "Free and open source: MIT or Apache 2.0", "Svobodný software s otevřeným kódem: MIT nebo Apache 2.0", "Wolne i otwarte oprogramowanie: MIT lub Apache 2.0";
    POSTER: "Home fibre: from the flyer to the first year", "Optika do domu: od letáku po první rok", "Światłowód w domu: od ulotki po pierwszy rok";
    STAGE_1: "Choosing", "Výběr", "Wybór";
    STAGE_2: "Ordering", "Objednávka", "Zamówienie";
    STAGE_3: "Waiting", "Čekání", "Czekanie";
    STAGE_4: "Installation", "Instalace", "Instalacja";
    STAGE_5: "First year", "První rok", "Pierwszy rok";
    MOMENT_1: "Flyer in the letterbox", "Leták ve schránce", "Ulotka w skrzynce";
    MOMENT_2: "Signing the contract", "Podpis smlouvy", "Podpisanie umowy";
    MOMENT_3: "Silence after the order", "Ticho po objednávce", "Cisza po zamówieniu";
    MOMENT_4: "Speed test together", "Společné měření rychlosti", "Wspólny test prędkości";
    MOMENT_5: "The first invoice", "První faktura", "Pierwsza faktura";
    NOTE_1: "One price, no asterisks", "Jedna cena, žádné hvězdičky", "Jedna cena, bez gwiazdek";
    NOTE_2: "The PDF will not open on a phone", "PDF se v mobilu neotevře", "PDF nie otwiera się w telefonie";
    NOTE_3: "Ten days without a word", "Deset dní ani slovo", "Dziesięć dni bez słowa";
    NOTE_4: "Wi-Fi in every room", "Wi-fi v každém pokoji", "Wi-Fi w każdym pokoju";
    NOTE_5: "Two months on one bill", "Dva měsíce na jedné faktuře", "Dwa miesiące na jednej fakturze";
    IDEA: "A text after every step", "SMS po každém kroku", "SMS po każdym kroku";
}

/// The stages of the picture on the start page, each with its moment and a note.
pub const PICTURE: [[Word; 3]; 5] = [
    [STAGE_1, MOMENT_1, NOTE_1],
    [STAGE_2, MOMENT_2, NOTE_2],
    [STAGE_3, MOMENT_3, NOTE_3],
    [STAGE_4, MOMENT_4, NOTE_4],
    [STAGE_5, MOMENT_5, NOTE_5],
];
