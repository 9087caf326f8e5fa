# Two commands for everybody: `make serve` shows the demo, `make test` runs every test.
# Both set up all they need in .venv; nothing has to be installed beforehand but Python 3.11 or newer, make and git.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
SITE := site

.DEFAULT_GOAL := help
.PHONY: help setup build serve check test pictures format lock browser validity clean bench

help:  ## Say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

setup: .venv/ready  ## Install everything, at the versions that are locked

.venv/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed."; echo "Next: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 3; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

build: setup  ## Build the demo into site/
	$(BIN)/largeprint build

serve: setup  ## Show the demo at http://127.0.0.1:8000/, and every change in it at once
	@$(BIN)/largeprint serve --port $(PORT)

check: setup  ## Formatter, linter, types, import floors
	$(BIN)/ruff format --check generator tests bench
	$(BIN)/ruff check generator tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

browser: setup
	@$(BIN)/python -m tests.browser.find || $(BIN)/playwright install chromium || true

validity: tests/validity/node_modules/ready

tests/validity/node_modules/ready: tests/validity/package-lock.json
	@if command -v npm >/dev/null; then \
		npm ci --prefix tests/validity --ignore-scripts --no-audit --no-fund --silent && touch $@; \
	else echo "There is no npm, so pages are not checked for valid HTML."; fi

test: check browser validity  ## Everything: checks, unit, property, golden, three browsers, valid HTML, installed
	$(BIN)/pytest -n auto

pictures: setup  ## Take the pictures of the README and the manual anew
	$(BIN)/python -m tests.browser.pictures

bench: browser  ## Measure against a stock MkDocs, in turn: minutes; QUICK=1 is short and writes nothing
	$(BIN)/python -m bench $(if $(QUICK),--quick)

format: setup  ## Put the code into its form
	$(BIN)/ruff format generator tests bench
	$(BIN)/ruff check --fix generator tests bench

lock:  ## Renew requirements.txt from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-annotate --no-header \
		--python-version 3.11 --output-file requirements.txt

clean:  ## Take away what was made
	rm -rf .venv site build dist
