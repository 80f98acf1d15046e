# make demo, make test: from a bare clone. The rest: make help.
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help install demo test fast check bench fuzz train floors serve pictures
help:
	@echo "make install   set up $(VENV) (only if something changed)"
	@echo "make demo      read the articles in corpus/ into blotter.db and show what was found"
	@echo "make test      run all tests        make fast   those that load no model"
	@echo "make check     lint and types       make bench  speed and memory beside the bare base model"
	@echo "make fuzz      feed it 10,000 broken and hostile inputs"
	@echo "make floors    raise the figures that may not fall to what is reached"
	@echo "make train     rebuild models/     make serve  open the desk on blotter.db, or on DB=FILE"
	@echo "make pictures  take the pictures of the desk in docs/pictures anew (needs Chromium)"

install: $(STAMP)

# The first interpreter of 3.12 or later that really runs; a version manager's stub that fails is passed over.
$(STAMP): requirements-dev.txt pyproject.toml
	@set -e; found=; \
	for python in python3 python3.12 python3.13 python3.14 python3.15; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "blotter needs Python 3.12 or later with venv (tried python3, python3.12 and up). Install it and run make again." >&2; exit 1; \
	fi; \
	$$found -m venv --clear $(VENV); \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	touch $(STAMP)

demo: install
	@$(BIN)/blotter run corpus/train/html corpus/dev/html corpus/test/html --db blotter.db
	@$(BIN)/blotter events --db blotter.db
	@echo
	@echo "Next:  $(BIN)/blotter people --db blotter.db     $(BIN)/blotter search \"ignored the detainer\" --db blotter.db"
	@echo "       $(BIN)/blotter events --type detainer_declined --db blotter.db"
	@echo "       $(BIN)/blotter show EVENT_ID --db blotter.db"

# They start processes, which else compile all of blotter anew where the environment forbids to keep that.
test fast bench: export PYTHONDONTWRITEBYTECODE =

# Two processes, each with whole files; those before a browser are one (tests/conftest.py).
test: install
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

fast: install
	@$(BIN)/pytest -m "not slow"

check: install
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# News of all topics where it lies beside the checkout; else the corpus.
bench: install
	@$(BIN)/python -m pipeline.score.bench $(wildcard ../shared/bulk/news_articles_5000.jsonl.gz)

fuzz: install
	@$(BIN)/python -m tests.fuzz $(if $(SEED),--seed $(SEED))

train: install
	@$(BIN)/blotter train

floors: install
	@$(BIN)/python -m pipeline.score.floors --raise

pictures: install
	@BLOTTER_PICTURES=docs/pictures $(BIN)/pytest tests/browser/test_pictures.py

DB ?= blotter.db
serve: install
	@$(BIN)/blotter serve $(DB)
