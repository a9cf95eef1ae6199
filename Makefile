# Two commands on a fresh machine: `make demo` and `make test`. Everything they need is installed into .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: demo test test-browser test-servers test-integrations test-spark bench docs lint types unit setup clean

demo: setup
	@$(BIN)/govpagecheck check fixtures/press-release -p us-federal --today 2026-06-01 --fail-on never -o text -o json=demo-report.json
	@echo "The same report as JSON: demo-report.json"

test: lint types unit

# The HTML report in headless Chromium. GOVPAGECHECK_PICTURES=FOLDER keeps the screenshots.
test-browser: .cache/browser/installed
	$(BIN)/python -m pytest tests/browser

# What is fetched and captured, from nginx and by wget on loopback.
test-servers: .cache/servers/installed
	GOVPAGECHECK_SERVERS=1 $(BIN)/python -m pytest tests/servers

# pre-commit, the steps of the GitHub Action and the Dockerfile's build, run for real; they install this checkout several times.
test-integrations: .cache/integrations/installed
	$(BIN)/python -m pytest tests/integrations

# Pages judged on Spark, two tasks at a time, beside the command line.
test-spark: .cache/spark/installed
	$(BIN)/python -m pytest tests/spark

# Speed and memory beside the peers, which are installed into .cache/bench; about a quarter of an hour, on a machine that does nothing else.
# PAGES=FOLDER takes real pages, SAMPLE=N that many of them, BENCH holds other options: docs/benchmarks.md.
bench: setup
	$(BIN)/python -m benchmarks --readme README.md $(if $(PAGES),--pages $(PAGES)) $(if $(SAMPLE),--sample $(SAMPLE)) $(BENCH)

docs: setup
	$(BIN)/govpagecheck rules docs docs/rules

lint: setup
	$(BIN)/ruff check src tests rules benchmarks docs/recipes
	$(BIN)/ruff format --check --quiet src tests rules benchmarks docs/recipes

types: setup
	$(BIN)/mypy

unit: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile

setup: $(VENV)/installed

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("govpagecheck needs Python 3.11 or later; run: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

.cache/browser/installed: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,browser]'
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || \
	  { [ "$$(id -u)" = 0 ] || { echo "test-browser needs Debian's packages chromium and chromium-driver, and root to install them"; exit 1; }; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium chromium-driver fonts-dejavu-core; }
	npm install --silent --no-audit --no-fund --no-save --no-package-lock --prefix .cache/browser axe-core@4.14.1
	touch $@

.cache/servers/installed: $(VENV)/installed
	@{ command -v nginx || [ -x /usr/sbin/nginx ]; } >/dev/null && command -v wget >/dev/null || \
	  { [ "$$(id -u)" = 0 ] || { echo "test-servers needs Debian's packages nginx and wget, and root to install them"; exit 1; }; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx wget; }
	mkdir -p $(@D)
	touch $@

.cache/integrations/installed: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,integrations]'
	mkdir -p $(@D)
	touch $@

.cache/spark/installed: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,spark]' fsspec
	@command -v java >/dev/null || \
	  { [ "$$(id -u)" = 0 ] || { echo "test-spark needs Debian's package default-jre-headless, and root to install it"; exit 1; }; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends default-jre-headless; }
	mkdir -p $(@D)
	touch $@

clean:
	rm -rf $(VENV) .cache docs/rules demo-report.json dist .mypy_cache .ruff_cache .pytest_cache
