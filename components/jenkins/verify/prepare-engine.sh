#!/bin/sh
# Makes an engine ready for agents: their image, and the volume with their config.json. In the controller, as jenkins,
# whose DOCKER_HOST is that engine. A second run changes nothing. What it cannot do is said on its last lines. Lines that begin with :: are
# for prepare-engine.ts.
#   IMAGE       the agents' image to make; empty where there is none to make here
#   RECORDED    the id that an earlier up has recorded for that image; empty where none has
#   DOCKERFILE  what it is made by
#   BUILD_ARGUMENTS  names of its build arguments, which are in variables BUILD_NAME: the controller's own proxy settings,
#                    which say that the engine is reached directly, are not to be overwritten
#   VOLUME      the volume for the config.json; it is removed where CONFIG is empty, or emptied where an agent uses it
#   CONFIG      the config.json to put there; empty where the stack has none
#   FILLER      an image with a shell, to write it with
set -eu

docker version >/dev/null

if [ -n "$IMAGE" ]; then
  # Another machine behind the same address may be of another architecture, and have kept its disk.
  architecture=$(docker version --format '{{.Server.Arch}}')
  # A build may have moved the tag: what counts is the id. With the containerd store, the image itself may be gone with its last tag.
  of() { docker image inspect --format '{{.Architecture}} {{.Id}}' "$1" 2>/dev/null || true; }
  has=$(of "$IMAGE")
  if [ "$has" != "$architecture $RECORDED" ]; then
    [ -z "$RECORDED" ] || [ "${has% *}" != "$architecture" ] || echo "::put-back"
    if [ -n "$RECORDED" ] && [ "$(of "$RECORDED")" = "$architecture $RECORDED" ]; then
      docker tag "$RECORDED" "$IMAGE"
    else
      set --
      for name in $BUILD_ARGUMENTS; do set -- "$@" --build-arg "$name=$(printenv "BUILD_$name")"; done
      build() { printf '%s' "$DOCKERFILE" | docker build --quiet --provenance=false --tag "$IMAGE" "$@" -; }
      # Its bases are the registry's, and not what a build has given their names to. An engine without a way to the registry takes its own.
      if ! build --pull "$@"; then
        build "$@"
        echo "::not-pulled"
      fi
    fi
  fi
  id=$(docker image inspect --format '{{.Id}}' "$IMAGE")
  echo "::image $id"
  # Those of earlier settings; one that an agent still uses stays until the next time.
  docker image ls --format '{{.Repository}}:{{.Tag}}' "${IMAGE%:*}" | while read -r earlier; do
    [ "$earlier" = "$IMAGE" ] || docker image rm "$earlier" >/dev/null 2>&1 || true
  done
fi

if [ -n "$CONFIG" ]; then
  # Under another name first: an agent never reads half of it.
  # shellcheck disable=SC2016 # the container's own shell
  docker run --rm --interactive --network none --user 0 --entrypoint sh --volume "$VOLUME:/config" "$FILLER" -c \
    'umask 077; cat >/config/new; chown 1000:1000 /config /config/new; mv /config/new /config/config.json' <"$CONFIG"
elif docker volume inspect "$VOLUME" >/dev/null 2>&1 && ! docker volume rm "$VOLUME" >/dev/null 2>&1; then
  # An agent that runs has it. It stays until the next time, without what was in it.
  docker run --rm --network none --user 0 --entrypoint sh --volume "$VOLUME:/config" "$FILLER" -c 'echo "{}" >/config/config.json'
  echo "::in-use"
fi
