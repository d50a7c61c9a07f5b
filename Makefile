# The commands of the project. `make run` is enough to look at it, `make test` to trust it.
#
#   make run            sets everything up, loads the demo and serves it on http://127.0.0.1:8000/ (PORT=… changes the port)
#   make setup          the same without serving
#   make test           the whole test suite on SQLite (make test PYTEST_ARGS="tests/plans/test_models.py -n 0" for a part of it)
#   make test-postgres  the same suite on PostgreSQL (TEST_DATABASE_URL, by default postgresql://postgres@127.0.0.1:5432)
#   make test-bare      the README's two commands on a bare Debian, made in a folder and taken away again (root)
#   make lint           style, import floors, forgotten migrations, production settings
#   make format         puts code and templates into shape
#   make bench          measures pages and the PDF
#   make messages       compiles pmp/common/locale/lv/LC_MESSAGES/django.po
#   make lock           writes requirements.txt and requirements-dev.txt anew from pyproject.toml

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
# What .venv is made with: the system's own Python where it is new enough, since its packages fit it.
SYSTEM_PYTHON ?= $(shell for python in /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v "$$python" && break; done)
TEST_DATABASE_URL ?= postgresql://postgres@127.0.0.1:5432
PYTEST_ARGS ?= -n auto --maxprocesses 8
PIP_INSTALL := $(PYTHON) -m pip install -qq --disable-pip-version-check --root-user-action ignore
TEMPLATES = $(shell find . -path '*/templates/*' -name '*.html' -not -path './.venv/*' -not -path './var/*')
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --quiet

.PHONY: help run setup test test-postgres test-bare test-system lint format bench messages lock system

help:
	@sed -n 's/^#   //p' Makefile

run: setup
	@printf '\n  Atveriet http://127.0.0.1:%s/  (apturēt: Ctrl+C)\n\n' '$(PORT)'
	@$(PYTHON) manage.py pdf_worker --with-parent & \
		DJANGO_RUNSERVER_HIDE_WARNING=true exec $(PYTHON) manage.py runserver --verbosity 0 127.0.0.1:$(PORT)

setup: system $(VENV)/.installed
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py load_demo

test: test-system $(VENV)/.installed-dev
	@CHROMIUM="$${CHROMIUM-$$(.ci/chromium)}" TEST_DATABASE_URL= $(PYTHON) -m pytest $(PYTEST_ARGS)

test-postgres: test-system $(VENV)/.installed-dev
	@.ci/postgresql '$(TEST_DATABASE_URL)'
	@CHROMIUM="$${CHROMIUM-$$(.ci/chromium)}" TEST_DATABASE_URL='$(TEST_DATABASE_URL)' $(PYTHON) -m pytest $(PYTEST_ARGS)

lint: system $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djade --target-version 5.2 --check $(TEMPLATES)
	@$(BIN)/lint-imports --verbose >$(VENV)/lint-imports.log || { cat $(VENV)/lint-imports.log; exit 1; }
	@$(PYTHON) manage.py makemigrations --check --dry-run
	@.ci/check-production

format: $(VENV)/.installed-dev
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .
	@$(BIN)/djade --target-version 5.2 $(TEMPLATES)

bench: test-system $(VENV)/.installed-dev
	@CHROMIUM="$${CHROMIUM-$$(.ci/chromium)}" $(PYTHON) -m tests.bench

messages: $(VENV)/.installed
	@.ci/need gettext
	@cd pmp/common && ../../$(PYTHON) ../../manage.py compilemessages --locale lv

lock: $(PYTHON)
	@$(PIP_INSTALL) uv
	@$(COMPILE) --output-file requirements.txt
	@$(COMPILE) --extra dev --output-file requirements-dev.txt

# What Python packages cannot bring: Pango, and the fonts that documents are printed with.
system:
	@.ci/need libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation fonts-dejavu-core

# What the tests need besides: Playwright's own Node wants libatomic, the HTML checker Java.
test-system: system
	@.ci/need libatomic1 default-jre-headless

test-bare:
	@.ci/bare

$(PYTHON):
	@if [ -z '$(SYSTEM_PYTHON)' ]; then echo 'Python 3.11 or newer is needed.' >&2; exit 1; fi
	@$(SYSTEM_PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		.ci/need "python$$($(SYSTEM_PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
	@$(SYSTEM_PYTHON) -m venv --clear $(VENV)

# Stamps: what is installed already is not looked at again until the list of packages changes.
$(VENV)/.installed: requirements.txt | $(PYTHON)
	@echo 'Installing Python packages …'
	@$(PIP_INSTALL) --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt | $(PYTHON)
	@echo 'Installing Python packages for the tests …'
	@$(PIP_INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.installed
