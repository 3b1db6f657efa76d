//! Declared to meant: every name is looked up here, once.
