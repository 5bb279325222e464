# One command per habit; CI runs the same ones.
#   make build   set up .venv and compile models/vera into build/
#   make test    what must hold: make check, then all tests but the slow ones
#   make slow    the tests that take long: documents and releases to programs of others
#   make check   format, lint, types, architecture, canonical models
#   make consumers  everything to every consumer, and the tables in docs/consumers.md
#   make docs    write the pages that the tool makes: corrections, rules, findings in the published standard
#   make texts   bring locale/ up to date with the texts of the program; translations are written there by hand
#   make mutants change single spots of modules and see whether a test notices: docs/decisions/0015-mutants.md
#   make fuzz    the random tests with new seeds, for MINUTES (10), until one fails; make test draws the same every time
#   make bench   measure, and write the table in docs/performance.md

PYTHON ?= python3
BIN := .venv/bin
export VERAC_CACHE ?= $(CURDIR)/.venv/cache
# Some of the consumers in the tests run on Node.js. Without it their tests are skipped; on CI they fail.
NODE_TOOLS := $(if $(shell command -v npm),tests/outside/consumers/node_modules/ready)

# A reader of XMI with dependencies that are not ours, in an environment of its own. Without it its test is skipped.
CRUNCH_UML := tests/outside/consumers/.venv
export VERAC_CRUNCH_UML ?= $(CURDIR)/$(CRUNCH_UML)/bin/crunch_uml

.PHONY: build test slow check consumers docs texts mutants fuzz bench format clean

build: .venv/ready
	$(BIN)/verac build

test: .venv/ready
	$(MAKE) --jobs 2 --output-sync check $(NODE_TOOLS)
	$(BIN)/pytest -n auto --dist loadgroup

slow: .venv/ready $(NODE_TOOLS) $(CRUNCH_UML)/ready
	$(BIN)/pytest -n auto --dist loadgroup -m slow

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/verac fmt --check --quiet models

consumers: .venv/ready $(NODE_TOOLS)
	$(BIN)/python -m tests.outside.consumers.everything

docs: .venv/ready
	$(BIN)/python -m tools.write_corrections
	$(BIN)/python -m tools.write_payload_rules
	$(BIN)/python -m tools.write_diagrams
	$(BIN)/verac explain --format markdown -o docs/rules.md
	$(BIN)/verac check --format markdown --lang nl > docs/bevindingen.md

texts: .venv/ready
	$(BIN)/python -m tools.update_catalogue

mutants: .venv/ready
	$(BIN)/python -m tools.mutate

MINUTES ?= 10
fuzz: .venv/ready
	$(BIN)/python -m tools.fuzz $(MINUTES) $(SEED)

bench: .venv/ready
	$(BIN)/python -m compileall -q compiler
	$(BIN)/python -m compiler.cli.prepare
	$(BIN)/python bench/run.py
	$(BIN)/python bench/messages.py

format: .venv/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/verac fmt models

clean:
	rm -rf .venv build/openapi build/jsonschema build/spreadsheet build/referentiedata build/crossreference build/wiki build/readme build/diagrams build/site \
		build/.verac.json build/redoc.png tests/outside/consumers/node_modules $(CRUNCH_UML)

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -q compiler
	$(BIN)/python -m compiler.cli.prepare
	touch $@

tests/outside/consumers/node_modules/ready: tests/outside/consumers/package.json
	-npm install --prefix tests/outside/consumers --no-audit --no-fund --no-package-lock --loglevel=error && touch $@

$(CRUNCH_UML)/ready: tests/outside/consumers/crunch_uml.txt
	-$(PYTHON) -m venv $(CRUNCH_UML) && \
	$(CRUNCH_UML)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $< && touch $@
