//! Words about a workshop as a whole: renaming it, keeping it as a file, deleting it.
use super::{Plural, words};

words! {
    WORKSHOP: "Workshop", "Workshop", "Warsztat";
    RENAME: "Rename", "Přejmenovat", "Zmień nazwę";
    NAME: "New title", "Nový název", "Nowy tytuł";
    NAME_MISSING: "A workshop needs a title.", "Workshop potřebuje název.", "Warsztat potrzebuje tytułu.";
    NOT_RENAMED: "The title could not be saved. Try again in a moment.", "Název se nepodařilo uložit. Zkuste to za chvíli znovu.", "Nie udało się zapisać tytułu. Spróbuj ponownie za chwilę.";
    SAVE_FILE: "Save as a file", "Uložit jako soubor", "Zapisz jako plik";
    DELETE: "Delete for everyone", "Smazat pro všechny", "Usuń dla wszystkich";
    DELETE_TITLE: "Delete this workshop?", "Smazat tento workshop?", "Usunąć ten warsztat?";
    DELETE_NOTHING: "It is empty. It goes for everyone and cannot be brought back.", "Je prázdný. Zmizí všem a nejde vrátit.", "Jest pusty. Zniknie u wszystkich i nie da się go przywrócić.";
    DELETE_FIRST: "Save it as a file first: a file can be opened again on the start page.", "Nejdřív ho uložte jako soubor: ten se dá na úvodní stránce znovu otevřít.", "Najpierw zapisz go jako plik: można go potem otworzyć na stronie głównej.";
    NOT_DELETED: "The workshop could not be deleted. Nothing was changed; try again in a moment.", "Workshop se nepodařilo smazat. Nic se nezměnilo; zkuste to za chvíli znovu.", "Nie udało się usunąć warsztatu. Nic się nie zmieniło; spróbuj ponownie za chwilę.";
    KEEP: "Keep it", "Ponechat", "Zostaw";
    OPEN_FILE: "Open a saved workshop", "Otevřít uložený workshop", "Otwórz zapisany warsztat";
    OPENING_FILE: "Opening the file…", "Otevírá se soubor…", "Otwieranie pliku…";
    NOT_OPENED: "This file could not be opened; nothing was created.", "Tento soubor se nepodařilo otevřít; nic se nevytvořilo.", "Nie udało się otworzyć tego pliku; nic nie powstało.";
    NOT_OURS: "This is not a workshop that was saved here, or a newer version saved it. Nothing was created.", "Tohle není uložený workshop, nebo ho uložila novější verze. Nic se nevytvořilo.", "To nie jest zapisany warsztat albo zapisała go nowsza wersja. Nic nie powstało.";
}

/// What goes with a deleted workshop.
pub const DELETE_TEXT: Plural = Plural::new(
    [
        "{n} note goes with it, for everyone. It cannot be brought back.",
        "{n} notes go with it, for everyone. They cannot be brought back.",
    ],
    [
        "Všem s ním zmizí {n} lístek. Nejde vrátit.",
        "Všem s ním zmizí {n} lístky. Nejdou vrátit.",
        "Všem s ním zmizí {n} lístků. Nejdou vrátit.",
    ],
    [
        "Zniknie z nim u wszystkich {n} karteczka. Nie da się jej przywrócić.",
        "Znikną z nim u wszystkich {n} karteczki. Nie da się ich przywrócić.",
        "Zniknie z nim u wszystkich {n} karteczek. Nie da się ich przywrócić.",
    ],
);
