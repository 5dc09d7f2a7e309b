#!/bin/bash
# Makes this machine a Docker host, step by step. Its unit runs it at the first start,
# and again until it succeeds; run once more, it changes nothing. One line a step is on the console, all of it in the log.
set -euo pipefail
folder=/usr/local/lib/jenkins-docker-host
. /etc/jenkins-docker-host/settings
log=/var/log/jenkins-docker-host.log
export DEBIAN_FRONTEND=noninteractive

say() { echo "jenkins-docker-host: $*" | tee -a "$log"; }

# until_works SECONDS COMMAND...: tries again, since a new machine's network and role take a while.
until_works() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 5
  done
}

install_packages() {
  until_works 300 apt-get update -qq -o APT::Update::Error-Mode=any -o Acquire::http::Timeout=20 -o DPkg::Lock::Timeout=300
  until_works 120 apt-get install -y -qq --no-install-recommends --no-upgrade -o DPkg::Lock::Timeout=300 "$@"
}

# shellcheck disable=SC2086 # a list
base_packages() {
  install_packages ca-certificates curl e2fsprogs $PACKAGES
  # Only for a company's own CAs: this takes seconds, and the package has done it for all others.
  ! compgen -G '/usr/local/share/ca-certificates/company-*.crt' >/dev/null || update-ca-certificates
}

# For an engine in a container that an ordinary user runs (dind.isolation: rootless). Ubuntu keeps user namespaces from such users.
# [documentation.ubuntu.com: AppArmor, "Restrict unprivileged user namespaces"]
user_namespaces() {
  local setting=kernel.apparmor_restrict_unprivileged_userns file=/etc/sysctl.d/60-jenkins-docker-host.conf
  [ -e "/proc/sys/${setting//.//}" ] || return 0
  echo "$setting = 0" >"$file"
  sysctl -q -p "$file"
}

data_disk() { [ -z "$DATA_DISK" ] || "$folder/data-disk"; }

# Before the package makes the group: its number is part of what containers are given.
docker_group() {
  [ "$(getent group docker | cut -d: -f3)" != "$DOCKER_GID" ] || return 0
  if getent group docker >/dev/null; then groupmod --gid "$DOCKER_GID" docker; else groupadd --gid "$DOCKER_GID" docker; fi
}

keys() { [ -z "$KEYS_PARAMETER" ] || until_works 300 "$folder/fetch-keys"; }

# Docker starts when all of its set-up is there, and not once before: an up would meet it between two starts. What this
# file says is asked by packages that start services. [Debian policy 9.3.3.1; invoke-rc.d: policy-rc.d]
policy=/usr/sbin/policy-rc.d
hold_docker_back() {
  [ -e $policy ] || install -m 0755 /dev/stdin $policy <<<$'#!/bin/sh\n# jenkins-docker-host\nexit 101'
}
let_docker_start() { ! grep -qs jenkins-docker-host $policy || rm $policy; }
trap let_docker_start EXIT

docker_packages() {
  local distribution
  hold_docker_back
  distribution=$(. /etc/os-release && echo "$ID")
  if [ "$ENGINE" = docker-ce ]; then
    install_packages gpg
    docker_repository "$distribution"
    install_packages docker-ce docker-ce-cli containerd.io
  elif [ "$distribution" = debian ]; then
    install_packages docker.io docker-cli
  else
    install_packages docker.io
  fi
}

# Docker's own packages; the version is pinned in /etc/apt/preferences.d. [docs.docker.com/engine/install/ubuntu, debian]
docker_repository() {
  local key=/etc/apt/keyrings/docker.asc url=https://download.docker.com/linux/$1
  install -d -m 0755 /etc/apt/keyrings
  until_works 120 curl -fsSL --max-time 60 -o "$key" "$url/gpg"
  gpg --show-keys --with-colons "$key" | grep -q '^fpr:.*:9DC858229FC7DD38854AE2D88D81803C0EBFCD88:' ||
    { echo "the key of $url is not Docker's" && return 1; }
  echo "deb [signed-by=$key] $url $(. /etc/os-release && echo "$VERSION_CODENAME") stable" >/etc/apt/sources.list.d/docker.list
}

# [github.com/nestybox/sysbox: releases; docs/user-guide/install-package.md]
sysbox() {
  [ -n "$SYSBOX_VERSION" ] && ! command -v sysbox-runc || return 0
  local arch deb=/tmp/sysbox.deb sum
  arch=$(dpkg --print-architecture)
  [ "$arch" = amd64 ] && sum=$SYSBOX_SHA256_AMD64 || sum=$SYSBOX_SHA256_ARM64
  until_works 120 curl -fsSL --max-time 300 -o "$deb" \
    "https://downloads.nestybox.com/sysbox/releases/v$SYSBOX_VERSION/sysbox-ce_$SYSBOX_VERSION-0.linux_$arch.deb"
  echo "$sum  $deb" | sha256sum --check
  until_works 120 apt-get install -y -qq -o DPkg::Lock::Timeout=300 "$deb"
}

# What Docker was last started with, and what it would be started with now.
applied=/var/lib/jenkins-docker-host.applied
settings_sum() {
  { find /etc/docker/daemon.json /etc/docker/tls /etc/systemd/system/docker.service.d -type f 2>/dev/null || true; } |
    sort | xargs sha256sum | sha256sum
}

# Restarted only for other settings or keys: a restart ends attached agents.
start_docker() {
  let_docker_start
  systemctl daemon-reload
  systemctl enable -q containerd docker
  [ -z "$SYSBOX_VERSION" ] || systemctl start sysbox
  if [ "$(cat $applied 2>/dev/null)" != "$(settings_sum)" ]; then systemctl restart docker; else systemctl start docker; fi
  settings_sum >$applied
  until_works 60 docker info >/dev/null
  systemctl enable -q --now jenkins-docker-host-clean-up.timer
  [ -z "$KEYS_PARAMETER" ] || systemctl enable -q --now jenkins-docker-host-keys.timer
}

# For the timer that looks for renewed keys.
restart_for_keys() { [ "$(cat $applied)" = "$(settings_sum)" ] || start_docker; }

# Ubuntu's images have it as a snap; Debian's have none. A shell is lost without it, and nothing else.
# [docs.aws.amazon.com: Systems Manager, "Manually install SSM Agent on Debian Server instances"]
ssm_agent() {
  [ -n "$SSM_REGION" ] || return 0
  ! snap list amazon-ssm-agent && ! dpkg-query -W amazon-ssm-agent || return 0
  local deb=/tmp/amazon-ssm-agent.deb url
  url=https://s3.$SSM_REGION.amazonaws.com/amazon-ssm-$SSM_REGION/latest/debian_$(dpkg --print-architecture)
  if ! { curl -fsSL --connect-timeout 10 --max-time 120 -o "$deb" "$url/amazon-ssm-agent.deb" && dpkg -i "$deb"; }; then
    echo "no SSM agent: there will be no shell by Session Manager"
  fi
}

if [ $# -gt 0 ]; then
  "$@"
  exit
fi
# The agent comes first: when another step fails, somebody may want a shell.
for step in ssm_agent base_packages user_namespaces data_disk docker_group keys docker_packages sysbox start_docker; do
  say "$step"
  started=$(wc -c <"$log")
  # In the background, since in a condition of any kind the shell would not stop at a step's first failure.
  ("$step") >>"$log" 2>&1 &
  wait $! || {
    status=$?
    say "FAILED at $step (status $status):"
    tail -c +"$((started + 1))" "$log" | grep -v '^jenkins-docker-host' | tail -n 5 | while read -r line; do say "  $line"; done
    exit "$status"
  }
done
touch /var/lib/jenkins-docker-host.done
say "ready: Docker $(docker version --format '{{.Server.Version}}') answers"
