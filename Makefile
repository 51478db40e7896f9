# `make run` and `make test` need nothing but python3 with venv, make and a network to the package index.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/requirements.stamp
export DEBUG := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup run test check format bench budget screenshots lock

help:
	@echo "make run     set up, load the demo and serve on 127.0.0.1:8000 (PORT=8123 make run elsewhere)"
	@echo "make test    set up and run every test, on SQLite and on PostgreSQL (ARGS=tests/hubs for a part)"
	@echo "make check   lint, format, templates, types, migrations"
	@echo "make format  put code and templates into the form that check asks for"
	@echo "make bench   measure"
	@echo "make budget  measure what a first visit costs on a slow telephone"
	@echo "make screenshots   pictures of every page kind, into var/screenshots"
	@echo "make setup   only the setting up (PYTHON=python3.12 make setup with another Python)"
	@echo "make lock    choose the newest versions that requirements*.in allow"

setup: $(STAMP)

$(STAMP): requirements.txt requirements-dev.txt
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON). Name yours: make setup PYTHON=python3.11"; exit 1; }
	@$(PYTHON) scripts/check_python.py
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt -r requirements-dev.txt
	@touch $@

run: setup
	@exec scripts/run.sh

test: setup
	@exec $(BIN)/python scripts/test.py $(ARGS)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	find . -name '*.html' -path '*templates/*' -not -path './.venv/*' -not -path './var/*' | xargs $(BIN)/djade --check
	$(BIN)/mypy bulletin
	$(BIN)/python manage.py makemigrations --check --dry-run

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	find . -name '*.html' -path '*templates/*' -not -path './.venv/*' -not -path './var/*' | xargs $(BIN)/djade

bench: setup
	$(BIN)/python -m bench $(ARGS)

budget: setup
	$(BIN)/python -m bench.budget $(ARGS)

screenshots: setup
	$(BIN)/python scripts/screenshots.py

# Universal and for 3.11 without a patch number: hashes for 3.11.7 lack what redis needs on Debian 12's 3.11.2.
LOCK := var/uv/bin/uv pip compile --quiet --no-config --upgrade --universal --generate-hashes \
	--python-version 3.11 --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock:
	$(PYTHON) -m venv var/uv
	var/uv/bin/pip install --quiet --upgrade uv
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-dev.in --output-file requirements-dev.txt
