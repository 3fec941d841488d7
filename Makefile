# Two commands set up everything by themselves: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/
READY := $(VENV)/.ready
TRAIN_READY := $(VENV)/.train-ready
EXTENSION := vscode-ext
NODE := PATH="$(abspath $(VENV))/bin:$$PATH"
NPM := $(NODE) npm --prefix $(EXTENSION)
EXTENSION_READY := $(EXTENSION)/node_modules/.package-lock.json
E2E := $(EXTENSION)/e2e
E2E_READY := $(E2E)/node_modules/.package-lock.json
# How often `make vscode-test` runs the browser suite in a row.
RUNS ?= 1

.PHONY: demo test check fix bench grammar packs designs eval-selftest train-smoke build vsix vscode-test vscode-smoke vscode-bench pictures clean
.DEFAULT_GOAL := demo

demo: $(READY)  ## Completes a real timing project through the language server, with the embedded model.
	@bash .ci/packages.sh
	@$(RUN)python examples/demo.py

test: $(TRAIN_READY) $(EXTENSION_READY) $(E2E_READY)  ## Runs all tests; brings the Debian packages they need where it may.
	@PYTHON=$(RUN)python bash .ci/packages.sh
	@$(NPM) test --silent
	@$(RUN)pytest

check: $(TRAIN_READY) $(EXTENSION_READY) $(E2E_READY)  ## Format, lint, types and layers.
	@$(RUN)ruff check && $(RUN)ruff format --check && $(RUN)mypy && $(RUN)lint-imports
	@$(NPM) run --silent check

fix: $(READY) $(EXTENSION_READY)  ## Formats and mends what can be mended.
	@$(RUN)ruff check --fix && $(RUN)ruff format
	@$(NPM) run --silent fix

bench: $(READY)  ## Measures; the last line is one JSON object.
	@bash .ci/packages.sh
	@$(RUN)python tests/bench/run.py

grammar:  ## Regenerates the Tcl parser from grammar.js; needs tree-sitter-cli (Debian) and node.
	@bash grammars/generate.sh

packs: $(READY)  ## Makes the shipped packs anew from the facts beside the repository.
	@$(RUN)python codegen/packs/make_packs.py

designs: $(READY)  ## Makes the netlists, reports and layouts of evals/designs anew, with yosys, OpenSTA and KLayout.
	@PYTHON=$(abspath $(RUN))/python bash evals/designs/make.sh

eval-selftest: $(READY)  ## Tries the graders of the executed tasks; `make test` does so too.
	@bash .ci/packages.sh
	@$(RUN)edascribe-evals selftest

train-smoke: $(TRAIN_READY)  ## Makes a tiny domain model, the whole way; `make test` does so too.
	@$(RUN)edascribe-training smoke

build: $(READY) vsix  ## Builds the source distribution, the wheel and the VS Code extension into dist/.
	@$(RUN)python -m build --outdir dist

vsix: $(EXTENSION_READY)  ## Builds the VS Code extension alone.
	@mkdir -p dist
	@$(NPM) run --silent package

vscode-test: vsix $(E2E_READY)  ## Tests the extension in real VS Codes, the newest and the oldest; RUNS=20 for twenty runs in a row.
	@PYTHON=$(RUN)python bash .ci/packages.sh
	@$(NODE) node $(E2E)/run.ts $(RUNS)

vscode-smoke: vsix $(E2E_READY)  ## The part of it that `make test` runs: one ghost text, one generated script.
	@$(NODE) npx --prefix $(E2E) playwright test --config $(E2E) --project=newest --grep=@smoke

pictures: vsix $(E2E_READY)  ## Makes the pictures of the extension's README and walkthrough anew; look at them.
	@bash $(EXTENSION)/media/icon.sh
	@$(NODE) npx --prefix $(E2E) playwright test --config $(E2E)/pictures.config.ts
	@$(RUN)python $(EXTENSION)/media/palette.py $(filter-out %/icon.png,$(wildcard $(EXTENSION)/media/*.png))

vscode-bench: vsix $(E2E_READY)  ## Measures the extension in a real VS Code; the last line is one JSON object.
	@PYTHON=$(RUN)python bash .ci/packages.sh
	@$(NODE) npx --prefix $(E2E) playwright test --config $(E2E)/bench.config.ts
	@cat build/vscode-test/bench.json

clean:  ## Removes what the other targets made.
	rm -rf $(VENV) dist build $(EXTENSION)/dist $(EXTENSION)/node_modules $(E2E)/node_modules

# The environment is made anew when the project's metadata or its C sources change.
$(READY): pyproject.toml hatch_build.py $(shell find grammars/tcl -name "*.[ch]")
	@bash .ci/environment.sh "$(PYTHON)" "$(VENV)"
	@touch $@

# What training needs is a gigabyte, which nobody wants who does not train or test. This PyTorch is a CPU build where the index has
# one: it is asked for by itself, since the extra's range takes the newest, with CUDA.
$(TRAIN_READY): $(READY)
	@echo "Installing what training needs into $(VENV)"
	@$(RUN)python -m pip install --quiet --progress-bar off 'torch==2.13.0'
	@$(RUN)python -m pip install --quiet --progress-bar off -e '.[train]'
	@touch $@

$(EXTENSION_READY): $(READY) $(EXTENSION)/package-lock.json
	@$(NPM) ci --no-progress
	@touch $@

$(E2E_READY): $(READY) $(E2E)/package-lock.json
	@$(NODE) npm --prefix $(E2E) ci --no-progress
	@touch $@
