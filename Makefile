# make demo    score the example, write reports, say where         make quick   the core of the tests, while you work
# make test    all tests                                           make coverage  all tests, and the lines they leave out
# make check   what else a change must pass                        make docs    write the generated pages anew
# make examples  make the example sheets anew                      make wheel   build the wheel
# make pictures  make the pictures of reports anew, docs/images
# make bench   time and memory beside other ways and targets; SHEETS=10000 LARGEST=100000 for the whole table
# make audit   known weaknesses of what is locked              make lock    lock the newest versions
# make fuzz    spoiled sheets against the reader; SECONDS=120 SEED=1
.PHONY: demo quick test coverage check docs examples pictures bench fuzz audit lock wheel clean
.DEFAULT_GOAL := demo

PYTHON ?= python3
SHEETS ?= 2000
LARGEST ?= $(SHEETS)
SECONDS ?= 120
SEED ?= 1
VENV   ?= .venv
BIN    := $(VENV)/bin
# A process a processor; one that has no test left takes some from another.
PYTEST := $(BIN)/python -m pytest --numprocesses=auto --dist=worksteal
# As gkpg itself has it: openpyxl writes other bytes where lxml is installed, as it is for the tests.
export OPENPYXL_LXML := False

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# Each mark says that its requirements are installed; it is older than pyproject.toml when they changed.
$(VENV)/.run: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.run

# The example has a missing sheet and an open dispute on purpose: exit status 1 says that there are findings.
demo: $(VENV)/.run
	@mkdir -p demo
	$(BIN)/gkpg validate rubric rubrics > demo/rubrics.txt
	$(BIN)/gkpg status --assessment examples/shanghai-2022 --on 2022-12-05 > demo/status.txt || [ $$? -eq 1 ]
	$(BIN)/gkpg score --assessment examples/shanghai-2022 --output demo/result.sqlite || [ $$? -eq 1 ]
	$(BIN)/gkpg report demo/result.sqlite --output demo/report.xlsx
	$(BIN)/gkpg report demo/result.sqlite --output demo/report.html
	$(BIN)/gkpg report demo/result.sqlite --output demo/notice.docx
	@printf '\n%s\n' 'To look at: demo/report.xlsx (workbook), demo/report.html (page), demo/notice.docx (notice)'

quick: $(VENV)/.dev
	$(PYTEST) -m 'not slow'

test: $(VENV)/.dev
	$(PYTEST)

# Apart from `make test`, for it takes twice as long.
coverage: $(VENV)/.dev
	$(PYTEST) --cov --cov-report=term:skip-covered

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/gkpg validate rubric rubrics > /dev/null
	$(BIN)/gkpg fmt --check rubrics examples/shanghai-2022 src/gkpg/round/start src/gkpg/round/start_en

docs: $(VENV)/.dev
	$(BIN)/python tools/make_docs.py

examples: $(VENV)/.dev
	$(BIN)/python examples/make_examples.py
	$(BIN)/python tools/make_docs.py

# Needs LibreOffice, pdftoppm and Chromium.
pictures: $(VENV)/.dev
	$(BIN)/python tools/make_screenshots.py

bench: $(VENV)/.run
	$(BIN)/python benchmarks/bench.py $(SHEETS) $(LARGEST)

fuzz: $(VENV)/.dev
	$(BIN)/python -m tools.fuzz --seconds $(SECONDS) --seed $(SEED)

# Apart from what is tested: it must not change what that needs. Without a network it says that it was not done.
audit: | $(BIN)/python
	-$(BIN)/python -m venv $(VENV)/audit && $(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(VENV)/audit/bin/python tools/audit.py

# The index that pip is set to use is asked, and not written down.
lock: | $(BIN)/python
	$(BIN)/python -m venv $(VENV)/lock && $(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	{ head -2 requirements.lock; $(VENV)/lock/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet; } > $(VENV)/requirements.lock
	mv $(VENV)/requirements.lock requirements.lock

wheel: $(VENV)/.dev
	$(BIN)/python -m build

clean:
	rm -rf $(VENV) demo dist build .mypy_cache .pytest_cache .ruff_cache .coverage .hypothesis .import_linter_cache fuzz-kept
