//! The texts under `templates/`, filled in: the only file that names minijinja.
