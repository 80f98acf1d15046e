"""The database -> a page that tells what is in it, how it was read, and what that is worth.

in: the open database. out: one page, HTML with pictures or Markdown; changes nothing.
`figures` counts, `sections` says it in words and tables, `drawing` draws, `page` puts it together.
"""
