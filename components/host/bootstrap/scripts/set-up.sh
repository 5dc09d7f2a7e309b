#!/bin/bash
# Makes this machine a Docker host, step by step. The unit repeats this script until it succeeds. A further run changes nothing. The console
# shows one line for each step. The log has everything.
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

# Docker must not start before its set-up is complete. Otherwise an up could find it before its restart. Packages run policy-rc.d before they
# start a service. While this file is there, it answers no. [Debian policy 9.3.3.1; invoke-rc.d: policy-rc.d]
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
    docker_ce "$distribution"
  elif [ "$distribution" = debian ]; then
    install_packages docker.io docker-cli
  else
    install_packages docker.io
  fi
}

# From 29 on, containerd keeps the images of a new data folder. An older engine would come up without them, and without the containers.
# [docs.docker.com/engine/release-notes/29]
store=/var/lib/docker-data/store
engine_fits() {
  local version
  [ -n "$DATA_DISK" ] && [ "$(cat $store 2>/dev/null)" = containerd ] || return 0
  version=$(dockerd --version | sed -E 's/^Docker version ([0-9]+).*/\1/')
  ((version >= 29)) || {
    echo "the data disk was used by an engine that keeps images in containerd: Docker $version would not find them. Go back to the image and the packages of before"
    return 1
  }
}
engine_store() {
  if docker info --format '{{json .DriverStatus}}' | grep containerd >/dev/null; then echo containerd; else echo graph; fi
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
  ! command -v sysbox-runc || systemctl start sysbox
  if [ "$(cat $applied 2>/dev/null)" != "$(settings_sum)" ]; then systemctl restart docker; else systemctl start docker; fi
  settings_sum >$applied
  until_works 60 docker info >/dev/null
  [ -z "$DATA_DISK" ] || engine_store >$store
  # The notice of an earlier machine is on the data disk (clean-up).
  [ -e /run/reboot-required ] || docker volume rm pulumi-jenkins-docker-reboot-due >/dev/null 2>&1 || true
  systemctl enable -q --now jenkins-docker-host-clean-up.timer
  [ ! -e /etc/systemd/system/jenkins-docker-host-keys.timer ] || systemctl enable -q --now jenkins-docker-host-keys.timer
}

# For the timer. Keys that came earlier count where SSM gives none now.
renew_keys() {
  local status=0
  "$folder/fetch-keys" || status=$?
  [ "$(cat $applied)" = "$(settings_sum)" ] || start_docker
  return $status
}

if [ $# -gt 0 ]; then
  "$@"
  exit
fi
# Not every machine has all parts.
for part in docker-ce sysbox builds-engine agent; do
  # shellcheck disable=SC1090 # beside this script
  [ ! -e "$folder/$part" ] || . "$folder/$part"
done
for step in base_packages user_namespaces data_disk docker_group keys docker_packages engine_fits sysbox builds_user start_docker builds_engine agent_packages agent_user ssh_server; do
  declare -F "$step" >/dev/null || continue
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
