//! Words about people: their colours, and who is here.
use super::{Word, words};
use crate::model::Colour;

words! {
    COLOUR_0: "Red", "Červená", "Czerwony";
    COLOUR_1: "Orange", "Oranžová", "Pomarańczowy";
    COLOUR_2: "Amber", "Jantarová", "Bursztynowy";
    COLOUR_3: "Olive", "Olivová", "Oliwkowy";
    COLOUR_4: "Green", "Zelená", "Zielony";
    COLOUR_5: "Teal", "Modrozelená", "Morski";
    COLOUR_6: "Sky blue", "Blankytná", "Błękitny";
    COLOUR_7: "Blue", "Modrá", "Niebieski";
    COLOUR_8: "Indigo", "Indigová", "Indygo";
    COLOUR_9: "Violet", "Fialová", "Fioletowy";
    COLOUR_10: "Pink", "Růžová", "Różowy";
    COLOUR_11: "Brown", "Hnědá", "Brązowy";
    SHARE: "Invite people", "Pozvat lidi", "Zaproś osoby";
    SHARE_WHOM: "Whom", "Koho", "Kogo";
    SHARE_PARTICIPANTS: "Participants", "Účastníky", "Uczestników";
    SHARE_VIEWERS: "Viewers", "Diváky", "Widzów";
    SHARE_PARTICIPANTS_HINT: "Whoever opens this link adds and edits notes. No account is needed.", "Kdo otevře tento odkaz, přidává a upravuje lístky. Bez registrace.", "Kto otworzy ten link, dodaje i edytuje karteczki. Bez zakładania konta.";
    SHARE_VIEWERS_HINT: "Whoever opens this link reads along and changes nothing.", "Kdo otevře tento odkaz, jen sleduje a nic nemění.", "Kto otworzy ten link, tylko ogląda i niczego nie zmienia.";
    SHARE_LINK: "Link", "Odkaz", "Link";
    SHARE_COPY: "Copy link", "Kopírovat odkaz", "Kopiuj link";
    SHARE_COPIED: "Copied", "Zkopírováno", "Skopiowano";
    SHARE_BY_HAND: "Copying did not work here. Select the link and copy it by hand.", "Kopírování tu nefunguje. Označte odkaz a zkopírujte ho ručně.", "Kopiowanie tu nie działa. Zaznacz link i skopiuj go ręcznie.";
    SHARE_SEND: "Send…", "Poslat…", "Wyślij…";
    SHARE_QR: "QR code of the link", "QR kód odkazu", "Kod QR linku";
    SHARE_SCAN: "Point a phone’s camera at it to join.", "Namiřte sem fotoaparát telefonu a vstupte.", "Skieruj tu aparat telefonu, aby dołączyć.";
    SHARE_LOCAL: "This link works only on this computer. To let phones and other computers in, start the server with --listen 0.0.0.0.", "Tento odkaz funguje jen na tomto počítači. Aby se připojily i telefony a jiné počítače, spusťte server s --listen 0.0.0.0.", "Ten link działa tylko na tym komputerze. Aby wpuścić telefony i inne komputery, uruchom serwer z --listen 0.0.0.0.";
    SHARE_OWN: "Your own link makes whoever opens it a facilitator. Keep it to yourself, or give it to a second facilitator only.", "Z toho, kdo otevře váš vlastní odkaz, se stane facilitátor. Nechte si ho pro sebe, nebo ho dejte jen druhému facilitátorovi.", "Kto otworzy twój własny link, zostanie facylitatorem. Zachowaj go dla siebie albo przekaż tylko drugiemu facylitatorowi.";
    SHARE_COPY_OWN: "Copy facilitator link", "Kopírovat odkaz facilitátora", "Kopiuj link facylitatora";
    SHARE_ASK: "Facilitators share the links of this workshop. Ask one of them to show you the code or to send the link.", "Odkazy na tento workshop rozdávají facilitátoři. Požádejte některého, ať vám ukáže kód nebo pošle odkaz.", "Linki do tego warsztatu udostępniają facylitatorzy. Poproś jednego z nich o kod albo o wysłanie linku.";
    SHARE_FAILED: "The links could not be fetched. The workshop is safe; check the connection and try again.", "Odkazy se nepodařilo načíst. Workshop je v bezpečí; zkontrolujte připojení a zkuste to znovu.", "Nie udało się pobrać linków. Warsztat jest bezpieczny; sprawdź połączenie i spróbuj ponownie.";
}

/// The name of a person's hue.
#[must_use]
pub fn colour(colour: Colour) -> Word {
    const NAMES: [Word; Colour::COUNT as usize] = [
        COLOUR_0, COLOUR_1, COLOUR_2, COLOUR_3, COLOUR_4, COLOUR_5, COLOUR_6, COLOUR_7, COLOUR_8, COLOUR_9, COLOUR_10,
        COLOUR_11,
    ];
    NAMES[usize::from(colour.number())]
}
