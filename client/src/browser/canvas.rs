//! Draws the far view of the wall. Refuses to know what a note is.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::dom::window;

/// A canvas, sized to the screen's pixels.
pub struct Pen {
    context: CanvasRenderingContext2d,
    width: f64,
    height: f64,
}

impl Pen {
    /// Takes a canvas of that size in CSS px, wiped clean.
    #[must_use]
    pub fn take(canvas: &HtmlCanvasElement, width: f64, height: f64) -> Option<Self> {
        let scale = window().device_pixel_ratio().clamp(1.0, 2.0);
        let (pixels_wide, pixels_high) = ((width * scale) as u32, (height * scale) as u32);
        if canvas.width() != pixels_wide || canvas.height() != pixels_high {
            canvas.set_width(pixels_wide);
            canvas.set_height(pixels_high);
        }
        let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
        context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).ok()?;
        let pen = Self { context, width, height };
        pen.wipe();
        Some(pen)
    }

    /// Wipes everything.
    pub fn wipe(&self) {
        self.context.clear_rect(0.0, 0.0, self.width, self.height);
    }

    /// A filled box, in CSS px.
    pub fn fill(&self, colour: &str, x: f64, y: f64, width: f64, height: f64) {
        self.context.set_fill_style_str(colour);
        self.context.fill_rect(x, y, width, height);
    }

    /// An outlined box, in CSS px.
    pub fn outline(&self, colour: &str, line: f64, x: f64, y: f64, width: f64, height: f64) {
        self.context.set_stroke_style_str(colour);
        self.context.set_line_width(line);
        self.context.stroke_rect(x, y, width, height);
    }

    /// One line of text, its top left corner in CSS px.
    pub fn text(&self, colour: &str, font: &str, text: &str, x: f64, y: f64) {
        self.context.set_fill_style_str(colour);
        self.context.set_font(font);
        self.context.set_text_baseline("top");
        let _ = self.context.fill_text(text, x, y);
    }
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
