#!/bin/sh
# Logs in on a machine of a fleet, as Jenkins does: from the controller, with the fleet's key, and to no machine with another host key.
# fleet-ssh.sh FOLDER ADDRESS COMMAND    FOLDER has the fleet's keys
set -eu
known=$(mktemp)
trap 'rm -f "$known"' EXIT
printf '%s %s\n' "$2" "$(cat "$1/hostKey")" >"$known"
ssh -i "$1/key" -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile="$known" \
  -o GlobalKnownHostsFile=/dev/null -o ConnectTimeout=20 -o ServerAliveInterval=15 -- "$(cat "$1/user")@$2" "$3"
