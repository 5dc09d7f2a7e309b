module testbed.invalid/proxy

go 1.26.3
