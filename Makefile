# make play and make test are all a newcomer needs; each sets up what it uses.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CATALOGUES := $(wildcard quizgame/data/locale/*/LC_MESSAGES/*.po)

.PHONY: play test check format bench lock catalogues clean

play: $(VENV)/.play
	@$(BIN)/quizgame

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

# Renew the locked versions. The files name versions and hashes, never an address.
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --upgrade
lock: $(VENV)/.dev
	$(BIN)/$(LOCK) --extra build -o requirements/play.txt
	$(BIN)/$(LOCK) --extra dev -o requirements/dev.txt

# Bring the message catalogues up to date with the texts in the code.
catalogues: $(VENV)/.dev
	$(BIN)/python -m tests.catalogues

clean:
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache snapshot_report.html
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find quizgame -name '*.mo' -delete

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("quizgame needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

# --no-build-isolation: the build tools come from the same hashed file as everything else.
$(VENV)/.play: requirements/play.txt pyproject.toml $(CATALOGUES) | $(VENV)/bin/python
	@echo "Setting up (once) ..."
	$(PIP) install --require-hashes -r requirements/play.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml $(CATALOGUES) | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.play
