//! How property types and their allowed values are declared: as AWS's pages list them.

use std::collections::BTreeMap;

/// What a property may hold.
///
/// CloudFormation refuses `null`, so a property without a value is left out.
pub(super) trait Property {
    /// Whether there is nothing to print.
    fn is_absent(&self) -> bool {
        false
    }
}

impl<T> Property for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Property for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<K, V> Property for BTreeMap<K, V> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// Marks types whose every value is printed.
macro_rules! present {
    ($($type:ty),* $(,)?) => {
        $(impl $crate::cfn::property::Property for $type {})*
    };
}

/// Declares property types: each field prints under its name in Pascal case, or the one it is given, unless it is absent.
macro_rules! property_types {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)*
        }
    )*) => {$(
        #[derive(Clone, Debug, PartialEq, serde::Serialize)]
        #[serde(rename_all = "PascalCase")]
        $(#[$meta])*
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[serde(skip_serializing_if = "crate::cfn::property::Property::is_absent")]
                pub $field: $type,
            )*
        }
        $crate::cfn::property::present!($name);
    )*};
}

/// Declares closed sets of values, each with the text that AWS knows it by.
macro_rules! allowed_values {
    ($(
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$value_meta:meta])* $value:ident = $text:literal,)*
        }
    )*) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
        $(#[$meta])*
        pub enum $name {
            $($(#[$value_meta])* #[serde(rename = $text)] $value,)*
        }
        $crate::cfn::property::present!($name);
    )*};
}

pub(super) use {allowed_values, present, property_types};

present!(bool, u8, u16, u32, String);
present!(super::LogicalId, super::Text);
impl<T> Property for super::Value<T> {}
