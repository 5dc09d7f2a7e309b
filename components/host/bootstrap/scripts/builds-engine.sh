#!/bin/bash
# Part of set-up: a second Docker engine, for builds, of an ordinary user. Root in a build's container is that user on this machine. The
# engine is a unit of the user's own systemd, which has the cgroups that the limits of containers need.
# [docs.docker.com/engine/security/rootless]

# shellcheck disable=SC2034 # of set-up's parts
builds_engine() {
  local packages="rootlesskit" home=$BUILDS_HOME own=/usr/local/lib/jenkins-docker-host/dockerd-rootless.sh
  [ "$ENGINE" != docker-ce ] || packages=docker-ce-rootless-extras
  install_packages "$packages" slirp4netns uidmap dbus-user-session
  getent group builds >/dev/null || groupadd --gid "$BUILDS_ID" builds
  # A fixed number, and fixed subordinate ones: files on the data disk are theirs, and outlive this machine.
  id builds >/dev/null 2>&1 ||
    useradd --system --uid "$BUILDS_ID" --gid builds --home-dir "$home" --shell /usr/sbin/nologin builds
  for file in /etc/subuid /etc/subgid; do
    grep -qs ^builds: "$file" || echo "builds:${BUILDS_ID}000:65536" >>"$file"
  done
  install -d -o builds -g builds -m 0700 "$home" "$home/.config" "$home/.config/docker"
  ln -sfn /etc/docker/certs.d "$home/.config/docker/certs.d"
  install -d -o builds -g builds -m 0755 "$BUILDS_SOCKET_FOLDER"
  # The distributions' package has the script where no PATH leads.
  [ -e /usr/bin/dockerd-rootless.sh ] || ln -sfn /usr/share/docker.io/contrib/dockerd-rootless.sh "$own"
  [ ! -e /usr/bin/dockerd-rootless.sh ] || ln -sfn /usr/bin/dockerd-rootless.sh "$own"
  systemctl daemon-reload
  systemctl --global enable -q builds-engine.service
  loginctl enable-linger builds
  # A run with other settings: the user's systemd starts what it finds.
  systemctl restart "user@$BUILDS_ID.service"
  until_works 120 docker -H "unix://$BUILDS_SOCKET_FOLDER/docker.sock" info >/dev/null
}
