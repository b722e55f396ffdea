# make serve: the site on http://127.0.0.1:8000, rebuilt when data or pages change
# make test:  all tests, those in a real browser included
# make test-code: runs the code examples with the frameworks (4 GB)
# make build: the site into site/, strict          make check: the data alone
# make schema: what editors know of the data        make links-external: tries all addresses that the data cites
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

CODE := .venv-code
.PHONY: serve test test-code fuzz refresh-code bench-search build build-today bench check new diff plain zensical schema addresses weight links-external links-issue lock browser clean

# Not strict: a warning is told here, and the page shows all the same.
serve: $(VENV)/ready
	$(RUN)/mkdocs serve --dev-addr 127.0.0.1:8000

test: $(VENV)/ready browser
	$(RUN)/pytest

test-code: $(VENV)/ready $(CODE)/ready
	$(RUN)/pytest -m code

# The newest releases that this machine is offered: set up anew, run everything, keep what it prints, show what changed.
# Where PyTorch has builds for CPUs of their own, pip's own settings say where (PIP_EXTRA_INDEX_URL, PIP_FIND_LINKS).
refresh-code: $(VENV)/ready
	@./setup.sh venv $(PYTHON) $(CODE)
	$(RUN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['optional-dependencies']['code'], sep='\n')" | $(CODE)/bin/pip install --quiet --disable-pip-version-check --requirement /dev/stdin
	$(CODE)/bin/pip list --format=freeze --exclude pip --exclude setuptools | sed 's/+[^ ]*$$//' > requirements-code.lock
	@touch $(CODE)/ready
	$(RUN)/python -m tests.examples $(CODE)/bin/python
	@git --no-pager diff --stat -- docs/code requirements-code.lock
	@git --no-pager diff --unified=0 -- docs/code requirements-code.lock

$(CODE)/ready: requirements-code.lock
	@./setup.sh venv $(PYTHON) $(CODE)
	$(CODE)/bin/pip install --quiet --disable-pip-version-check --requirement requirements-code.lock
	@touch $@

# From the last key to the results, at today's size and at ten times the data.
bench-search: $(VENV)/ready browser
	$(RUN)/python -m tests.bench_search

# How long a build takes: beside the same pages without macros, under Zensical, and with ten times the data (half an hour).
bench: $(VENV)/ready
	$(RUN)/python -m tests.bench

build: $(VENV)/ready
	SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)} $(RUN)/mkdocs build --strict

# As it is published: seen from today, so that ages are right.
build-today:
	$(MAKE) build SOURCE_DATE_EPOCH=$$(date +%s)

check: $(VENV)/ready
	$(RUN)/python -m macros check

# Tries every address that leads out, with patience (minutes), and writes what it found; what is dead never fails.
links-external: $(VENV)/ready
	$(RUN)/python -m tests.external build/links.md

# Files that as one issue, or renews the one that is open, with the program gh.
links-issue: $(VENV)/ready
	$(RUN)/python -m tests.external --issue build/links.md

# Asks a few questions and writes a record: a claim, a finding, a tool, a topic and so on.
new: $(VENV)/ready
	@$(RUN)/python -m macros new

# What the data says now and did not say in another commit: `make diff COMMIT=v1`, or since this branch began.
diff: $(VENV)/ready
	@$(RUN)/python -m macros diff $(COMMIT)

# Random damage to the data, COUNT times: each ends in sound data or in a message at the place.
COUNT ?= 10000
SEED ?= 0
fuzz: $(VENV)/ready
	$(RUN)/python -m tests.fuzz $(COUNT) $(SEED)

# Adds what this state of the site publishes to the list of addresses that never die; it may lag behind.
addresses: build
	$(RUN)/python -m tests.addresses site

# What a visitor loads, beside the budgets.
weight: $(VENV)/ready
	$(RUN)/pytest -n 0 -s -q tests/test_weight.py -k budget

# The whole site as plain Markdown in build/plain, for an engine without macros and hooks, and built by Zensical.
plain: $(VENV)/ready
	rm -rf build/plain
	$(RUN)/python -m macros plain build/plain

zensical: plain
	cd build/plain && $(abspath $(RUN))/zensical build --strict
	$(RUN)/python -m macros export build/plain/site

# What editors know of the data's files, from the model; a test refuses one that is not current.
schema: $(VENV)/ready
	$(RUN)/python -m macros schema

# Set up: a virtual environment with exactly what the lock names.
$(VENV)/ready: requirements.lock
	@./setup.sh venv $(PYTHON) $(VENV)
	$(RUN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

browser: $(VENV)/ready
	@./setup.sh browser $(VENV)

# Newest versions that fit pyproject.toml, with hashes and without addresses.
lock: $(VENV)/ready
	$(RUN)/pip install --quiet uv
	$(RUN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --extra test --extra zensical pyproject.toml --output-file requirements.lock

# The picture that other sites show beside a link, from its drawing.
docs/assets/share.png: docs/assets/share.svg
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1200,630 --screenshot=$@ file://$(CURDIR)/$<

clean:
	rm -rf $(VENV) site build
