//! Key attributes of DynamoDB tables.

/// An attribute that is part of a key.
///
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
}

/// What a key attribute holds: one of the three scalar types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// A number.
    Number,
    /// Bytes.
    Bytes,
}

impl Attribute {
    /// An attribute of this name, which has 1 to 255 bytes.
    ///
    /// # Errors
    /// That the name is too short or too long.
    pub fn new(name: String, holds: Holds) -> Result<Self, String> {
        if (1..=255).contains(&name.len()) {
            return Ok(Self { name, holds });
        }
        Err("an attribute's name has 1 to 255 characters".to_owned())
    }
}
