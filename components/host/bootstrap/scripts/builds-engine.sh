#!/bin/bash
# Part of set-up: a second Docker engine, for builds, of an ordinary user. Root in a build's container is that user on this machine. The
# engine is a unit of the user's own systemd, which has the cgroups that the limits of containers need.
# A build may write what that user may. So everything that root reads or runs is in folders of root: the user has no folder of its own but
# the one with the engine's data, and the one with the socket. [docs.docker.com/engine/security/rootless]

# shellcheck disable=SC2154 # set-up has these
builds_user() {
  local packages=rootlesskit script=/usr/share/docker.io/contrib/dockerd-rootless.sh config=/etc/docker/builds-engine/docker
  # The distributions' package has the script where no PATH leads.
  [ "$ENGINE" != docker-ce ] || { packages=docker-ce-rootless-extras script=/usr/bin/dockerd-rootless.sh; }
  install_packages "$packages" slirp4netns uidmap dbus-user-session
  ln -sfn "$script" "$folder/dockerd-rootless.sh"
  getent group builds >/dev/null || groupadd --gid "$BUILDS_ID" builds
  # A fixed number, and fixed subordinate ones: files on the data disk are theirs, and outlive this machine.
  id builds >/dev/null 2>&1 ||
    useradd --system --uid "$BUILDS_ID" --gid builds --no-create-home --home-dir "$folder" --shell /usr/sbin/nologin builds
  for file in /etc/subuid /etc/subgid; do
    grep -qs ^builds: "$file" || echo "builds:${BUILDS_ID}000:65536" >>"$file"
  done
  # What runs at a set time would run before the firewall of a later start.
  for file in /etc/cron.deny /etc/at.deny; do
    grep -qsx builds "$file" || echo builds >>"$file"
  done
  install -d -o builds -g builds -m 0700 "$BUILDS_DATA"
  install -d -o builds -g builds -m 0755 "$BUILDS_SOCKET_FOLDER"
  install -d "$config"
  ln -sfn /etc/docker/certs.d "$config/certs.d"
  systemctl daemon-reload
  systemctl enable -q --now jenkins-docker-host-builds-firewall.service
  systemctl --global enable -q builds-engine.service
}

builds_applied=/var/lib/jenkins-docker-host.builds-applied
builds_sum() {
  sha256sum /etc/docker/builds-engine.json /etc/systemd/user/builds-engine.service "/etc/systemd/system/user@$BUILDS_ID.service.d"/*
}
builds_engine_answers() { timeout 20 docker -H "unix://$BUILDS_SOCKET_FOLDER/docker.sock" info >/dev/null; }

# After the ordinary engine, which then has its port and its folders' modes. Restarted only for other settings: a restart ends builds.
builds_engine() {
  loginctl enable-linger builds
  if [ "$(cat $builds_applied 2>/dev/null)" != "$(builds_sum)" ]; then
    systemctl restart "user@$BUILDS_ID.service"
  else
    systemctl start "user@$BUILDS_ID.service"
  fi
  builds_sum >$builds_applied
  until_works 180 builds_engine_answers
  systemctl enable -q --now jenkins-docker-host-clean-up-builds.timer
}
