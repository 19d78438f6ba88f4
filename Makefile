# Two commands do everything on a fresh machine: make demo, make test.
.PHONY: demo test bench build clean

demo: build
	@scripts/demo.sh

test: build
	@scripts/install-test-tools.sh
	@npm test --silent

bench: build
	@npm run bench --silent

build: node_modules
	@npm run build --silent

node_modules: package-lock.json
	@npm ci --silent --no-fund --no-audit
	@touch node_modules

clean:
	rm -rf dist .appia node_modules
