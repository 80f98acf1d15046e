"""Reads what the gate left unread."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.store.queries import Records
from pipeline.store.rows import Row


def skipped_articles(records: Records, whole: bool = False) -> Iterator[Row]:
    """Yield each article that was not wholly read: `id published source url unread characters`, by id.

    Args:
        records: the open database.
        whole: only articles of which nothing was read.
    """
    having = "HAVING min(s.start) = 0" if whole else ""
    yield from records.db.query(
        f"""
        SELECT a.id, a.published, a.source, a.url, sum(s.end - s.start) AS unread,
          length(a.text) AS characters
        FROM skipped s JOIN articles a ON a.id = s.article_id GROUP BY a.id {having} ORDER BY a.id"""
    )


def skipped_counts(records: Records) -> tuple[int, int]:
    """Return of how many articles nothing was read, and of how many a part."""
    sql = "SELECT count(*), sum(whole) FROM (SELECT min(start) = 0 AS whole FROM skipped GROUP BY article_id)"
    articles, whole = records.db.execute(sql).fetchone()
    return whole or 0, articles - (whole or 0)
