#!/bin/bash
# Frees disk space when it gets short: what is missed least goes first, and it stops when there is enough. Never a volume,
# never what runs or what a container needs, never what came or ended in the last day, never what is labelled as ours.
set -euo pipefail
limit=80 # per cent used
root=$(docker info --format '{{.DockerRootDir}}')
# The ordinary engine's run does more than to clean up. The run of another engine is not root's.
if [ -z "${DOCKER_HOST:-}" ]; then
  ! mountpoint -q /var/lib/docker-data || resize2fs "$(findmnt -n -o SOURCE /var/lib/docker-data)" 2>/dev/null # where the disk grew
  # A kernel that waits for a reboot, for an up to see: it has the engine's API and nothing else of this machine.
  # [unattended-upgrades, update-notifier-common: reboot-required]
  notice=pulumi-jenkins-docker-reboot-due
  if [ -e /run/reboot-required ]; then
    packages=$(sort -u /run/reboot-required.pkgs 2>/dev/null | xargs) || packages=
    docker volume create --label "$notice=$packages" "$notice" >/dev/null
  else
    docker volume rm "$notice" >/dev/null 2>&1 || true
  fi
fi

enough() { (($(df --output=pcent "$root" | tail -n 1 | tr -dc 0-9) < limit)); }
enough && exit 0
echo "over $limit % used: cleaning up"
docker builder prune --all --force --filter until=24h
enough && exit 0
day_ago=$(date -d '24 hours ago' +%s)
# Those that ended, and not those that were never started: ours carry files. (The filter "until" goes by the creation.)
for id in $(docker ps -aq --no-trunc --filter status=exited --filter status=dead); do
  [ -z "$(docker inspect --format '{{index .Config.Labels "pulumi-jenkins-docker.owner"}}' "$id")" ] || continue
  ended=$(date -d "$(docker inspect --format '{{.State.FinishedAt}}' "$id")" +%s)
  ((ended > day_ago)) || docker rm "$id"
done
# Since when an image is here. (The filter "until" goes by when it was made, anywhere.) Stores of graph drivers know no
# time for what was pulled, but have a file for each image.
here_since() {
  local file=0 tagged
  tagged=$(docker image inspect --format '{{.Metadata.LastTagTime.Unix}}' "$1")
  file=$(stat -c %Y "$root"/image/*/imagedb/content/sha256/"${1#sha256:}" 2>/dev/null) || file=0
  echo "$((tagged > file ? tagged : file))"
}
# Between two builds, nothing uses the image of agents; without it there is none until the next up.
of_agents=$(docker image ls -q --no-trunc --filter label=pulumi-jenkins-docker.agents)
for id in $(docker image ls -q --no-trunc | sort -u); do
  at=$(here_since "$id")
  ((at > day_ago)) || echo "$at $id"
done | sort -n | while read -r _ id; do
  ! enough || exit 0
  [ -z "$(docker ps -aq --filter "ancestor=$id")" ] || continue
  ! grep -qxF "$id" <<<"$of_agents" || continue
  names=$(docker image inspect --format '{{range .RepoTags}}{{println .}}{{end}}' "$id")
  # shellcheck disable=SC2086 # a list; an image without a name goes by its id
  docker image rm ${names:-$id} || true
done
enough || echo "still over $limit % used: what is left is in use, recent, or in volumes"
