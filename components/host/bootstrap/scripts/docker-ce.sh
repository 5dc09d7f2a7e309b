#!/bin/bash
# Part of set-up: Docker's own packages. The version is pinned in /etc/apt/preferences.d. [docs.docker.com/engine/install/ubuntu, debian]

docker_repository() {
  local key=/etc/apt/keyrings/docker.asc url=https://download.docker.com/linux/$1
  install -d -m 0755 /etc/apt/keyrings
  until_works 120 curl -fsSL --max-time 60 -o "$key" "$url/gpg"
  gpg --show-keys --with-colons "$key" | grep '^fpr:.*:9DC858229FC7DD38854AE2D88D81803C0EBFCD88:' >/dev/null ||
    { echo "the key of $url is not Docker's" && return 1; }
  echo "deb [signed-by=$key] $url $(. /etc/os-release && echo "$VERSION_CODENAME") stable" >/etc/apt/sources.list.d/docker.list
}

docker_ce() {
  install_packages gpg
  docker_repository "$1"
  install_packages docker-ce docker-ce-cli containerd.io
}
