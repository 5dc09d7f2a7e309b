#!/bin/bash
# Part of set-up: what Jenkins needs to run builds here, by SSH.

agent_packages() {
  local buildx=docker-buildx
  [ "$ENGINE" != docker-ce ] || buildx=docker-buildx-plugin
  install_packages "openjdk-$AGENT_JAVA-jre-headless" git openssh-server "$buildx"
}

agent_user() {
  id -u "$AGENT_USER" >/dev/null 2>&1 || useradd --create-home --shell /bin/bash "$AGENT_USER"
  usermod --append --groups docker "$AGENT_USER"
  install -d -o "$AGENT_USER" -g "$AGENT_USER" -m 0700 "$AGENT_FOLDER"
}

# The last step: without its host key the server did not start. Ubuntu starts it by a socket, which gives up after some attempts.
ssh_server() {
  systemctl reset-failed ssh.service ssh.socket 2>/dev/null || true
  systemctl stop ssh.service
  ! systemctl is-enabled -q ssh.socket 2>/dev/null || systemctl restart ssh.socket
  systemctl start ssh.service
  until_works 30 bash -c '</dev/tcp/127.0.0.1/22'
}
