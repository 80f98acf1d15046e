"""Raw pages -> articles.

in: `RawPage` records.
out: one `Article` for each, with its text fixed (all later offsets point into it), what is known about it,
and the stretches that are not its own matter; or a `SourceError` that says why the page holds no article.
Writes nothing.
"""
