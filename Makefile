# Everything that a person does with a checkout. Settings are GAODI_… variables: docs/reference/settings.md.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help up down test check bench bench-full screenshots fmt lock app-environment test-environment

PYTHON3 ?= python3
BIN := .venv/bin
BOOTSTRAP := $(PYTHON3) src/gaodi/ops/bootstrap.py
LANES ?=

help: ## List these tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up: app-environment ## Run Gaodi at http://127.0.0.1:8000/ until Ctrl-C (another port: GAODI_PORT=8001 make up)
	@exec $(BIN)/gaodi up

down: ## Stop it; its data stay
	@if [ -x $(BIN)/gaodi ]; then exec $(BIN)/gaodi down; else echo "nothing was ever started here"; fi

test: test-environment ## Run all tests, lane by lane (some only: make test LANES="engines db")
	@$(BIN)/python tests/lanes.py $(LANES)

check: test-environment ## Check style, types, layers, migrations, packs, templates and docs
	@$(BIN)/python tests/checks.py

bench: test-environment ## Measure: make bench NAME=thread
	@if [ -z "$(NAME)" ]; then echo "name a benchmark: make bench NAME=thread" >&2; exit 2; fi
	@$(BIN)/gaodi bench $(NAME)

bench-full: test-environment ## Measure everything, a city of a million included, after a full run of the tests
	@$(BIN)/python tests/lanes.py
	@$(BIN)/gaodi bench thread
	@$(BIN)/gaodi bench facts
	@$(BIN)/python benchmarks/facts.py --full

screenshots: test-environment ## Make the pictures of README and docs anew
	@$(BIN)/python docs/screenshots.py

fmt: test-environment ## Bring Python into the house's format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: test-environment ## Resolve requirements/*.in into pinned files with hashes and no addresses
	@for group in uv node app test; do \
	  $(BIN)/uv pip compile -q --generate-hashes --no-header --no-emit-index-url --no-annotate \
	    --python-version 3.11 --universal requirements/$$group.in -o requirements/$$group.txt; \
	done

app-environment:
	@$(BOOTSTRAP) app

test-environment:
	@$(BOOTSTRAP) test
