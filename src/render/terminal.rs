//! What a terminal takes: how wide a line may be, and whether it is coloured.

use annotate_snippets::Renderer;

/// Columns after which a line of a user's file is cut; a terminal's own width would make the same input print other
/// bytes.
const WIDTH: usize = 120;

/// Draws snippets as the Rust compiler does, with colours only where asked.
pub(super) fn renderer(color: bool) -> Renderer {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.term_width(WIDTH)
}
