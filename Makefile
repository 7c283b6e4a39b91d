# Dân Vận: the few commands of everyday work. `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
PIP = .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
	$(if $(wildcard wheels),--no-index --find-links wheels)

.PHONY: help run setup test test-full check

help:
	@echo "make run        chạy thử tại http://127.0.0.1:8000 (PORT=, DANVAN_DATA= đổi cổng và nơi giữ dữ liệu)"
	@echo "make setup      chỉ cài đặt"
	@echo "make test       kiểm thử trên SQLite và PostgreSQL"
	@echo "make test-full  kiểm thử cả phần chậm"
	@echo "make check      kiểm tra mã nguồn"

run: setup
	@DANVAN_DEMO=on exec .venv/bin/python manage.py serve --port $(PORT)

setup: .venv/prod.installed
	@PYTHON="$(PYTHON)" .ci/debian-packages requirements/debian.txt

test: .venv/dev.installed
	@.ci/test

test-full: .venv/dev.installed
	@.ci/test -m ""

check: .venv/dev.installed
	@.ci/check

.venv/bin/python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" \
		|| { echo "Cần Python 3.11 trở lên. Chỉ rõ: make PYTHON=/duong/dan/python3.11 …"; exit 1; }
	@PYTHON="$(PYTHON)" .ci/debian-packages requirements/debian.txt
	@$(PYTHON) -m venv .venv

.venv/prod.installed: requirements/prod.txt | .venv/bin/python
	@echo "Đang cài thư viện Python…"
	@$(PIP) -r requirements/prod.txt
	@touch $@

.venv/dev.installed: requirements/dev.txt | .venv/prod.installed
	@.ci/debian-packages requirements/debian.txt requirements/debian-test.txt
	@echo "Đang cài công cụ kiểm thử…"
	@$(PIP) -r requirements/dev.txt
	@touch $@
