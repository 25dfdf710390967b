# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Everything here needs only Python 3.11 or later, make and git. PYTHON=... chooses the Python; ARGS=... goes to nox.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
RUN = @$(or $(PYTHON),$(error no Python 3.11 or later found: set PYTHON)) tests/tools/run.py

.DEFAULT_GOAL := help
.PHONY: help demo docs test test-quick test-matrix fuzz bench release-check format nox clean

help: ## Show the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do \
	printf '  make %-13s %s\n' "$$name" "$$text"; done

demo: ## Build and install the collection, and show it at work on the simulator
	$(RUN) demo

docs: ## Build the documentation's site below site/, and check its links
	$(RUN) nox --session docs-site

test: ## Run everything: units, integration, sanity, lint, documentation, Galaxy's check
	$(RUN) test

test-quick: ## Run what is fast: ruff, mypy, the unit tests of components and modules
	$(RUN) quick

test-matrix: ## Run ansible-test for each ansible-core from 2.16 to 2.21 (CORES="2.16 2.21" for some)
	$(RUN) matrix $(CORES)

fuzz: export BOOMI_FUZZ_CASES := $(or $(CASES),20000)
fuzz: ## Try 20,000 cases each of hostile responses, query expressions, and options (CASES=1000 for fewer)
	$(RUN) nox --session units -- tests/unit/security

bench: ## Measure calls, seconds, and memory, compared with other ways to do the same (ARGS="--quick --json FILE")
	$(RUN) nox --session bench -- $(ARGS)

# The keys of the caller, whose home directory the sessions do not see.
release-check: export GNUPGHOME := $(or $(GNUPGHOME),$(HOME)/.gnupg)
release-check: ## Build and check what a release consists of (RELEASE_KEY=KEY signs it with gpg)
	$(RUN) nox --session license-check changelog release-check

format: ## Format the Python code
	$(RUN) nox --session formatters

nox: ## Run nox: ARGS="--list", ARGS="--session units -- -k name"
	$(RUN) nox $(ARGS)

clean: ## Remove what the other targets have made
	rm -rf .ansible .cache .hypothesis .mypy_cache .nox .pytest_cache .ruff_cache site tests/integration/inventory tests/output
	rm -f .coverage changelogs/.plugin-cache.yaml community-boomi-*.tar.gz
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
