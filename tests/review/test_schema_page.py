from pipeline.review.schema_page import PAGE, schema_page
from pipeline.store.queries import Records


def test_the_page_is_that_of_the_schema():
    assert PAGE.read_text(encoding="utf-8") == schema_page(), "run: python -m pipeline.review.schema_page"


def test_every_column_of_every_table_is_on_the_page(database):
    page = schema_page()
    with Records(database) as records:
        for table in records.schema():
            section = page.split(f"## {table}\n")[1].split("\n## ")[0]
            for column in records.db.table(table).columns_dict:
                assert f"| `{column}` |" in section
