//! Words of the sequence: stages, touchpoints in their order, the tray of those that wait.

use super::{Plural, words};

words! {
    FIRST_TITLE: "Put the journey in order", "Seřaďte cestu zákazníka", "Ułóż podróż klienta po kolei";
    FIRST_TEXT: "Stages are the big steps of the customer’s journey. Add the first one, then pull touchpoints into it from the tray.", "Fáze jsou velké kroky na cestě zákazníka. Přidejte první a pak do ní ze zásobníku přetáhněte body kontaktu.", "Etapy to duże kroki w podróży klienta. Dodaj pierwszy, a potem przeciągnij do niego punkty styku z zasobnika.";
    FIRST_VIEWER: "Nobody has put the touchpoints in order yet. The stages will appear here.", "Body kontaktu zatím nikdo neseřadil. Fáze se objeví tady.", "Nikt jeszcze nie ułożył punktów styku. Etapy pojawią się tutaj.";
    ADD_FIRST_STAGE: "Add the first stage", "Přidat první fázi", "Dodaj pierwszy etap";
    ADD_STAGE: "Add a stage", "Přidat fázi", "Dodaj etap";
    ADD_STAGE_AFTER: "Add a stage after this one", "Přidat fázi za tuto", "Dodaj etap za tym";
    STAGES: "Stages of the journey", "Fáze cesty", "Etapy podróży";
    STAGE_NAME: "Name of the stage", "Název fáze", "Nazwa etapu";
    STAGE_MENU: "More about the stage “{stage}”", "Další možnosti fáze „{stage}“", "Więcej o etapie „{stage}”";
    RENAME: "Rename", "Přejmenovat", "Zmień nazwę";
    MOVE_LEFT: "Move left", "Posunout doleva", "Przesuń w lewo";
    MOVE_RIGHT: "Move right", "Posunout doprava", "Przesuń w prawo";
    DELETE_STAGE: "Delete the stage", "Smazat fázi", "Usuń etap";
    STAGE_MOVED: "The stage “{stage}” is now number {position} of {count}.", "Fáze „{stage}“ je teď {position}. z {count}.", "Etap „{stage}” jest teraz {position}. z {count}.";
    STAGE_DELETED: "The stage “{stage}” was deleted. Undo brings it back.", "Fáze „{stage}“ byla smazána. Krok zpět ji vrátí.", "Etap „{stage}” został usunięty. Cofnięcie go przywróci.";
    ADD_TOUCHPOINT: "Touchpoint", "Bod kontaktu", "Punkt styku";
    ADD_TOUCHPOINT_TO: "Add a touchpoint to the stage “{stage}”", "Přidat bod kontaktu do fáze „{stage}“", "Dodaj punkt styku do etapu „{stage}”";
    NEW_TOUCHPOINT: "Where does the customer meet us?", "Kde se s námi zákazník potká?", "Gdzie klient się z nami styka?";
    NO_TOUCHPOINT_YET: "Drop a touchpoint here", "Sem přetáhněte bod kontaktu", "Upuść tutaj punkt styku";
    WITHOUT_TEXT: "Without text", "Bez textu", "Bez treści";
    CARD_MENU: "Move “{card}”", "Přesunout „{card}“", "Przenieś „{card}”";
    CARD_HANDLE: "Drag “{card}”", "Táhnout „{card}“", "Przeciągnij „{card}”";
    MOVE_TO: "Move to", "Přesunout do fáze", "Przenieś do etapu";
    PLACE_IN: "Place in", "Zařadit do fáze", "Umieść w etapie";
    MOVE_UP: "Earlier", "Dříve", "Wcześniej";
    MOVE_DOWN: "Later", "Později", "Później";
    BACK_TO_TRAY: "Back to the tray", "Zpět do zásobníku", "Z powrotem do zasobnika";
    SHOW_ON_WALL: "Show on the wall", "Ukázat na zdi", "Pokaż na ścianie";
    HOW_TO_CARRY: "Press Space to pick up, arrows to move, Space to put down, Escape to put back.", "Mezerníkem zvednete, šipkami posunete, mezerníkem položíte, klávesou Escape vrátíte zpět.", "Spacja podnosi, strzałki przesuwają, spacja odkłada, Escape cofa.";
    PICKED_UP: "Picked up “{card}”, position {position} of {count} in stage {stage}.", "Zvednuto: „{card}“, {position}. z {count} ve fázi {stage}.", "Podniesiono „{card}”, pozycja {position} z {count} w etapie {stage}.";
    PICKED_UP_FROM_TRAY: "Picked up “{card}” from the tray. Arrow up puts it into the first stage.", "Zvednuto ze zásobníku: „{card}“. Šipka nahoru ho zařadí do první fáze.", "Podniesiono „{card}” z zasobnika. Strzałka w górę umieszcza go w pierwszym etapie.";
    PICKED_UP_STAGE: "Picked up the stage “{stage}”, number {position} of {count}.", "Zvednuta fáze „{stage}“, {position}. z {count}.", "Podniesiono etap „{stage}”, {position}. z {count}.";
    CARRIED_TO: "Position {position} of {count} in stage {stage}.", "{position}. z {count} ve fázi {stage}.", "Pozycja {position} z {count} w etapie {stage}.";
    CARRIED_TO_NUMBER: "Number {position} of {count}.", "{position}. z {count}.", "{position}. z {count}.";
    NO_FURTHER: "No further that way.", "Tudy už to dál nejde.", "Dalej w tę stronę się nie da.";
    PUT_DOWN: "Put down “{card}”, position {position} of {count} in stage {stage}.", "Položeno: „{card}“, {position}. z {count} ve fázi {stage}.", "Odłożono „{card}”, pozycja {position} z {count} w etapie {stage}.";
    PUT_DOWN_IN_TRAY: "“{card}” is in the tray.", "„{card}“ je v zásobníku.", "„{card}” jest w zasobniku.";
    PUT_BACK: "Put back “{card}”.", "Vráceno zpět: „{card}“.", "Odłożono z powrotem „{card}”.";
    TRAY: "Touchpoints without a place", "Nezařazené body kontaktu", "Punkty styku bez miejsca";
    TRAY_EMPTY: "Every touchpoint has its place.", "Každý bod kontaktu má své místo.", "Każdy punkt styku ma swoje miejsce.";
    TRAY_NO_TOUCHPOINTS: "No touchpoints yet. They will wait here for their place.", "Zatím žádné body kontaktu. Budou tu čekat na své místo.", "Nie ma jeszcze punktów styku. Będą tu czekać na swoje miejsce.";
    TRAY_DROP: "Let go to put it back into the tray", "Puštěním ho vrátíte do zásobníku", "Upuść, aby odłożyć do zasobnika";
    TRAY_FOLD: "Fold the tray", "Sbalit zásobník", "Zwiń zasobnik";
    TRAY_UNFOLD: "Show the tray", "Rozbalit zásobník", "Rozwiń zasobnik";
    JOURNEY_NAME: "Name of the journey", "Název cesty", "Nazwa podróży";
    JOURNEY_START: "Starts when", "Začíná, když", "Zaczyna się, gdy";
    JOURNEY_END: "Ends when", "Končí, když", "Kończy się, gdy";
    JOURNEY_START_HINT: "What starts it?", "Čím začíná?", "Od czego się zaczyna?";
    JOURNEY_END_HINT: "What ends it?", "Čím končí?", "Na czym się kończy?";
    MEAN: "Mean emotion {mean} of {count}", "Průměrná emoce {mean} z {count}", "Średnia emocja {mean} z {count}";
}

/// How many touchpoints wait in the tray.
pub const UNPLACED: Plural = Plural::new(
    ["{n} unplaced touchpoint", "{n} unplaced touchpoints"],
    ["{n} nezařazený bod kontaktu", "{n} nezařazené body kontaktu", "{n} nezařazených bodů kontaktu"],
    ["{n} punkt styku bez miejsca", "{n} punkty styku bez miejsca", "{n} punktów styku bez miejsca"],
);

/// What a deletion of a stage does to its touchpoints.
pub const BACK_IN_TRAY: Plural = Plural::new(
    ["Its touchpoint goes back to the tray.", "Its {n} touchpoints go back to the tray."],
    [
        "Její bod kontaktu se vrátí do zásobníku.",
        "Její {n} body kontaktu se vrátí do zásobníku.",
        "Jejích {n} bodů kontaktu se vrátí do zásobníku.",
    ],
    [
        "Jego punkt styku wróci do zasobnika.",
        "Jego {n} punkty styku wrócą do zasobnika.",
        "Jego {n} punktów styku wróci do zasobnika.",
    ],
);
