//! A YAML or JSON text as a tree whose every key and value has a place.
