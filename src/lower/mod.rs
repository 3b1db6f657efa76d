//! Meant to asked for: chooses the resources for a meaning, and cannot fail.
