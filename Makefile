# Two commands on a fresh machine: `make demo` and `make test`. Everything they need is installed into .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: demo test docs lint types unit setup clean

demo: setup
	@$(BIN)/govpagecheck check fixtures/press-release -p us-federal --today 2026-06-01 --fail-on never -o text -o json=demo-report.json
	@echo "The same report as JSON: demo-report.json"

test: lint types unit

docs: setup
	$(BIN)/govpagecheck rules docs docs/rules

lint: setup
	$(BIN)/ruff check src tests rules
	$(BIN)/ruff format --check --quiet src tests rules

types: setup
	$(BIN)/mypy

unit: setup
	$(BIN)/python -m pytest

setup: $(VENV)/installed

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("govpagecheck needs Python 3.11 or later; run: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) docs/rules demo-report.json dist .mypy_cache .ruff_cache .pytest_cache
