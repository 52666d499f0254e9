//! Words for when the way is barred: what happened, that nothing is lost, what to do.
use super::words;

words! {
    BROKEN_LINK: "This link is incomplete", "Odkaz je neúplný", "Link jest niepełny";
    BROKEN_LINK_TEXT: "A part of it is missing; it was probably cut off while copying. The workshop is safe where it was. Ask for the link again and open all of it.", "Kus odkazu chybí, nejspíš se ztratil při kopírování. Workshop je v bezpečí. Vyžádejte si odkaz znovu a otevřete ho celý.", "Brakuje jego części, pewnie zgubiła się przy kopiowaniu. Warsztat jest bezpieczny. Poproś o link jeszcze raz i otwórz go w całości.";
    WRONG_LINK: "This link does not open the workshop", "Tento odkaz workshop neotevře", "Ten link nie otwiera warsztatu";
    WRONG_LINK_TEXT: "It is incomplete, or a newer one has replaced it. The workshop and all notes are safe. Ask the facilitator for the current link.", "Je neúplný, nebo ho nahradil novější. Workshop i všechny lístky jsou v bezpečí. Požádejte facilitátora o platný odkaz.", "Jest niepełny albo zastąpił go nowszy. Warsztat i wszystkie karteczki są bezpieczne. Poproś facylitatora o aktualny link.";
    NO_SUCH_WORKSHOP: "This workshop is not here", "Tento workshop tu není", "Nie ma tu tego warsztatu";
    NO_SUCH_WORKSHOP_TEXT: "It was deleted, or it lives on another server. Nothing on this device was changed. Compare the link with the one you were sent.", "Byl smazán, nebo je na jiném serveru. Na tomto zařízení se nic nezměnilo. Porovnejte odkaz s tím, který vám přišel.", "Został usunięty albo jest na innym serwerze. Na tym urządzeniu nic się nie zmieniło. Porównaj link z tym z zaproszenia.";
    WORKSHOP_FULL: "The workshop is full", "Workshop je plný", "Warsztat jest pełny";
    WORKSHOP_FULL_TEXT: "It has as many people as it can take. The board and all notes are safe. Tell the facilitator, then try again.", "Je v něm tolik lidí, kolik pojme. Tabule i všechny lístky jsou v bezpečí. Dejte vědět facilitátorovi a zkuste to znovu.", "Jest w nim już tyle osób, ile może pomieścić. Tablica i wszystkie karteczki są bezpieczne. Daj znać facylitatorowi i spróbuj ponownie.";
    LOST_SERVER: "The server cannot be reached", "Server není dostupný", "Nie można połączyć się z serwerem";
    LOST_SERVER_TEXT: "The network may be down, or the server is just restarting. What was saved stays saved. Check the connection and try again.", "Možná vypadla síť, nebo se server právě restartuje. Co bylo uloženo, zůstává uloženo. Zkontrolujte připojení a zkuste to znovu.", "Może nie działa sieć albo serwer właśnie uruchamia się ponownie. Co zapisane, to zapisane. Sprawdź połączenie i spróbuj ponownie.";
    FORBIDDEN: "This is not open to you", "Sem nemáte přístup", "Brak dostępu";
    FORBIDDEN_TEXT: "The facilitator may have changed what your role can do. The board and all notes are safe. Join again, or ask the facilitator.", "Facilitátor možná změnil, co vaše role smí. Tabule i všechny lístky jsou v bezpečí. Vstupte znovu, nebo se zeptejte facilitátora.", "Być może zmieniły się uprawnienia twojej roli. Tablica i wszystkie karteczki są bezpieczne. Dołącz ponownie albo zapytaj facylitatora.";
    OTHER_GENERATION: "The workshop was restored", "Workshop byl obnoven", "Warsztat został przywrócony";
    OTHER_GENERATION_TEXT: "The board was put back to an earlier state, so this tab no longer fits. Everything in that state is safe. Join again to see it.", "Tabule se vrátila do dřívější podoby, takže tato karta už k ní nepatří. Vše z té podoby je v bezpečí. Vstupte znovu a uvidíte ji.", "Tablica wróciła do wcześniejszego stanu, więc ta karta już do niej nie pasuje. Wszystko z tego stanu jest bezpieczne. Dołącz ponownie, aby go zobaczyć.";
    RESTORED: "The workshop was put back to an earlier state. You are in it; words of yours that are not are under “Not accepted”.", "Workshop se vrátil do dřívější podoby. Jste v ní; vaše slova, která v ní nejsou, najdete pod „Nepřijato“.", "Warsztat wrócił do wcześniejszego stanu. Jesteś w nim; twoje słowa, których w nim nie ma, są pod „Nie przyjęto”.";
    OLD_CLIENT: "There is a newer Journeyboard", "Je tu novější Journeyboard", "Jest nowszy Journeyboard";
    OLD_CLIENT_TEXT: "The server was upgraded, and this tab still runs the older version. What was saved stays saved. Reload to go on.", "Server byl povýšen a tato karta má ještě starší verzi. Co bylo uloženo, zůstává uloženo. Načtěte stránku znovu a pokračujte.", "Serwer został zaktualizowany, a ta karta ma jeszcze starszą wersję. Co zapisane, to zapisane. Odśwież stronę, aby kontynuować.";
    NOWHERE: "Nothing is at this address", "Na této adrese nic není", "Pod tym adresem nic nie ma";
    NOWHERE_TEXT: "The address may have a typo. Your workshops are all where they were; you find them on the start page.", "Adresa má možná překlep. Vaše workshopy jsou tam, kde byly; najdete je na úvodní stránce.", "Być może w adresie jest literówka. Twoje warsztaty są tam, gdzie były; znajdziesz je na stronie głównej.";
    PART_NOT_HERE: "This part could not be loaded. Nothing is lost. Check the connection and try again.", "Tuto část se nepodařilo načíst. Nic se neztratilo. Zkontrolujte připojení a zkuste to znovu.", "Nie udało się wczytać tej części. Nic nie przepadło. Sprawdź połączenie i spróbuj ponownie.";
    TO_START: "Go to the start page", "Na úvodní stránku", "Przejdź na stronę główną";
    TRY_AGAIN: "Try again", "Zkusit znovu", "Spróbuj ponownie";
    JOIN_AGAIN: "Join again", "Vstoupit znovu", "Dołącz ponownie";
    RELOAD: "Reload", "Načíst znovu", "Odśwież";
}
