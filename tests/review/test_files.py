import pytest

from pipeline.errors import OutputError
from pipeline.review.files import whole_file, whole_folder


def test_a_file_is_there_whole_or_not_at_all(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text("before")
    with pytest.raises(ZeroDivisionError), whole_file(path) as stream:
        stream.write("half")
        _ = 1 / 0
    assert path.read_text() == "before"
    with whole_file(path) as stream:
        stream.write("after")
    assert path.read_text() == "after"


@pytest.mark.parametrize("name", [".", "nowhere/x.jsonl"])
def test_a_file_that_cannot_be_written_is_named(tmp_path, name):
    with pytest.raises(OutputError, match=str(tmp_path)), whole_file(tmp_path / name):
        pytest.fail("opened")


def test_a_folder_is_filled_when_all_is_written_and_what_else_is_there_stays(tmp_path):
    path = tmp_path / "tables"
    with pytest.raises(ZeroDivisionError), whole_folder(path) as folder:
        (folder / "a.csv").write_text("half")
        _ = 1 / 0
    assert list(tmp_path.iterdir()) == []
    path.mkdir()
    (path / "mine.txt").write_text("mine")
    (path / "a.csv").write_text("before")
    with whole_folder(path) as folder:
        (folder / "a.csv").write_text("after")
        assert (path / "a.csv").read_text() == "before"
    assert {file.name: file.read_text() for file in path.iterdir()} == {"mine.txt": "mine", "a.csv": "after"}


@pytest.mark.parametrize("name", ["file", "nowhere/tables"])
def test_a_folder_that_cannot_be_made_is_named(tmp_path, name):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=str(tmp_path)), whole_folder(tmp_path / name):
        pytest.fail("opened")
