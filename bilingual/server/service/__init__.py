"""The translation service: one module a family of clients. They differ in the names of fields; the work is `texts`'s."""
