# Names for what scripts/ does; nothing here is needed on a machine without make.
SHELL := /usr/bin/env bash
MAIL ?=
INCIDENTS ?=
SCORE ?=
ARGS ?= --help

.PHONY: build test check format demo run bench score

build: ## the program, release
	source scripts/setup && candor_setup && "$${candor_release[@]}" --product candor

test: ## every test
	scripts/test

check: ## what CI runs
	.ci/run

format: ## the sources in the house's layout
	swift format format -i -r Package.swift Sources Tests

demo: ## the invented incident, investigated
	scripts/demo

run: build ## make run ARGS="investigate FOLDER"
	"$$(swift build -c release --show-bin-path)/candor" $(ARGS)

bench: ## make bench [MAIL=folder]: speed, beside other programs
	scripts/bench $(if $(MAIL),"$(MAIL)")

score: ## make score INCIDENTS=folder MAIL=folder: findings held against the known truth
	SCORE="$(SCORE)" scripts/score $(if $(INCIDENTS),--incidents "$(INCIDENTS)") $(if $(MAIL),--mail "$(MAIL)")
