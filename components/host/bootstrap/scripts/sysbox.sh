#!/bin/bash
# Part of set-up: Sysbox, as its makers packaged it. [github.com/nestybox/sysbox: releases; docs/user-guide/install-package.md]

sysbox() {
  ! command -v sysbox-runc || return 0
  local arch deb=/tmp/sysbox.deb sum
  arch=$(dpkg --print-architecture)
  [ "$arch" = amd64 ] && sum=$SYSBOX_SHA256_AMD64 || sum=$SYSBOX_SHA256_ARM64
  until_works 120 curl -fsSL --max-time 300 -o "$deb" \
    "https://downloads.nestybox.com/sysbox/releases/v$SYSBOX_VERSION/sysbox-ce_$SYSBOX_VERSION-0.linux_$arch.deb"
  echo "$sum  $deb" | sha256sum --check
  until_works 120 apt-get install -y -qq -o DPkg::Lock::Timeout=300 "$deb"
}
