# make demo    set up and draft a paper from the sample notices into out/
# make test    set up and run every test
# make check   lint, format, types
# make fix     mend what lint and format can mend
# make pages   write the pages about the rules anew
# make readme  take the excerpts of the READMEs anew
# make bench   time what a user waits for
# make clean   forget everything made here
#
# Paths are relative throughout, so that a folder with spaces or Han characters in its name works.

PYTHON ?= python3
PY := .venv/bin/python
DRAFTKIT := $(PY) -m draftkit
REQUEST ?= examples/gongzuoyaodian.yaml
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# A library that tries to fetch something fails at once instead of hanging on an intranet.
export HF_HUB_OFFLINE := 1

.PHONY: demo test check fix pages readme bench clean venv venv-dev

demo: venv
	@rm -rf out/demo && mkdir -p out
	@echo "1/3  Reading the sample notices of corpus/ into a workspace of their own, out/demo"
	@$(DRAFTKIT) ingest --workspace out/demo corpus
	@echo "2/3  Drafting from $(REQUEST), without a model and without a network"
	@$(DRAFTKIT) draft --workspace out/demo --no-model -r $(REQUEST) -o out/draft.docx --report out/report.html
	@echo "3/3  Done. Open these two:"
	@echo "       out/draft.docx    the draft as a Word file, every open place marked"
	@echo "       out/report.html   what a reviewer should look at, and where each sentence is from"
	@echo "     Your own notices:   .venv/bin/draftkit init my-office   (then see README.md)"

test: venv-dev
	PYTHONWARNDEFAULTENCODING=1 $(PY) -m pytest

check: venv-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

fix: venv-dev
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

pages: venv
	$(PY) scripts/rule_pages.py

readme: venv
	$(PY) scripts/refresh_readme.py

bench: venv-dev
	$(PY) benchmarks/timing.py

clean:
	rm -rf .venv out build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache

venv: .venv/.installed
venv-dev: .venv/.installed-dev

# pip of Debian 12 crashes on some resolutions, so it is replaced first, at a pinned version; the
# build tools come from constraints.txt too, which is why the build is not isolated.
.venv/.pip: constraints.txt
	@echo "Setting up .venv (about a minute the first time)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "draftkit needs Python 3.11 or newer; name one with PYTHON=..." >&2; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv .venv || \
	  { echo "No venv module: on Debian, apt-get install python3-venv" >&2; exit 1; }
	@$(PY) -m pip install -qq --constraint constraints.txt --upgrade pip
	@$(PY) -m pip install -qq --constraint constraints.txt --upgrade setuptools wheel
	@touch $@

.venv/.installed: .venv/.pip pyproject.toml constraints.txt
	@$(PY) -m pip install -qq --no-build-isolation --constraint constraints.txt --editable .
	@touch $@

.venv/.installed-dev: .venv/.installed
	@$(PY) -m pip install -qq --no-build-isolation --constraint constraints.txt --editable '.[dev]'
	@touch $@
