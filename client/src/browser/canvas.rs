//! Draws the far view of the wall. Refuses to know what a note is.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

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
        context.set_text_baseline("top");
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

    /// An outlined box.
    pub fn outline(&self, colour: &str, line: f64, x: f64, y: f64, width: f64, height: f64) {
        self.context.set_stroke_style_str(colour);
        self.context.set_line_width(line);
        self.context.stroke_rect(x, y, width, height);
    }

    /// A ring around a point.
    pub fn ring(&self, colour: &str, line: f64, x: f64, y: f64, radius: f64) {
        self.context.set_stroke_style_str(colour);
        self.context.set_line_width(line);
        self.context.begin_path();
        let _ = self.context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
        self.context.stroke();
    }

    /// One line of text, its top left corner given.
    pub fn text(&self, colour: &str, font: &'static str, text: &str, x: f64, y: f64) {
        if self.font.replace(font) != font {
            self.context.set_font(font);
        }
        self.context.set_fill_style_str(colour);
        let _ = self.context.fill_text(text, x, y);
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
