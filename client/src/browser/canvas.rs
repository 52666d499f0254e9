//! Draws on a canvas. Refuses to know what a note is.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

use super::dom::window;

/// A canvas, sized to the screen's pixels, without anything behind it.
pub struct Pen {
    context: CanvasRenderingContext2d,
    font: Cell<&'static str>,
}

impl Pen {
    /// Takes a canvas of that size in CSS px.
    #[must_use]
    pub fn take(canvas: &HtmlCanvasElement, width: f64, height: f64) -> Option<Self> {
        let density = density();
        let (pixels_wide, pixels_high) = ((width * density) as u32, (height * density) as u32);
        if canvas.width() != pixels_wide || canvas.height() != pixels_high {
            canvas.set_width(pixels_wide);
            canvas.set_height(pixels_high);
        }
        let options = js_sys::Object::new();
        // Nothing shows through: the browser copies it instead of mixing it with what lies under it.
        js_sys::Reflect::set(&options, &"alpha".into(), &false.into()).ok()?;
        let context = canvas.get_context_with_context_options("2d", &options).ok()??;
        let context = context.dyn_into::<CanvasRenderingContext2d>().ok()?;
        Some(Self { context, font: Cell::new("") })
    }

    /// From now on a unit is so many CSS px, and the origin is at `x`, `y` CSS px.
    pub fn measure(&self, x: f64, y: f64, unit: f64) {
        let density = density();
        let _ = self.context.set_transform(unit * density, 0.0, 0.0, unit * density, x * density, y * density);
    }

    /// A filled box.
    pub fn fill(&self, colour: &str, x: f64, y: f64, width: f64, height: f64) {
        self.context.set_fill_style_str(colour);
        self.context.fill_rect(x, y, width, height);
    }

    /// A filled box with round corners.
    pub fn fill_round(&self, colour: &str, radius: f64, x: f64, y: f64, width: f64, height: f64) {
        self.context.set_fill_style_str(colour);
        self.context.begin_path();
        let _ = self.context.round_rect_with_f64(x, y, width, height, radius);
        self.context.fill();
    }

    /// An outlined box with round corners.
    #[expect(clippy::too_many_arguments, reason = "colour, line, corner and a box: a canvas speaks in numbers")]
    pub fn outline_round(&self, colour: &str, line: f64, radius: f64, x: f64, y: f64, width: f64, height: f64) {
        self.context.set_stroke_style_str(colour);
        self.context.set_line_width(line);
        self.context.begin_path();
        let _ = self.context.round_rect_with_f64(x, y, width, height, radius);
        self.context.stroke();
    }

    /// A line through points.
    pub fn line(&self, colour: &str, line: f64, points: &[(f64, f64)]) {
        self.context.set_stroke_style_str(colour);
        self.context.set_line_width(line);
        self.context.begin_path();
        for (x, y) in points {
            self.context.line_to(*x, *y);
        }
        self.context.stroke();
    }

    /// How wide a line of text is.
    pub fn width(&self, font: &'static str, text: &str) -> f64 {
        self.take_font(font);
        self.context.measure_text(text).map(|metrics| metrics.width()).unwrap_or_default()
    }

    fn take_font(&self, font: &'static str) {
        if self.font.replace(font) != font {
            self.context.set_font(font);
        }
    }

    /// The left end, so wide, of a box with round corners.
    pub fn fill_bar(&self, colour: &str, radius: f64, x: f64, y: f64, width: f64, height: f64) {
        let (right, bottom, turn) = (x + width, y + height, radius.min(width));
        let lift = radius - (radius * radius - (radius - turn) * (radius - turn)).sqrt();
        self.context.set_fill_style_str(colour);
        self.context.begin_path();
        self.context.move_to(right, y + lift);
        self.context.quadratic_curve_to(x, y + lift, x, y + radius);
        self.context.line_to(x, bottom - radius);
        self.context.quadratic_curve_to(x, bottom - lift, right, bottom - lift);
        self.context.fill();
    }

    /// One of the stamps, as large as `side`.
    pub fn stamp(&self, stamps: &Stamps, number: usize, x: f64, y: f64, side: f64) {
        let Some(sheet) = &stamps.sheet else { return };
        let pixels = f64::from(stamps.side);
        let from = pixels * number as f64;
        let _ = self.context.draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            sheet, from, 0.0, pixels, pixels, x, y, side, side,
        );
    }

    /// One line of text; given is where its baseline begins.
    pub fn text(&self, colour: &str, font: &'static str, text: &str, x: f64, y: f64) {
        self.take_font(font);
        self.context.set_fill_style_str(colour);
        let _ = self.context.fill_text(text, x, y);
    }
}

/// Small images that are drawn again and again: painted once for each size.
#[derive(Default)]
pub struct Stamps {
    images: Vec<HtmlImageElement>,
    sheet: Option<HtmlCanvasElement>,
    side: u32,
    is_whole: bool,
}

impl Stamps {
    /// Of images as CSS writes them: `url("…")`. They load by themselves.
    #[must_use]
    pub fn cut(images: impl Iterator<Item = String>) -> Self {
        let image = |css: String| {
            let image = HtmlImageElement::new().ok()?;
            image.set_src(css.trim_start_matches("url(\"").trim_end_matches("\")"));
            Some(image)
        };
        let sheet = super::dom::document().create_element("canvas").ok().and_then(|sheet| sheet.dyn_into().ok());
        Self { images: images.filter_map(image).collect(), sheet, side: 0, is_whole: false }
    }

    /// Paints them for a size in CSS px, if they are not.
    pub fn fit(&mut self, side: f64) {
        let side = (side * density()).round().max(1.0) as u32;
        if side == self.side && self.is_whole {
            return;
        }
        let Some(sheet) = &self.sheet else { return };
        sheet.set_width(side * u32::try_from(self.images.len()).unwrap_or_default());
        sheet.set_height(side);
        let context =
            sheet.get_context("2d").ok().flatten().and_then(|it| it.dyn_into::<CanvasRenderingContext2d>().ok());
        let Some(context) = context else { return };
        self.side = side;
        self.is_whole = true;
        let pixels = f64::from(side);
        for (i, image) in self.images.iter().enumerate() {
            let at = pixels * i as f64;
            let is_here = image.complete() && image.natural_width() > 0;
            self.is_whole &= is_here
                && context.draw_image_with_html_image_element_and_dw_and_dh(image, at, 0.0, pixels, pixels).is_ok();
        }
    }
}

/// How many pixels a canvas has for a CSS px: what a screen has, within reason.
fn density() -> f64 {
    super::dom::pixel_density().clamp(1.0, 2.0)
}

/// The value of a CSS custom property of the page, such as `--kind-barrier-edge`.
#[must_use]
pub fn css_variable(name: &str) -> String {
    super::dom::document()
        .document_element()
        .and_then(|root| window().get_computed_style(&root).ok().flatten())
        .and_then(|style| style.get_property_value(name).ok())
        .map(|value| value.trim().to_owned())
        .unwrap_or_default()
}
