#!/bin/sh
# Starts the engine of a sidecar as an ordinary user, in the image docker:dind-rootless. It begins as root, and becomes that user.
#   SOCKET_FOLDER     the volume for the engine's socket
#   ENGINE_ARGUMENTS  dockerd's arguments, separated by spaces
set -eu

die() {
  echo "rootless-engine: $*" >&2
  exit 1
}

[ -c /dev/net/tun ] || die "this machine has no /dev/net/tun, which the engine's network needs. There: modprobe tun"
restricted=/proc/sys/kernel/apparmor_restrict_unprivileged_userns
if [ -e "$restricted" ] && [ "$(cat "$restricted")" != 0 ]; then
  die "this machine keeps user namespaces from ordinary users. There: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
fi

# The container's own device node. Some machines give theirs to root alone.
chmod 0666 /dev/net/tun
# What a build may have put into the socket's place would keep the engine from starting.
rm -rf "$SOCKET_FOLDER/docker.sock"
data=/home/rootless/.local/share/docker
chown -h rootless "$SOCKET_FOLDER" "$data"
# A build may write what that user may. The folders on the way to the volume are root's, so that a build cannot put a link there: at the next
# start, the volume would be mounted where the link leads, and root begins here.
chown -h root:root /home/rootless /home/rootless/.local /home/rootless/.local/share
chmod 0755 /home/rootless /home/rootless/.local /home/rootless/.local/share
# docker-init is process 1, and takes over the processes whose parents have ended. rootlesskit would leave them.
# shellcheck disable=SC2016 # the user's own shell
exec su rootless -c 'set -f; exec docker-init -- dockerd-entrypoint.sh dockerd $ENGINE_ARGUMENTS'
