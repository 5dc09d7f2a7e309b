#!/bin/bash
# Before the builds' engine starts: what is its user's reaches no container of the ordinary engine, Jenkins among them, and not the
# metadata address. The engine's network is a process of its user's on this machine, so that a limit of hops would not stop it.
# [docs.aws.amazon.com: EC2, "Limit access to the instance metadata service"]
set -euo pipefail
. /etc/jenkins-docker-host/settings

# refuse COMMAND MATCH...: for the user, and for the users of its namespace.
refuse() {
  local command=$1 user
  shift
  for user in "$BUILDS_ID" "${BUILDS_ID}000-$((BUILDS_ID * 1000 + 65535))"; do
    set -- -m owner --uid-owner "$user" "$@"
    "$command" -w -C OUTPUT "$@" -j REJECT 2>/dev/null || "$command" -w -I OUTPUT "$@" -j REJECT
    shift 4
  done
}

refuse iptables -d 169.254.169.254
refuse ip6tables -d fd00:ec2::254
for command in iptables ip6tables; do
  refuse "$command" -o docker0
  refuse "$command" -o br-+
done
