//! Words of the wall: its tools, its notes, its clusters, its empty state, what is announced.

use super::{Plural, words};

words! {
    WALL: "Wall of notes", "Zeď s lístky", "Ściana z karteczkami";
    WALL_HELP: "Arrow keys go from note to note, Enter writes, N adds a note, G groups, Delete removes.", "Šipkami přecházíte mezi lístky, Enter píše, N přidá lístek, G seskupí, Delete smaže.", "Strzałki przechodzą między karteczkami, Enter pisze, N dodaje karteczkę, G grupuje, Delete usuwa.";
    TOOLS: "Tools", "Nástroje", "Narzędzia";
    ADD_NOTE: "Add a note", "Přidat lístek", "Dodaj karteczkę";
    ADD_OF_KIND: "Add: {kind}", "Přidat: {kind}", "Dodaj: {kind}";
    SELECT: "Select", "Vybírat", "Zaznaczanie";
    HAND: "Move the wall", "Posouvat zeď", "Przesuwanie ściany";
    UNDO: "Undo", "Zpět", "Cofnij";
    REDO: "Redo", "Znovu", "Ponów";
    ZOOM_IN: "Zoom in", "Přiblížit", "Powiększ";
    ZOOM_OUT: "Zoom out", "Oddálit", "Pomniejsz";
    ZOOM_FIT: "Show everything", "Zobrazit vše", "Pokaż wszystko";
    ZOOM_ALL: "{percent} %, back to 100 %", "{percent} %, zpět na 100 %", "{percent} %, wróć do 100%";
    EMPTY_TITLE: "A wall, ready for your notes", "Zeď čeká na vaše lístky", "Ściana czeka na Wasze karteczki";
    EMPTY_TEXT: "Name the moments in which a customer meets you. Double-click anywhere, or press N.", "Pojmenujte okamžiky, kdy se s vámi zákazník setká. Poklepejte kamkoli, nebo stiskněte N.", "Nazwijcie chwile, w których klient się z Wami styka. Kliknij dwukrotnie gdziekolwiek albo naciśnij N.";
    EMPTY_BUTTON: "Add the first touchpoint", "Přidat první bod kontaktu", "Dodaj pierwszy punkt styku";
    EMPTY_VIEWER: "Nothing is on the wall yet. Notes appear here as soon as somebody writes one.", "Na zdi zatím nic není. Lístky se tu objeví, jakmile je někdo napíše.", "Na ścianie jeszcze nic nie ma. Karteczki pojawią się, gdy tylko ktoś je napisze.";
    NOTE_TEXT: "Text of the note", "Text lístku", "Treść karteczki";
    NOTE_EMPTY: "Empty", "Prázdný", "Pusta";
    WRITES_HERE: "{name} is writing", "{name} píše", "{name} pisze";
    BY: "by {name}", "napsal(a) {name}", "autor: {name}";
    BELONGS_TO: "Belongs to: {touchpoint}", "Patří k: {touchpoint}", "Należy do: {touchpoint}";
    SELECTION: "What is selected", "Co je vybráno", "Zaznaczenie";
    KIND: "Kind", "Druh", "Rodzaj";
    EDIT: "Write", "Psát", "Pisz";
    DELETE: "Delete", "Smazat", "Usuń";
    GROUP: "Group", "Seskupit", "Zgrupuj";
    SPLIT: "Split", "Rozdělit", "Rozdziel";
    FOLD: "Fold", "Sbalit", "Zwiń";
    UNFOLD: "Unfold", "Rozbalit", "Rozwiń";
    TAKE_OUT: "Take out of the group", "Vyjmout ze skupiny", "Wyjmij z grupy";
    RENAME: "Name", "Pojmenovat", "Nazwij";
    MAKE_TOUCHPOINT: "Make it a touchpoint", "Udělat z ní bod kontaktu", "Zrób z niej punkt styku";
    MAKE_TOUCHPOINT_HINT: "Give the group a name first: it becomes the touchpoint", "Nejdřív skupinu pojmenujte: jméno se stane bodem kontaktu", "Najpierw nazwij grupę: nazwa stanie się punktem styku";
    GROUP_NAME: "Name of the group", "Název skupiny", "Nazwa grupy";
    GROUP_UNNAMED: "Name this group", "Pojmenujte skupinu", "Nazwij grupę";
    DROP_GROUPS: "Let go to group", "Puštěním seskupíte", "Puść, aby zgrupować";
    DELETED: "Deleted. Undo brings it back.", "Smazáno. Zpět to vrátí.", "Usunięto. Cofnij, aby przywrócić.";
    GROUPED: "Grouped", "Seskupeno", "Zgrupowano";
    SPLIT_DONE: "Group split", "Skupina rozdělena", "Grupa rozdzielona";
    EMOTION_UNSET: "How does it feel?", "Jaký je to pocit?", "Jakie to uczucie?";
}

/// How many notes a group holds.
pub const NOTES: Plural = Plural::new(
    ["{n} note", "{n} notes"],
    ["{n} lístek", "{n} lístky", "{n} lístků"],
    ["{n} karteczka", "{n} karteczki", "{n} karteczek"],
);

/// How many things are selected.
pub const SELECTED: Plural = Plural::new(
    ["{n} selected", "{n} selected"],
    ["{n} vybraný", "{n} vybrané", "{n} vybraných"],
    ["{n} zaznaczona", "{n} zaznaczone", "{n} zaznaczonych"],
);
