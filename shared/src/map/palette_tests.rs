//! What everyone can see: contrast by WCAG 2.2, differences by CIEDE2000 under the dichromacies of Machado 2009.

use super::*;

type Rgb = [f64; 3];

/// `#rrggbb` as linear light, 0…1.
fn linear(hex: &str) -> Rgb {
    [1, 3, 5].map(|at| {
        let v = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("hex")) / 255.0;
        if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    })
}

fn contrast(a: &str, b: &str) -> f64 {
    let light = |hex| linear(hex).iter().zip([0.2126, 0.7152, 0.0722]).map(|(v, part)| v * part).sum::<f64>() + 0.05;
    let (a, b): (f64, f64) = (light(a), light(b));
    a.max(b) / a.min(b)
}

fn times(m: [[f64; 3]; 3], v: Rgb) -> Rgb {
    m.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum())
}

fn lab(rgb: Rgb) -> [f64; 3] {
    const XYZ: [[f64; 3]; 3] =
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]];
    let [x, y, z] = times(XYZ, rgb.map(|v| v.clamp(0.0, 1.0)));
    let f = |t: f64| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
    let [x, y, z] = [f(x / 0.95047), f(y), f(z / 1.08883)];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000 (Sharma, Wu, Dalal 2005).
fn difference([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let seven = |c: f64| (c.powi(7) / (c.powi(7) + 25f64.powi(7))).sqrt();
    let g = 0.5 * (1.0 - seven((a1.hypot(b1) + a2.hypot(b2)) / 2.0));
    let (a1, a2) = (a1 * (1.0 + g), a2 * (1.0 + g));
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let (h1, h2) = (b1.atan2(a1).to_degrees().rem_euclid(360.0), b2.atan2(a2).to_degrees().rem_euclid(360.0));
    let turn = (h2 - h1 + 540.0).rem_euclid(360.0) - 180.0;
    let (dl, dc, dh) = (l2 - l1, c2 - c1, 2.0 * (c1 * c2).sqrt() * (turn.to_radians() / 2.0).sin());
    let (l, c, h) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0, (h1 + turn / 2.0).rem_euclid(360.0));
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0) - 0.2 * cos(4.0 * h - 63.0);
    let (sl, sc) = (1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt(), 1.0 + 0.045 * c);
    let sh = 1.0 + 0.015 * c * t;
    let rt = -2.0 * seven(c) * (60.0 * (-((h - 275.0) / 25.0).powi(2)).exp()).to_radians().sin();
    ((dl / sl).powi(2) + (dc / sc).powi(2) + (dh / sh).powi(2) + rt * (dc / sc) * (dh / sh)).sqrt()
}

const SIGHTS: [(&str, [[f64; 3]; 3], f64); 4] = [
    ("normal sight", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]], 20.0),
    (
        "protanopia",
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        7.0,
    ),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
        7.0,
    ),
    (
        "tritanopia",
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
        10.0,
    ),
];

#[test]
fn ma1_text_on_a_note_has_a_contrast_of_at_least_7() {
    for (shades, paper) in [(LIGHT, LIGHT_PAPER), (DARK, DARK_PAPER)] {
        for (kind, shade) in NoteKind::ALL.into_iter().zip(shades) {
            assert!(contrast(shade.text, shade.tint) >= 7.0, "{kind:?}");
            assert!(contrast(shade.edge, shade.tint) >= 3.0, "{kind:?} {}", contrast(shade.edge, shade.tint));
            assert!(contrast(shade.edge, paper.ground) >= 3.0, "{kind:?} {}", contrast(shade.edge, paper.ground));
            assert!(contrast(paper.muted, shade.tint) >= 4.5, "{kind:?} {}", contrast(paper.muted, shade.tint));
        }
        assert!(contrast(paper.ink, paper.ground) >= 7.0 && contrast(paper.ink, paper.field) >= 7.0);
        assert!(contrast(paper.muted, paper.ground) >= 4.5 && contrast(paper.muted, paper.field) >= 4.5);
    }
}

#[test]
fn ma2_kinds_stay_apart_for_people_who_see_fewer_colours() {
    for (name, shades) in [("light", LIGHT), ("dark", DARK)] {
        for (sight, matrix, least) in SIGHTS {
            let seen = shades.map(|shade| lab(times(matrix, linear(shade.edge))));
            let pairs = (0..8).flat_map(|a| (0..a).map(move |b| (a, b)));
            let (apart, a, b) = pairs
                .map(|(a, b)| (difference(seen[a], seen[b]), a, b))
                .min_by(|x, y| x.0.total_cmp(&y.0))
                .expect("pairs");
            println!("{name}, {sight}: {apart:.1} between {:?} and {:?}", NoteKind::ALL[a], NoteKind::ALL[b]);
            assert!(
                apart >= least,
                "{name}, {sight}: {apart:.1} between {:?} and {:?}",
                NoteKind::ALL[a],
                NoteKind::ALL[b]
            );
        }
    }
}
