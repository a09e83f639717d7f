# Everything a person types. A python3 >= 3.11 and make are all it asks for;
# scripts/prepare.py makes the environment and says, in French, what is missing.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

# Two cores are the machine the project is measured on; the tests of a file stay together on one.
WORKERS ?= 3
TESTS ?=
PREPARE := command -v $(PYTHON) >/dev/null || { echo "Python 3.11 ou plus récent est nécessaire : installez-le (paquet python3), puis relancez." >&2; exit 1; }; $(PYTHON) scripts/prepare.py
CHECKED := ctg_tracking dashboard.py pages tests benchmarks scripts

.PHONY: help run setup test check format bench lock build clean

help: ## Cette aide
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/'

run: ## Prépare l'environnement, le magasin et la démonstration, puis sert l'application
	@$(PREPARE) app
	@$(BIN)/ctg-tracking serve --demo

setup: ## Installe l'environnement de développement (dépendances verrouillées)
	@$(PREPARE) dev

test: ## Installe ce dont les tests ont besoin (PostgreSQL, Chromium), puis les lance tous
	@$(PREPARE) dev
	@$(PREPARE) browser
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(TESTS)

check: setup ## Style, types, sens des imports, dépendances
	@status=0; \
	for tool in "ruff check ." "ruff format --check ." "mypy $(CHECKED)" "lint-imports --no-logo" "deptry ."; do \
		echo "$$tool"; $(BIN)/$$tool || status=1; \
	done; \
	exit $$status

format: setup ## Remet le code en forme
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## Mesure les performances annoncées
	@$(BIN)/python -m benchmarks

lock: setup ## Reverrouille les dépendances d'après pyproject.toml
	@$(BIN)/python scripts/lock.py

build: setup ## Construit la roue dans dist/
	@$(BIN)/hatchling build -t wheel

clean: ## Efface l'environnement et les caches, jamais le magasin (var/)
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
