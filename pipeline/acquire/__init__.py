"""Sources -> raw pages.

in: paths of files and folders, or `-` for standard input.
out: `RawPage` records, and a `SourceError` for each input that cannot be read; writes nothing.
"""
