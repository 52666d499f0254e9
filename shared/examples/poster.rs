//! Draws posters of invented workshops, to be looked at: `cargo run -p journeyboard-shared --example poster -- FOLDER`.
//!
//! Knows the public interface only. Writes one SVG per case into the folder.

use journeyboard_shared::ids::NoteId;
use journeyboard_shared::map::palette::Theme;
use journeyboard_shared::map::{MapOptions, Setting, SvgOptions, layout, to_svg};
use journeyboard_shared::model::*;
use journeyboard_shared::order;
use journeyboard_shared::rules::Phase;
use journeyboard_shared::words::Locale;
use uuid::Uuid;

/// A board under construction.
struct Maker {
    board: Board,
    next: u128,
}

impl Maker {
    fn new(title: &str, locale: Locale, start: &str, end: &str) -> Self {
        let about = About { schema: 1, title: title.into(), locale, phase: Phase::Open, epoch: 0 };
        let mut made = Self { board: Board { about: Some(about), ..Board::default() }, next: 1 };
        let (start, end, order) = (start.into(), end.into(), made.order());
        made.board.journeys.insert(Uuid::from_u128(1).into(), Journey { name: String::new(), start, end, order });
        made
    }

    fn id<T: From<Uuid>>(&mut self) -> T {
        self.next += 1;
        Uuid::from_u128(self.next).into()
    }

    fn order(&mut self) -> String {
        order::first(self.next as usize + 1).pop().unwrap_or_default()
    }

    fn person(&mut self, name: &str, department: &str) -> journeyboard_shared::ids::ParticipantId {
        let id = self.id();
        let colour = Colour::new(self.next as u8);
        let (name, department, role) = (name.into(), department.into(), Role::Participant);
        self.board.participants.insert(id, Participant { name, department, colour, role, granted: None });
        id
    }

    fn stage(&mut self, name: &str) -> journeyboard_shared::ids::StageId {
        let (id, order) = (self.id(), self.order());
        let journey = Uuid::from_u128(1).into();
        self.board.stages.insert(id, Stage { journey, name: name.into(), order });
        id
    }

    fn note(&mut self, kind: NoteKind, text: &str, touchpoint: Option<NoteId>, emotion: Option<i64>) -> NoteId {
        let (id, order) = (self.id(), self.order());
        let people: Vec<_> = self.board.participants.keys().copied().collect();
        let author = (!people.is_empty()).then(|| people[self.next as usize * 7 % people.len()]);
        let (pos, emotion, text) = (Point::default(), emotion.and_then(Emotion::new), text.into());
        let note = Note { kind, text, pos, author, emotion, touchpoint, cluster: None, order, deleted: false };
        self.board.notes.insert(id, note);
        id
    }

    /// A touchpoint with its notes, `kind text`, one per line: `+` expectation, `=` experience, `-2`…`2` emotion,
    /// `!` barrier, `^` need, `*` idea, `?` question.
    fn touchpoint(&mut self, stage: journeyboard_shared::ids::StageId, name: &str, notes: &[&str]) {
        let touchpoint = self.note(NoteKind::Touchpoint, name, None, None);
        let (id, order, journey) = (self.id(), self.order(), Uuid::from_u128(1).into());
        self.board.steps.insert(id, Step { journey, stage, touchpoint, order });
        for line in notes {
            let (mark, text) = line.split_once(' ').unwrap_or((line, ""));
            let (kind, emotion) = match mark {
                "+" => (NoteKind::Expectation, None),
                "=" => (NoteKind::Experience, None),
                "!" => (NoteKind::Barrier, None),
                "^" => (NoteKind::Need, None),
                "*" => (NoteKind::Idea, None),
                "?" => (NoteKind::Question, None),
                value => (NoteKind::Emotion, value.parse().ok()),
            };
            self.note(kind, text, Some(touchpoint), emotion);
        }
    }
}

fn clinic() -> Board {
    let start = "Rodič zjistí, že dítě potřebuje odborné vyšetření";
    let mut m =
        Maker::new("Vyšetření v dětské nemocnici", Locale::Cs, start, "Výsledek je vysvětlen a rodina ví, co dál");
    for (name, department) in [
        ("Jana", "Recepce"),
        ("Petr", "Ošetřovatelský tým"),
        ("Eva", "Marketing"),
        ("Ota", "IT a provoz"),
        ("Iva", "Kvalita"),
    ] {
        m.person(name, department);
    }
    let find = m.stage("Hledání");
    m.touchpoint(
        find,
        "Web na mobilu",
        &[
            "+ Do minuty najdu, kam volat",
            "= Telefon je až na třetí stránce, formulář se na mobilu nevejde na obrazovku",
            "-1 Zmatek: kde jsem?",
            "-2 „Nejradši bych to vzdala“",
            "* Jedno velké tlačítko Objednat se",
        ],
    );
    m.touchpoint(
        find,
        "Doporučení od praktika",
        &[
            "+ Lékař ví, kam mě poslat",
            "= Dostanu papír s razítkem a telefonním číslem, které už neplatí",
            "0 Aspoň něco",
            "? Kdo obnovuje seznam čísel u praktiků?",
        ],
    );
    let book = m.stage("Objednání");
    m.touchpoint(
        book,
        "Telefonát na recepci",
        &[
            "+ Někdo to zvedne napoprvé",
            "+ Termín do čtrnácti dnů",
            "= Čekání v pořadí 11 minut, pak se hovor přeruší",
            "-2 Vztek a bezmoc",
            "-2 Třetí pokus za den",
            "-1 Únava",
            "! Jedna linka pro celou nemocnici",
            "! Nejneobhospodařovávatelnějšími telefonními ústřednami",
            "^ Vědět, kolikátý jsem v řadě",
        ],
    );
    m.touchpoint(
        book,
        "Potvrzovací SMS",
        &["= Přijde hned, je v ní datum, čas i patro", "1 Úleva", "2 Konečně jistota"],
    );
    m.touchpoint(book, "Dopis s pokyny", &["+ Srozumitelně, co vzít s sebou", "= Tři strany drobným písmem"]);
    let visit = m.stage("Návštěva a samotné vyšetření dítěte");
    m.touchpoint(
        visit,
        "Parkování",
        &[
            "= U vchodu není místo, hodina za 60 Kč",
            "-1 Nervozita, že přijdeme pozdě",
            "! Značení chybí od hlavní silnice",
        ],
    );
    m.touchpoint(
        visit,
        "Vůně a světlo ve vstupní hale",
        &["= Voní to kávou, ne dezinfekcí; dětem se líbí akvárium", "2 Překvapivě klid", "1 Dítě přestalo plakat"],
    );
    m.touchpoint(
        visit,
        "Přivítání u přepážky",
        &["+ Někdo nás uvidí a pozdraví", "= Sestra si klekla k dítěti a představila se jménem", "2 Dojetí"],
    );
    m.touchpoint(
        visit,
        "Čekárna",
        &[
            "+ Vím, jak dlouho to potrvá",
            "= 55 minut bez jediného slova",
            "-1 Nuda",
            "0 Je tu wifi",
            "1 Herní koutek",
            "^ Průběžná informace",
            "* Obrazovka s pořadím",
        ],
    );
    m.stage("Po návštěvě");
    let after = m.stage("Výsledek");
    m.touchpoint(
        after,
        "Zpráva v portálu",
        &[
            "+ Lidská řeč",
            "= Zkratky a latina; bez vysvětlení, jestli je to dobré, nebo špatné",
            "-2 Strach",
            "-1 Hledám na internetu",
            "* Dvě věty obyčejnou češtinou nahoře",
            "? Smí to psát sestra?",
        ],
    );
    m.note(NoteKind::Touchpoint, "Gesto vrátného", None, None);
    m.note(NoteKind::Touchpoint, "Anketa po návštěvě", None, None);
    m.board
}

fn small() -> Board {
    let mut m = Maker::new("Coffee subscription", Locale::En, "Runs out of coffee", "");
    let stage = m.stage("Order");
    m.touchpoint(stage, "Web shop", &["+ Two clicks", "1 Easy"]);
    m.board
}

fn large() -> Board {
    let mut m = Maker::new(
        "Podróż klienta banku: kredyt hipoteczny od pierwszej myśli do ostatniej raty",
        Locale::Pl,
        "Myśl o własnym mieszkaniu",
        "Ostatnia rata",
    );
    for department in ["Sprzedaż", "Obsługa klienta", "Ryzyko", "Prawny", "Windykacja i odzyskiwanie należności", "IT"]
    {
        m.person("Ola", department);
    }
    let names = [
        "Strona www na smartfonie",
        "Rozmowa z doradcą",
        "Telefon",
        "E-mail od firmy",
        "Zapach w oddziale",
        "Gest ochroniarza",
        "Pierwsze użycie aplikacji",
        "Umowa",
    ];
    for s in 0..8 {
        let stage = m.stage(
            ["Marzenie", "Porównanie ofert", "Wniosek", "Dokumenty", "Decyzja", "Umowa", "Wypłata", "Spłata"][s],
        );
        for i in 0..5 {
            let value = [-2, 1, 0, 2, -1, 1][(s * 5 + i) % 6];
            let felt = format!("{value} {}", ["Niepewność", "Ulga", "Obojętnie", "Radość"][(s + i) % 4]);
            let more =
                ["! Za dużo papierów", "* Wszystko w aplikacji", "^ Jedna osoba od początku do końca", "? Kto dzwoni?"]
                    [(s * 3 + i) % 4];
            let all = [
                "+ Jasna odpowiedź od razu",
                "= Trzeba przyjść do oddziału osobiście, a kolejka jest długa",
                &felt,
                more,
            ];
            m.touchpoint(stage, names[(s * 5 + i) % names.len()], &all[..2 + (s * i) % 3]);
        }
    }
    m.board
}

/// What people do to layouts: names at their bound, one long word, emoji, other scripts, thirty notes in a cell.
fn nasty() -> Board {
    let long = "Nejneobhospodařovávatelnějšími zdravotnickými zařízeními prostřednictvím elektronického objednávkového systému kliniky";
    let mut m = Maker::new(&[long, long].concat(), Locale::Cs, long, long);
    m.person(
        "Ola",
        "Oddělení nejneobhospodařovávatelnějších záležitostí a všeho ostatního, co se jinam nevešlo, zejména stížností",
    );
    let stage = m.stage(long);
    let many: Vec<String> = (0..14).map(|i| format!("{} {i}. emoce", i % 5 - 2)).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    m.touchpoint(stage, &long.repeat(6), &many);
    let stage = m.stage("");
    m.touchpoint(
        stage,
        "👩‍👩‍👧 漢字カタカナ Привет ﷽﷽﷽ Z̸̢̛̝͖̬͎a̴̛͎l̶̨̛g̵̡̛o",
        &[
            "+ ",
            "= https://example.org/nejneobhospodarovavatelnejsimi/objednavka?utm_source=mapa&x=1",
            "-2 <b>tučně</b> & \"uvozovky\"",
        ],
    );
    m.touchpoint(stage, "Krátce", &["-2 a", "2 b"]);
    m.touchpoint(stage, "", &["2 c", "1 d"]);
    m.board
}

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "target/posters".into());
    std::fs::create_dir_all(&folder)?;
    let empty = Maker::new("Nový workshop", Locale::Cs, "", "").board;
    let cases = [
        ("clinic", clinic(), Locale::Cs, Theme::Light, Setting::Poster, None),
        ("clinic-dark", clinic(), Locale::Cs, Theme::Dark, Setting::Poster, None),
        ("clinic-screen", clinic(), Locale::Cs, Theme::Light, Setting::Screen, Some(1_280.0)),
        ("small", small(), Locale::En, Theme::Light, Setting::Poster, Some(1_280.0)),
        ("large", large(), Locale::Pl, Theme::Light, Setting::Poster, None),
        ("nasty", nasty(), Locale::Cs, Theme::Dark, Setting::Poster, None),
        ("empty", empty, Locale::Cs, Theme::Light, Setting::Poster, None),
    ];
    for (name, board, locale, theme, setting, width_hint) in cases {
        let journey = board.main_journey().unwrap_or_else(|| Uuid::nil().into());
        let map = layout(
            &board,
            journey,
            &MapOptions { locale, setting, width_hint, date: "22. 11. 2026", ..MapOptions::default() },
        );
        std::fs::write(format!("{folder}/{name}.svg"), to_svg(&map, &board, &SvgOptions { theme, locale }))?;
        println!("{name} {} {}", map.width, map.height);
    }
    Ok(())
}
