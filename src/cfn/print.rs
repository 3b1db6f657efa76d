//! The text of a template: JSON that people read and that fits where it must.

use super::Template;

/// How a template is laid out as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A map or list stands on one line if that line has at most 110 characters, else each of its items on its own. A
    /// list of maps or lists that are too long for that opens and closes on their lines, `[{`, `}, {` and `}]`.
    ///
    /// A template over 51,200 bytes needs a bucket to be deployed, and with one item to a line it would be a fifth
    /// longer: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>.
    Fitted,
    /// Without any white space.
    Compact,
}

/// The template as JSON, with a line feed at the end; keys stand in the order of the types, numbers as they were given.
///
/// It takes time in proportion to the length of the text.
pub fn print(template: &Template, layout: Layout) -> String {
    let compact = compact(template);
    let mut text = match layout {
        Layout::Fitted => fitted(&compact),
        Layout::Compact => compact,
    };
    text.push('\n');
    text
}

/// A part of a template as JSON without any white space.
///
/// # Panics
/// Never: the keys of a template are texts, which JSON can always hold.
pub fn compact(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value)
        .expect("the keys of a template are texts, which JSON can always hold")
}

/// The most characters of a line, indentation and a comma at its end counted.
const WIDTH: usize = 110;

/// What a line has before it for each open map or list.
const INDENT: &str = "  ";

/// Lays out JSON that has no white space between its tokens.
fn fitted(compact: &str) -> String {
    let mut measures = measures(compact).into_iter();
    let mut text = String::with_capacity(compact.len() * 3 / 2);
    let mut depth = 0; // open maps and lists whose items stand on lines of their own
    let mut broken = Vec::new(); // for each that does not stand on one line, whether it hugs its items
    let mut whole = 0; // open ones inside those, which stand on the last line of the text
    for token in tokens(compact) {
        match token {
            "{" | "[" => {
                let Measure { width, widest } = measures.next().unwrap_or_default();
                let hugged = broken.last() == Some(&true);
                if whole > 0 || !hugged && last_line(&text).chars().count() + width <= WIDTH {
                    whole += 1;
                    text += spaced(token);
                    continue;
                }
                let beside = INDENT.len() * (depth + 1);
                let hugs = token == "[" && widest.is_some_and(|widest| beside + widest > WIDTH);
                text += token;
                broken.push(hugs);
                if !hugs {
                    depth += 1;
                    start_line(&mut text, depth);
                }
            }
            "}" | "]" if whole > 0 => {
                whole -= 1;
                text += spaced(token);
            }
            "}" | "]" => {
                if broken.pop() == Some(false) {
                    depth -= 1;
                    start_line(&mut text, depth);
                }
                text += token;
            }
            "," if whole == 0 && broken.last() == Some(&false) => {
                text += token;
                start_line(&mut text, depth);
            }
            _ => text += spaced(token),
        }
    }
    text
}

/// What is known of a map or list before it is laid out.
#[derive(Clone, Copy, Default)]
struct Measure {
    /// How many characters it takes on one line; a comma after it counts.
    width: usize,
    /// The width of its widest item, if all its items are maps and lists.
    widest: Option<usize>,
}

/// The measures of each map and list, in the order in which they open.
fn measures(compact: &str) -> Vec<Measure> {
    let mut measures: Vec<Measure> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new(); // the number of each open one, and the column where it began
    let mut column = 0;
    let mut tokens = tokens(compact).peekable();
    while let Some(token) = tokens.next() {
        let start = column;
        column += spaced(token).chars().count();
        match token {
            "{" | "[" => {
                open.push((measures.len(), start));
                measures.push(Measure {
                    width: 0,
                    widest: Some(0),
                });
            }
            "}" | "]" => {
                if let Some((number, start)) = open.pop() {
                    let comma = usize::from(tokens.peek() == Some(&","));
                    let width = column - start + comma;
                    measures[number].width = width;
                    if let Some((around, _)) = open.last() {
                        let widest = &mut measures[*around].widest;
                        *widest = widest.map(|widest| widest.max(width));
                    }
                }
            }
            "," | ":" => {}
            _ => {
                if let Some((around, _)) = open.last() {
                    measures[*around].widest = None;
                }
            }
        }
    }
    measures
}

/// The token as it stands among others on one line.
fn spaced(token: &str) -> &str {
    match token {
        "{" => "{ ",
        "}" => " }",
        "," => ", ",
        ":" => ": ",
        _ => token,
    }
}

fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or_default()
}

fn start_line(text: &mut String, depth: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n(INDENT, depth));
}

/// Brackets, commas, colons and scalars; an empty map or list counts as a scalar, since it is never broken.
fn tokens(compact: &str) -> impl Iterator<Item = &str> {
    let mut rest = compact;
    std::iter::from_fn(move || {
        let length = match rest.as_bytes() {
            [] => return None,
            [b'"', string @ ..] => 1 + string_length(string),
            [b'{', b'}', ..] | [b'[', b']', ..] => 2,
            [b'{' | b'}' | b'[' | b']' | b',' | b':', ..] => 1,
            _ => rest.find([',', '}', ']']).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        Some(token)
    })
}

/// How many bytes there are up to the quote that ends a string, and with it.
fn string_length(string: &[u8]) -> usize {
    let mut escaped = false;
    let ends = |&byte: &u8| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    };
    string
        .iter()
        .position(ends)
        .map_or(string.len(), |quote| quote + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};
    use serde_json::{Map, Value};

    use super::{Layout, WIDTH, compact, fitted, print};
    use crate::cfn::Template;

    #[test]
    fn what_fits_stands_on_one_line_and_what_does_not_is_broken_one_level() {
        assert_eq!(
            fitted(r#"{"a":1,"b":[2,{"c":[]}],"d":{}}"#),
            r#"{ "a": 1, "b": [2, { "c": [] }], "d": {} }"#
        );
        let long = "x".repeat(100);
        assert_eq!(
            fitted(&format!(
                r#"{{"long":"{long}","list":[1.10,1e3],"empty":{{}}}}"#
            )),
            format!("{{\n  \"long\": \"{long}\",\n  \"list\": [1.10, 1e3],\n  \"empty\": {{}}\n}}")
        );
    }

    #[test]
    fn a_list_of_maps_opens_and_closes_with_them_where_one_is_too_long_for_a_line() {
        let long = "x".repeat(100);
        assert_eq!(
            fitted(&format!(
                r#"{{"list":[{{"long":"{long}","more":[[1]]}},{{"short":0}}]}}"#
            )),
            format!(
                "{{\n  \"list\": [{{\n    \"long\": \"{long}\",\n    \"more\": [[1]]\n  }}, {{\n    \"short\": 0\n  }}]\n}}"
            )
        );
        let half = "x".repeat(60);
        assert_eq!(
            fitted(&format!(r#"[{{"a":"{half}"}},["{half}"]]"#)),
            format!("[\n  {{ \"a\": \"{half}\" }},\n  [\"{half}\"]\n]")
        );
    }

    #[test]
    fn a_line_has_at_most_110_characters_and_its_comma_counts() {
        let lines = |characters: usize, more: &str| {
            let text = "é".repeat(characters);
            fitted(&format!(r#"{{"k":["{text}"]{more}}}"#))
                .lines()
                .count()
        };
        assert_eq!(lines(97, ""), 1);
        assert_eq!(lines(98, ""), 3);
        assert_eq!(lines(99, ""), 3);
        assert_eq!(lines(100, ""), 5);
        assert_eq!(lines(98, r#","l":0"#), 4);
        assert_eq!(lines(99, r#","l":0"#), 6);
    }

    #[test]
    fn brackets_and_quotes_inside_of_texts_are_text() {
        let json = r#"["{\"a\": [","\\",",:]}"]"#;
        assert_eq!(fitted(json), r#"["{\"a\": [", "\\", ",:]}"]"#);
    }

    #[test]
    fn a_template_ends_with_one_line_feed() {
        let template = Template::default();
        assert_eq!(
            print(&template, Layout::Fitted),
            "{ \"AWSTemplateFormatVersion\": \"2010-09-09\" }\n"
        );
        assert_eq!(
            print(&template, Layout::Compact),
            "{\"AWSTemplateFormatVersion\":\"2010-09-09\"}\n"
        );
    }

    fn tree() -> impl Strategy<Value = Value> {
        let scalar = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "\\PC{0,60}".prop_map(Value::from),
            "[\"\\\\{}\\[\\],: \n]{0,10}".prop_map(Value::from),
        ];
        scalar.prop_recursive(6, 80, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                inner.clone().prop_map(|only| Value::from(vec![only])),
                proptest::collection::vec((".{0,8}", inner), 0..6)
                    .prop_map(|entries| entries.into_iter().collect::<Map<_, _>>().into()),
            ]
        })
    }

    /// The value on one line.
    fn whole(value: &Value) -> String {
        if let Some(items) = value.as_array() {
            let items: Vec<_> = items.iter().map(whole).collect();
            format!("[{}]", items.join(", "))
        } else if let Some(entries) = value.as_object().filter(|entries| !entries.is_empty()) {
            let entry = |(key, value)| format!("{}: {}", compact(key), whole(value));
            let entries: Vec<_> = entries.iter().map(entry).collect();
            format!("{{ {} }}", entries.join(", "))
        } else {
            compact(value)
        }
    }

    /// Whether a list, broken at this depth, hugs: all its items are broken, and one has to be.
    fn hugs(items: &[Value], depth: usize) -> bool {
        let is_broken = |value: &Value| match value {
            Value::Array(items) => !items.is_empty(),
            Value::Object(entries) => !entries.is_empty(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
        };
        let last = items.len().saturating_sub(1);
        let line = |(number, item)| {
            2 * depth + 2 + whole(item).chars().count() + usize::from(number < last)
        };
        items.iter().all(is_broken) && items.iter().enumerate().map(line).any(|line| line > WIDTH)
    }

    /// The rule as it is told: a value that does not fit between `lead` and `comma` is broken, and its items are tried.
    fn told(lead: &str, value: &Value, comma: &str, depth: usize) -> String {
        let line = format!("{lead}{}{comma}", whole(value));
        if line.chars().count() <= WIDTH {
            return line;
        }
        broken(lead, value, comma, depth)
    }

    fn broken(lead: &str, value: &Value, comma: &str, depth: usize) -> String {
        let (open, items, close): (_, Vec<_>, _) = match value {
            Value::Array(items) if hugs(items, depth) => {
                let items: Vec<_> = items
                    .iter()
                    .map(|item| broken("", item, "", depth))
                    .collect();
                return format!("{lead}[{}]{comma}", items.join(", "));
            }
            Value::Array(items) => {
                let items = items.iter().map(|item| (String::new(), item));
                ("[", items.collect(), "]")
            }
            Value::Object(entries) => {
                let entry = |(key, value)| (format!("{}: ", compact(key)), value);
                ("{", entries.iter().map(entry).collect(), "}")
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => ("", vec![], ""),
        };
        if items.is_empty() {
            return format!("{lead}{}{comma}", whole(value));
        }
        let outside = "  ".repeat(depth);
        let mut text = format!("{lead}{open}\n");
        for (number, (key, item)) in items.iter().enumerate() {
            let comma = if number + 1 < items.len() { "," } else { "" };
            text += &told(&format!("{outside}  {key}"), item, comma, depth + 1);
            text.push('\n');
        }
        format!("{text}{outside}{close}{comma}")
    }

    proptest! {
        #[test]
        fn reading_the_text_gives_the_tree_back(tree in tree()) {
            let compact = compact(&tree);
            prop_assert_eq!(&serde_json::from_str::<Value>(&fitted(&compact)).unwrap(), &tree);
            prop_assert_eq!(&serde_json::from_str::<Value>(&compact).unwrap(), &tree);
        }

        #[test]
        fn the_text_is_what_the_rule_says(tree in tree()) {
            prop_assert_eq!(fitted(&compact(&tree)), told("", &tree, "", 0));
        }
    }
}
