"""The translation service, one module a family of clients. They differ in names of fields; the work is `texts`'s."""
