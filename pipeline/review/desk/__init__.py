"""The desk: the database in a browser, a Datasette with pages of our own.

in: a database, read-only    out: HTML, JSON and CSV over HTTP
writes: nothing itself; decisions of a signed-in person go through what the desk is opened with
"""
