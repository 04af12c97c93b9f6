# What a person types. Needs make and Python 3.11 or newer with its venv module; the rest is set up here, in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
# Whoever has the tools for development has all that running needs, too.
RUNNABLE := $(if $(wildcard $(DEV_STAMP)),$(DEV_STAMP),$(RUN_STAMP))
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
	--universal --python-version 3.11 pyproject.toml --extra demo --extra build
SOURCES := duecourse agent approvals prompts connectors

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install install-dev demo demo-check test lint check format train eval adversarial faults faults-release lock clean

help: ## print these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(RUNNABLE) ## put what running needs into .venv

install-dev: $(DEV_STAMP) ## the same, and the tools for development

demo: $(RUNNABLE) ## everything on this machine: database, mail server, demo company, web inbox
	$(BIN)/duecourse demo

demo-check: $(RUNNABLE) ## work the demo customers' mails, print what happened to each, and end
	$(BIN)/duecourse demo --check

# As many at a time as there are processors, up to four.
test: $(DEV_STAMP) ## run all tests
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

lint: $(DEV_STAMP) ## check format, habits, types and import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test ## lint and test

format: $(DEV_STAMP) ## put all files into the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

train: $(DEV_STAMP) ## train the built-in reader anew from the labelled mails
	$(BIN)/python -m agent.reading.train

PART ?= test
eval: $(DEV_STAMP) ## the figures of how well it reads and answers, and docs/evaluation.md; PART=development for trying
	$(BIN)/python -m tests.eval.report $(PART)

FAULTS ?=
faults: $(DEV_STAMP) ## kill, cut and race on purpose for about 12 minutes, and docs/faults.md; FAULTS="--seed 2" for another run
	$(BIN)/python -m tests.faults --docs docs/faults.md $(FAULTS)

faults-release: $(DEV_STAMP) ## the same and more with an N that takes about 100 minutes, in parts that can be taken up again
	$(BIN)/python -m tests.faults.release --docs docs/faults.md $(FAULTS)

ATTACKS ?=
adversarial: $(DEV_STAMP) ## 20,000 hostile mails and what they would have got, and docs/adversarial.md; ATTACKS="--mails 2000" for trying
	$(BIN)/python -m tests.adversarial --docs docs/adversarial.md $(ATTACKS)

# Versions already locked stay, unless asked otherwise: make lock LOCK_OPTIONS=--upgrade
lock: ## write requirements/*.lock after a change of pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv on the PATH; see its documentation for how to get it."; exit 1; }
	$(LOCK) $(LOCK_OPTIONS) --extra dev -o requirements/dev.lock
	$(LOCK) $(LOCK_OPTIONS) -c requirements/dev.lock -o requirements/run.lock

clean: ## remove .venv and everything that was made here; data folders stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist *.egg-info
	find $(SOURCES) tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN_STAMP): requirements/run.lock pyproject.toml hatch_build.py | $(VENV)/pyvenv.cfg
	@echo "Installing what duecourse runs on into $(VENV) (about a minute, once) ..."
	@$(PIP_INSTALL) --require-hashes -r requirements/run.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_STAMP): requirements/dev.lock pyproject.toml hatch_build.py | $(VENV)/pyvenv.cfg
	@echo "Installing duecourse and its tools for development into $(VENV) (about a minute, once) ..."
	@$(PIP_INSTALL) --require-hashes -r requirements/dev.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/pyvenv.cfg:
	@command -v $(PYTHON) >/dev/null || { \
		echo "duecourse needs Python 3.11 or newer, and there is no $(PYTHON) here."; \
		echo "Install Python, or name one: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "duecourse needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
		echo "Install a newer one, or name it: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) lacks its venv module; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Making a virtual environment in $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv $(VENV)
