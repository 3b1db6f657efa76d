//! Query strings, headers and cookies as events have them: one field for each name, with one value or several.

/// Fields in the order in which their names first came.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html#functions-event-structure-query-header-cookie>
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<Field>);

/// One name, and what came under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name; that of a header in lower case.
    pub name: String,
    /// The values in their order; more than one is the event's `multiValue`.
    pub values: Vec<FieldValue>,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldValue {
    /// The value as it was sent, undecoded.
    pub value: String,
    /// What follows a cookie in a `Set-Cookie` header, as in `Secure; Path=/`; empty where nothing does.
    pub attributes: String,
}

impl Fields {
    /// The fields of a query string, without its `?`: names and values are not decoded, and a name without `=` has the
    /// value `""`. (That `&&` makes no field is assumed.)
    pub fn of_query(query: &str) -> Self {
        let pieces = query.split('&').filter(|piece| !piece.is_empty());
        let pairs = pieces.map(|piece| piece.split_once('=').unwrap_or((piece, "")));
        pairs.collect()
    }

    /// The fields of a `Cookie` header.
    pub fn of_cookies(header: &str) -> Self {
        let mut fields = Self::default();
        fields.add_cookies(header);
        fields
    }

    /// Adds the cookies of one more `Cookie` header.
    pub fn add_cookies(&mut self, header: &str) {
        let pieces = header.split(';').map(str::trim);
        for piece in pieces.filter(|piece| !piece.is_empty()) {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            self.push(name, value);
        }
    }

    /// Adds the cookie of a `Set-Cookie` header, with its attributes.
    pub fn add_set_cookie(&mut self, header: &str) {
        let (cookie, attributes) = header.split_once(';').unwrap_or((header, ""));
        let (name, value) = cookie.split_once('=').unwrap_or((cookie, ""));
        self.add(
            name.trim(),
            FieldValue {
                value: value.trim().to_owned(),
                attributes: attributes.trim().to_owned(),
            },
        );
    }

    /// Adds a value under a name, behind those that the name has.
    pub fn push(&mut self, name: &str, value: &str) {
        let attributes = String::new();
        let value = value.to_owned();
        self.add(name, FieldValue { value, attributes });
    }

    fn add(&mut self, name: &str, value: FieldValue) {
        match self.0.iter_mut().find(|field| field.name == name) {
            Some(field) => field.values.push(value),
            None => self.0.push(Field {
                name: name.to_owned(),
                values: vec![value],
            }),
        }
    }

    /// Adds a field whose name is not yet there.
    pub(super) fn insert(&mut self, field: Field) {
        self.0.push(field);
    }

    /// Keeps the fields of which this holds.
    pub(super) fn retain(&mut self, keep: impl FnMut(&Field) -> bool) {
        self.0.retain(keep);
    }

    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.0.iter().find(|field| field.name == name)
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        let first = self.field(name)?.values.first()?;
        Some(&first.value)
    }

    /// All fields.
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every name with every value, one after the other.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &FieldValue)> {
        self.0.iter().flat_map(|field| {
            let values = field.values.iter();
            values.map(move |value| (field.name.as_str(), value))
        })
    }

    /// The query string of the fields. (Page and examples write a field without value with its `=`.)
    pub(super) fn to_query(&self) -> String {
        let pairs = self.pairs();
        let written: Vec<_> = pairs
            .map(|(name, value)| format!("{name}={}", value.value))
            .collect();
        written.join("&")
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Fields {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(pairs: I) -> Self {
        let mut fields = Self::default();
        for (name, value) in pairs {
            fields.push(name, value);
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn a_query_string_is_split_and_not_decoded() {
        let fields = Fields::of_query("ID=42&a%20b=c+d&NoValue=&bare&mv=1&&mv=2,3&eq=a=b");
        let values = |name| {
            let field = fields.field(name).map(|field| field.values.clone());
            let values = field.unwrap_or_default().into_iter();
            values.map(|value| value.value).collect::<Vec<_>>()
        };
        assert_eq!(values("ID"), ["42"]);
        assert_eq!(values("a%20b"), ["c+d"]);
        assert_eq!(values("NoValue"), [""]);
        assert_eq!(values("bare"), [""]);
        assert_eq!(values("mv"), ["1", "2,3"]);
        assert_eq!(values("eq"), ["a=b"]);
        assert_eq!(
            fields.to_query(),
            "ID=42&a%20b=c+d&NoValue=&bare=&mv=1&mv=2,3&eq=a=b"
        );
        assert!(Fields::of_query("").is_empty());
    }

    #[test]
    fn cookies_are_split_and_those_that_are_set_have_attributes() {
        let cookies = Fields::of_cookies("a=1; b=2;a=3; c");
        let pairs: Vec<_> = cookies.pairs().map(|(n, v)| (n, &*v.value)).collect();
        assert_eq!(pairs, [("a", "1"), ("a", "3"), ("b", "2"), ("c", "")]);

        let mut set = Fields::default();
        set.add_set_cookie("cookie1=val1; Secure; Path=/; Expires=Wed, 05 Apr 2021 07:28:00 GMT");
        let value = &set.field("cookie1").unwrap().values[0];
        assert_eq!(value.value, "val1");
        assert_eq!(
            value.attributes,
            "Secure; Path=/; Expires=Wed, 05 Apr 2021 07:28:00 GMT"
        );
    }
}
