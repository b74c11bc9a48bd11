# Set up, run and test with nothing but Python 3.11+ and make. `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8501
JOBS ?= 2
ARTICLES ?= articles
READING ?= ../shared/reading
CLAIMS ?= ../shared/claims
MUTANTS ?= 12
SEED ?= 1
INSTALL = $(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --constraint constraints.txt

# Every test process and server would compile all it imports, again and again, where this is set.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test setup lint types data verify scores browser proxy pytest format messages bench fuzz mutants requirements audit-deps licences sbom build smoke clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; set PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing into $(VENV); this takes some minutes"
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing into $(VENV); this takes some minutes"
	$(INSTALL) --editable '.[test]'
	@touch $@ $(VENV)/.run

run: $(VENV)/.run ## set up and serve the dashboard on http://127.0.0.1:8501
	$(BIN)/indicators serve --host $(HOST) --port $(PORT)

test: lint types data pytest ## set up and run every check and test, the browser tests included

setup: $(VENV)/.test ## install everything for development

lint: $(VENV)/.test ## style, likely mistakes, and imports that run the wrong way
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: $(VENV)/.test ## static types
	$(BIN)/mypy

data: $(VENV)/.test ## the dataset has no faults
	$(BIN)/indicators check data/indicators.yaml

verify: $(VENV)/.test ## every figure stands where it was printed, and every printed number is covered (ARTICLES=folder)
	$(BIN)/indicators verify --articles $(ARTICLES) --uncovered

scores: $(VENV)/.test ## how well annotated texts are read (READING=folder with texts/, gold/ and score.py) and claims checked (CLAIMS=folder)
	@folder=$$(mktemp -d) && for text in $(READING)/texts/*.txt; do \
	  $(BIN)/indicators read "$$text" --format jsonl 2>/dev/null > "$$folder/$$(basename "$$text" .txt).jsonl"; done; \
	  $(BIN)/python $(READING)/score.py "$$folder" --fold qualifier:range=between; rm -r "$$folder"
	@if [ -f $(CLAIMS)/dev.jsonl ]; then $(BIN)/indicators factcheck --passages $(CLAIMS)/dev.jsonl \
	  | $(BIN)/python $(CLAIMS)/score_claims.py $(CLAIMS)/dev.jsonl - --by-language; fi

browser: $(VENV)/.test
	@$(BIN)/python tests/browser/chromium.py

proxy: $(VENV)/.test
	@$(BIN)/python tests/deploy/tools.py

pytest: $(VENV)/.test browser proxy
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

format: $(VENV)/.test ## rewrite code in the project's style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: $(VENV)/.test ## extract messages and update the translations
	$(BIN)/pybabel --quiet extract --no-location --sort-output --omit-header -k gettext_noop -k say -k plural:1,2 -o locale/indicators.pot indicators pages
	$(BIN)/pybabel --quiet update --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -D indicators -i locale/indicators.pot -d locale

fuzz: $(VENV)/.test ## break data files at random for a quarter of an hour
	INDICATORS_FUZZ=long nice -n 19 $(BIN)/python -m pytest tests/test_fuzz.py -q

mutants: $(VENV)/.test ## harm the code in small ways and list what no test notices (AREAS="text api" MUTANTS=12 SEED=1)
	nice -n 19 $(BIN)/python -m tests.mutants --seed $(SEED) --each $(MUTANTS) --jobs $(JOBS) $(AREAS)

$(VENV)/tools/.done: deploy/supply-tools.txt | $(BIN)/python
	$(PYTHON) -m venv $(VENV)/tools
	$(VENV)/tools/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --requirement deploy/supply-tools.txt
	@touch $@

# One list fits CPython 3.11 to 3.14 on Linux, x86_64 and aarch64: the same packages serve on all, and a
# package's hashes are those of all its files.
LOCK = $(VENV)/tools/bin/uv pip compile --no-config --quiet --upgrade --constraint constraints.txt --generate-hashes --only-binary :all: \
  --python-version 3.11 --python-platform linux --no-annotate --no-header --no-emit-index-url

requirements: $(VENV)/tools/.done ## write the pins of the container with the hashes of their files (needs the network)
	$(LOCK) --output-file deploy/requirements.txt pyproject.toml
	$(PYTHON) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' \
	  | $(LOCK) --output-file deploy/build-requirements.txt -

audit-deps: $(VENV)/tools/.done ## ask the public list of known vulnerabilities for every pinned package (needs the network)
	$(VENV)/tools/bin/pip-audit --strict --no-deps --disable-pip --requirement constraints.txt

licences: $(VENV)/.test ## list the licences of what is installed with the product
	$(BIN)/python deploy/supply.py > deploy/licences.md

sbom: $(VENV)/tools/.done ## write dist/sbom.cdx.json, the bill of materials of what serves
	rm -rf $(VENV)/shipped && mkdir -p dist && $(PYTHON) -m venv --without-pip $(VENV)/shipped
	$(BIN)/python -m pip --python $(VENV)/shipped/bin/python install --quiet --no-compile --disable-pip-version-check --constraint constraints.txt .
	$(VENV)/tools/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --validate --output-file dist/sbom.cdx.json $(VENV)/shipped/bin/python

build: $(VENV)/.test ## build the wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

smoke: build ## install the wheel away from the checkout and use it: check, export, serve
	$(BIN)/python .ci/smoke.py dist

bench: $(VENV)/.test browser ## time the dashboard against a bare Streamlit page, a static page and pages of other tools, in tables of ratios
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.first_view
	$(INSTALL) --editable ".[bench]"
	$(BIN)/python -m benchmarks.peers

clean: ## remove what the targets made
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
