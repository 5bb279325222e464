# One command per habit; CI runs the same ones.
#   make build   set up .venv and compile models/vera into build/
#   make test    what must hold: make check, then all tests but the slow ones
#   make slow    the tests that take long: documents and releases to programs of others
#   make check   format, lint, types, architecture, canonical models
#   make consumers  everything to every consumer, and the tables in docs/consumers.md
#   make extension  pack the extension for Visual Studio Code into dist/verac.vsix
#   make docs    write the pages that the tool makes: corrections, rules, findings in the published standard
#   make session pictures of a typical day on the command line, in build/session: how it looks, dark and light
#   make mends   measure how many findings in models/vera a mend takes away, and write docs/mends.md
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
# A scheduler that runs what verac writes for it, in an environment of its own too.
DAGSTER := tests/outside/consumers/.venv-dagster
export VERAC_DAGSTER ?= $(CURDIR)/$(DAGSTER)/bin/dagster-daemon

# The extension for Visual Studio Code, and the editor in which it is tested: editors/vscode/README.md.
EXTENSION := editors/vscode
EDITOR := tests/outside/editor
EDITOR_SERVER := $(EDITOR)/node_modules/code-server/lib/vscode
NODE_EDITOR := $(if $(shell command -v npm),$(EXTENSION)/node_modules/ready $(EDITOR)/node_modules/ready)
# Nothing of a package runs while it is installed, so that nothing is fetched or compiled either.
NPM_INSTALL := npm install --ignore-scripts --no-audit --no-fund --no-package-lock --loglevel=error

.PHONY: build test slow check session consumers extension docs mends texts mutants fuzz bench format clean

build: .venv/ready
	$(BIN)/verac build

test: .venv/ready
	$(MAKE) --jobs 2 --output-sync check $(NODE_TOOLS)
	$(BIN)/pytest -n auto --dist loadgroup

slow: .venv/ready $(NODE_TOOLS) $(NODE_EDITOR) $(CRUNCH_UML)/ready $(DAGSTER)/ready
	$(BIN)/pytest -n auto --dist loadgroup -m slow

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/verac fmt --check --quiet models

consumers: .venv/ready $(NODE_TOOLS)
	$(BIN)/python -m tests.outside.consumers.everything

extension: .venv/ready $(EXTENSION)/node_modules/ready
	$(BIN)/python -m tools.pack_extension

docs: .venv/ready
	$(BIN)/python -m tools.write_editor_grammar
	$(BIN)/python -m tools.write_corrections
	$(BIN)/python -m tools.write_payload_rules
	$(BIN)/python -m tools.write_diagrams
	$(BIN)/python -m tools.run_guide
	$(BIN)/verac explain --format markdown -o docs/rules.md
	$(BIN)/verac check --format markdown --lang nl > docs/bevindingen.md

session: .venv/ready
	$(BIN)/python -m tools.record_session

mends: .venv/ready
	$(BIN)/python -m tools.measure_mends

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
	$(BIN)/python bench/editor.py
	$(BIN)/python bench/site.py
	$(BIN)/python bench/searching.py

format: .venv/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/verac fmt models

clean:
	rm -rf .venv build/openapi build/jsonschema build/spreadsheet build/referentiedata build/crossreference build/wiki build/readme build/diagrams build/site build/session \
		build/.verac.json build/redoc.png tests/outside/consumers/node_modules $(CRUNCH_UML) \
		$(DAGSTER) $(EXTENSION)/dist $(EXTENSION)/node_modules $(EDITOR)/node_modules

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -q compiler
	$(BIN)/python -m compiler.cli.prepare
	touch $@

tests/outside/consumers/node_modules/ready: tests/outside/consumers/package.json
	-npm install --prefix tests/outside/consumers --no-audit --no-fund --no-package-lock --loglevel=error && touch $@

$(EXTENSION)/node_modules/ready: $(EXTENSION)/package.json
	-$(NPM_INSTALL) --prefix $(EXTENSION) && touch $@

$(EDITOR)/node_modules/ready: $(EDITOR)/package.json
	-$(NPM_INSTALL) --prefix $(EDITOR) && $(NPM_INSTALL) --prefix $(EDITOR_SERVER) --omit=dev && touch $@

$(CRUNCH_UML)/ready: tests/outside/consumers/crunch_uml.txt
	-$(PYTHON) -m venv $(CRUNCH_UML) && \
	$(CRUNCH_UML)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $< && touch $@

$(DAGSTER)/ready: tests/outside/consumers/dagster.txt
	-$(PYTHON) -m venv $(DAGSTER) && \
	$(DAGSTER)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $< && touch $@
