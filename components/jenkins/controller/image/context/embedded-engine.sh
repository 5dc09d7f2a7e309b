#!/bin/bash
# Starts a Docker engine and Jenkins in one container, and ends both when either ends.
# ENGINE_ARGUMENTS: more of dockerd's, separated by spaces; among them --group, so that jenkins may use the socket.
set -euo pipefail

say() { echo "embedded-engine: $*" >&2; }

read -r -a arguments <<<"${ENGINE_ARGUMENTS:-}"
# The image's entrypoint prepares cgroups and iptables. A full command line keeps it from opening a TCP port.
env -u DOCKER_HOST dockerd-entrypoint.sh dockerd --host=unix:///var/run/docker.sock "${arguments[@]}" &
engine=$!
# As process 1, this would ignore what it has no trap for.
trap 'kill -TERM "$engine" 2>/dev/null; exit 143' TERM INT

say "waiting for the engine"
for ((i = 0; i < 120; i++)); do
  docker info >/dev/null 2>&1 && break
  kill -0 "$engine" 2>/dev/null || { say "the engine ended while it started" && exit 1; }
  sleep 0.5
done
docker info >/dev/null || { say "the engine did not answer within a minute" && exit 1; }

setpriv --reuid=jenkins --regid=jenkins --init-groups --inh-caps=-all \
  env HOME="$JENKINS_HOME" USER=jenkins tini -- /usr/local/bin/jenkins.sh "$@" &
jenkins=$!

# Jenkins first, and the engine only when it has saved and ended: its builds use the engine.
trap 'kill -TERM "$jenkins" 2>/dev/null' TERM INT
status=0
wait -n "$jenkins" "$engine" || status=$?
# A signal ends that wait, too. Whoever is still there gets told, and is waited for.
kill -TERM "$jenkins" 2>/dev/null && { wait "$jenkins" || status=$?; }
kill -TERM "$engine" 2>/dev/null && { wait "$engine" || true; }
exit "$status"
