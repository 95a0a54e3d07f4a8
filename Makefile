# Two commands do everything: `make demo` and `make test`. Both build .venv themselves.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export PYTHONPATH := src
# Else each of the hundred commands that tests start compiles every module.
unexport PYTHONDONTWRITEBYTECODE
SERVE ?= yes
DATA ?= ../shared/data

.venv/ready: requirements/dev.txt pyproject.toml
	@command -v git >/dev/null || { echo "Ballast needs git: as root, apt-get install git"; exit 1; }
	@command -v $(PYTHON) >/dev/null || { echo "Ballast needs Python 3.11 or newer: as root, apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Ballast needs Python 3.11 or newer; this is $$($(PYTHON) --version)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Ballast needs python3-venv: as root, apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.PHONY: help assets words demo test check static fix validate bench fuzz screens snapshots lock
help: ## say what each command does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

assets: .venv/ready ## styles, scripts and translations, where their sources changed
	@$(BIN)/python -m tools.assets
	@$(BIN)/python -m tools.translations compile

words: .venv/ready ## bring the Chinese catalogue in line with the source, and say what it lacks
	@$(BIN)/python -m tools.translations extract

demo: assets ## an invented city's year: ledgers in, lamps, papers (SERVE=no PROJECTS=300 SEED=7 MONTHS=2)
	$(BIN)/ballast demo $(if $(filter no,$(SERVE)),--no-serve) $(if $(PROJECTS),--projects $(PROJECTS)) $(if $(SEED),--seed $(SEED)) $(if $(MONTHS),--months $(MONTHS))

test: assets ## every test, the browser's included
	$(BIN)/pytest -q

check: static ## what can be told without a run, and the tests of how the code is laid out
	$(BIN)/pytest -q tests/architecture

static: assets ## format, lint, types, import contracts, templates, migrations, translations, sizes
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports --no-cache > .lint-imports.log 2>&1 || { cat .lint-imports.log; rm .lint-imports.log; exit 1; }; rm -f .lint-imports.log
	$(BIN)/mypy --no-error-summary
	$(BIN)/python -m tools.assets check
	$(BIN)/djade --check --target-version 5.2 $$(find src -name '*.html')
	$(BIN)/django-admin makemigrations --check --dry-run --settings ballast.config.settings.build

fix: .venv/ready ## format and mend what can be mended by itself
	$(BIN)/ruff format --quiet .
	$(BIN)/ruff check --fix --quiet .

validate: .venv/ready ## the importer on real ledgers, where they are present: make validate DATA=folder
	$(BIN)/ballast validate $(DATA)

bench: assets ## one line per speed bar; exit 1 when one falls short (ONLY=name for one)
	$(BIN)/python -m bench $(ONLY)

fuzz: .venv/ready ## mutated workbooks through opening and reading; exit 1 on any harm (N=5000 SEED=1)
	$(BIN)/python -m tools.fuzz $(or $(N),5000) $(or $(SEED),1)

screens: .venv/ready ## photograph every kind of page of the demo being served into docs/screens
	$(BIN)/python -m tools.screens $(or $(ADDRESS),http://127.0.0.1:8000) var/demo/sign-ins.txt

snapshots: .venv/ready ## write the golden files anew, to be read in the diff
	BALLAST_SNAPSHOTS=write $(BIN)/pytest -q tests/contracts

lock: .venv/ready ## resolve the dependencies anew, with hashes and without hosts
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q pyproject.toml -o requirements/base.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q --extra dev pyproject.toml -o requirements/dev.txt
