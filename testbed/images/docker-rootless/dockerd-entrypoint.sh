#!/bin/sh
# Stand-in for the entry point of docker:dind-rootless: that of docker:dind, and dockerd under rootlesskit for who is not root.
set -eu
uid=$(id -u)
runtime=${XDG_RUNTIME_DIR:-/run/user/$uid}
flags=${DOCKERD_ROOTLESS_ROOTLESSKIT_FLAGS:-}

cannot() {
  echo >&2 "dockerd stand-in: rootless, but $*"
  exit 1
}

if [ "$uid" = 0 ]; then
  exec /usr/local/lib/dind/dockerd-entrypoint.sh "$@"
fi
if [ $# -eq 0 ] || [ "${1#-}" != "$1" ]; then
  socket=unix://$runtime/docker.sock
  case ${DOCKER_HOST:-} in unix://*) socket=$DOCKER_HOST ;; esac
  certs=${DOCKER_TLS_CERTDIR:-}
  if [ -n "$certs" ]; then
    . /usr/local/lib/dind/certificates.sh
    certificates
    port=2376
    set -- --tlsverify --tlscacert "$certs/server/ca.pem" \
      --tlscert "$certs/server/cert.pem" --tlskey "$certs/server/key.pem" "$@"
  else
    port=2375
  fi
  set -- dockerd --host="$socket" --host="tcp://0.0.0.0:$port" "$@"
  flags="$flags -p 0.0.0.0:$port:$port/tcp"
fi
if [ "$1" != dockerd ]; then
  if [ -z "${DOCKER_HOST:-}" ] && [ ! -S /var/run/docker.sock ] && [ -S "$runtime/docker.sock" ]; then
    export DOCKER_HOST="unix://$runtime/docker.sock"
  fi
  exec docker-entrypoint.sh "$@"
fi

find /run /var/run -name 'docker*.pid' -delete 2>/dev/null || true
# Whether the legacy tables are needed, nobody but root sees: it is as it is said.
if [ -n "${DOCKER_IPTABLES_LEGACY:-}" ]; then
  export PATH="/usr/local/sbin/.iptables-legacy:$PATH"
fi
iptables --version
for file in /etc/subuid /etc/subgid; do
  grep -qE "^($uid|$(id -un)):" "$file" || cannot "$file has no line for $uid"
done
export XDG_RUNTIME_DIR="$runtime"
for folder in "$runtime" "$HOME/.local/share/docker"; do
  { mkdir -p "$folder" && [ -w "$folder" ]; } || cannot "$folder is not writable for $uid"
done
for setting in kernel/unprivileged_userns_clone user/max_user_namespaces; do
  [ ! -f "/proc/sys/$setting" ] || [ "$(cat "/proc/sys/$setting")" != 0 ] || cannot "/proc/sys/$setting is 0"
done
# shellcheck disable=SC2086 # several flags
exec rootlesskit --net="${DOCKERD_ROOTLESS_ROOTLESSKIT_NET:-slirp4netns}" --mtu="${DOCKERD_ROOTLESS_ROOTLESSKIT_MTU:-1500}" \
  --disable-host-loopback --port-driver=builtin --copy-up=/etc --copy-up=/run $flags docker-init -- "$@"
