# Two commands do everything on a fresh machine: make demo, make test.
.PHONY: demo test bench build clean test-etcd-connectivity test-hot-reload test-encryption-pipeline

demo: build
	@scripts/demo.sh

test: build
	@scripts/install-test-tools.sh
	@npm test --silent

# The whole of ML Defender on this machine: etcd, components in C++, XDP, ZeroMQ and nftables.
test-etcd-connectivity test-hot-reload test-encryption-pipeline: build
	@scripts/install-test-tools.sh
	@APPIA_REQUIRED_GROUPS=acceptance APPIA_ROTATIONS=20 npm test --silent -- test/e2e/acceptance/$(@:test-%=%)

bench: build
	@npm run bench --silent

build: node_modules
	@npm run build --silent

node_modules: package-lock.json
	@npm ci --silent --no-fund --no-audit
	@touch node_modules

clean:
	rm -rf dist .appia node_modules
