"""Addresses -> raw pages: articles, feeds, sitemaps and home pages, fetched with manners and within bounds.

    guard (is the address safe?) -> client (one answer) -> listings (what else to fetch) -> crawl (pages)

What was fetched is also written to WARC (`archive`), so that a run can be made again without the network.
"""
