#!/bin/sh
# Backups of Jenkins' home by restic, in a container of restic's image: backup.sh COMMAND
#   serve        asks for the repository, makes it where there never was one, and then backs up by the schedule
#   run          backs up now, and removes what is not kept any longer
#   before-upgrade JSON   the same, and keeps it until the next upgrade, with what JSON says of the Jenkins that the home is of
#   upgrade ID   prints what was said of it
#   rollback ID  notes that the next up goes back to it
#   up           notes that an up went well; then the same as health
#   check        reads a part of the repository again
#   health       whether the last of each went well
#   list         the snapshots, as JSON
#   restore ID   puts a snapshot into the home, which has to be empty
# Settings are variables, and files in /run/backup (backup-container.ts). It ends with restic's status, or with one of its own (failure.ts).
set -eu
home=/var/jenkins_home
settings=/run/backup
# It lasts as long as the container. What is in `now` lasts from one start of it to the next.
state=/var/lib/backup
# The Jenkins before an upgrade.
upgrade=$state/upgrade.json
# It is there while the last upgrade has not gone well yet. The repository has it as a tag, since this container may be replaced.
upgrading=$state/upgrading
now=$state/now
# Seconds. Where a repository does not answer, restic itself tries for 15 minutes.
limit=30
# How long one waits for another one, and for a lock in the repository.
patience=35m

mkdir -p "$now"
said=$now/said.$$
export RESTIC_PASSWORD_FILE=$settings/password RESTIC_CACHE_DIR=$state/cache RESTIC_PROGRESS_FPS=0.1
for file in "$settings"/credentials/*; do
  if [ -f "$file" ]; then export "${file##*/}=$(cat "$file")"; fi
done
# What `sftp:` needs: restic runs ssh, which takes no key without a line end.
if [ -n "${SSH_PRIVATE_KEY:-}" ]; then
  mkdir -p ~/.ssh
  (umask 077 && printf '%s\n' "$SSH_PRIVATE_KEY" >~/.ssh/key && printf '%s\n' "${SSH_KNOWN_HOSTS:-}" >~/.ssh/known)
  printf '%s\n' 'IdentityFile ~/.ssh/key' 'UserKnownHostsFile ~/.ssh/known' 'StrictHostKeyChecking yes' 'BatchMode yes' >~/.ssh/config
fi

# Why restic failed: the line that says so is not always its last one.
reason() {
  { grep '^Fatal' "$said" || cat "$said"; } | tail -n 1
}

# Whether the repository answers, and is there. Prints what restic says against it.
ask() {
  asked=0
  timeout "$limit" restic cat config --no-lock >/dev/null 2>"$said" || asked=$?
  if grep -q 'signal terminated' "$said"; then
    echo "no answer from the repository within $limit s: $(sed -n 's/.*retrying after [^:]*: //p' "$said" | tail -n 1)"
    return 23
  fi
  if [ "$asked" != 0 ]; then reason; fi
  return "$asked"
}

serve() {
  rm -rf "${now:?}"/*
  found=0
  ask >"$now/why" || found=$?
  # A repository that was there may be on a disk that is not mounted now.
  if [ "$found" = 10 ] && [ ! -e "$state/was-there" ]; then
    echo "there is no repository yet: making one"
    restic init >"$said" 2>&1 || {
      found=$?
      reason
      exit "$found"
    }
  elif [ "$found" != 0 ]; then
    cat "$now/why"
    exit "$found"
  fi
  touch "$state/was-there"
  remember
  touch "$now/ready"
  crond -f -l 8 -L /dev/stderr -c "$settings/schedule" &
  # The shell is the container's first process, which a signal reaches only by a trap. restic takes its lock away when it is told to end.
  trap 'kill $!; while killall -q -TERM restic; do sleep 1; done; exit 0' TERM INT
  wait $!
}

own_snapshots() { restic snapshots --json --no-lock --tag "$OWNER"; }

# Notes the last backup: when it was made, and how much is in it; and whether there is an upgrade that has not gone well yet. A snapshot that got another
# tag has another id, and its first one as `original`.
remember() {
  own_snapshots >"$now/snapshots"
  jq -r 'max_by(.time) // empty | "\(.time[0:16])Z \((.original // .id)[0:8]) \(.summary.total_bytes_processed // 0)"' "$now/snapshots" >"$state/last"
  if [ -n "$(tagged upgrading)" ]; then touch "$upgrading"; else rm -f "$upgrading"; fi
}

# The ids of those with a tag, once they are remembered.
tagged() { jq -r --arg tag "$1" '.[] | select(.tags | index($tag)) | .id' "$now/snapshots"; }

# A result in a file, for the health check; and the status.
noted() {
  what=$1
  shift
  {
    set +e
    (
      set -e # in the function a failing command is its end, which it would not be after an ||
      "$@"
    )
    echo $? >"$now/status.$$"
  } 2>&1 | tee "$now/$what.log"
  status=$(cat "$now/status.$$")
  if [ "$status" = 0 ]; then rm -f "$state/$what.failed"; else
    echo "the last $what, at $(date -u +%FT%RZ), failed: $(tail -n 1 "$now/$what.log")" >"$state/$what.failed"
  fi
  return "$status"
}

# One at a time. One by the schedule waits for another one, so that none is left out.
alone() {
  tries=$1
  shift
  until mkdir "$now/running" 2>/dev/null; do
    if [ "$tries" = 0 ]; then
      echo "another backup or check is running"
      exit 24
    fi
    tries=$((tries - 1))
    sleep 30
  done
  trap 'rmdir "$now/running"' EXIT
  "$@"
}

# The lock of one that was killed. restic itself waits for it, however old it is. [restic: internal/restic/lock.go, checkForOtherLocks]
unlock() { restic unlock --quiet; }

# backup [upgrade]: the one before an upgrade has tags. While an upgrade has not gone well yet, the one before it stays the one to go back to.
backup() {
  rm -f "$now/made"
  ask
  unlock
  before=${1:-}
  if [ -e "$upgrading" ]; then before=; fi
  if [ -n "$before" ]; then set -- --tag before-upgrade --tag upgrading "$upgrade"; else set --; fi
  if [ "$(own_snapshots | jq length)" = 0 ]; then
    others=$(restic snapshots --json --no-lock | jq -r '[.[] | .tags[0]? // "somebody else"] | unique | join(", ")')
    if [ -n "$others" ]; then
      echo "the repository has backups of $others, and none of $OWNER"
      return 20
    fi
  fi
  made=0
  restic backup --json --retry-lock "$patience" --host "$OWNER" --tag "$OWNER" --group-by host --exclude-file "$settings/exclude" "$@" "$home" >"$said" 2>&1 || made=$?
  # What builds delete while it is read is no failure.
  unread=$(jq -Rr 'fromjson? | select(.message_type == "error") | "\(.item): \(.error.message)"' "$said" | grep -v 'no such file or directory' || true)
  if [ "$made" != 0 ] && { [ "$made" != 3 ] || [ -n "$unread" ]; }; then
    echo "${unread:-$(jq -Rr '(fromjson? | .message?) // .' "$said" | tail -n 1)}"
    return "$made"
  fi
  jq -Rr 'def size: if . < 1048576 then "\(. / 1024 | ceil) KiB" else "\(. / 104857.6 | ceil / 10) MiB" end;
    fromjson? | select(.message_type == "summary")
    | "snapshot \(.snapshot_id[0:8]): \(.total_bytes_processed | size) in \(.total_files_processed) files, \(.data_added | size) of it new, in \(.total_duration | ceil) s"' "$said"
  jq -Rr 'fromjson? | select(.message_type == "summary") | .snapshot_id' "$said" >"$now/made"
  remember
  forgotten=0
  forget "$before" >"$said" 2>&1 || forgotten=$?
  if [ "$forgotten" != 0 ]; then
    echo "the backup is made, and older ones could not be removed: $(reason)"
    return "$forgotten"
  fi
  # Else a failed check would be told until the next one.
  if [ -e "$state/check.failed" ]; then noted check check; fi
}

# forget [upgrade]: removes what is not kept any longer. Of those before an upgrade, the newest is kept.
forget() {
  if [ -n "$1" ]; then
    others=$(tagged before-upgrade | grep -vxF "$(cat "$now/made")" || true)
    # shellcheck disable=SC2086 # words
    [ -z "$others" ] || restic tag --quiet --retry-lock "$patience" --remove before-upgrade --remove upgrading $others || return
  fi
  # shellcheck disable=SC2086 # words
  restic forget --quiet --retry-lock "$patience" --tag "$OWNER" --group-by '' --keep-tag before-upgrade $KEEP --prune
}

# up: the upgrade has gone well, if there was one.
settled() {
  if [ ! -e "$upgrading" ] || ! ask >/dev/null; then return 0; fi
  own_snapshots >"$now/snapshots"
  ids=$(tagged upgrading)
  # Where the repository is in use, the next up does it.
  # shellcheck disable=SC2086 # words
  [ -z "$ids" ] || restic tag --quiet --retry-lock "${limit}s" --remove upgrading $ids >/dev/null 2>&1 || return 0
  rm -f "$upgrading"
}

check() {
  ask
  unlock
  checked=0
  restic check --retry-lock "$patience" --read-data-subset "$CHECK" >"$said" 2>&1 || checked=$?
  if [ "$checked" = 0 ]; then tail -n 1 "$said"; else reason; fi
  return "$checked"
}

restore() {
  ask
  if [ -n "$(ls -A "$home")" ]; then
    echo "the volume is not empty"
    return 25
  fi
  size=$(restic stats --json --no-lock --mode restore-size "$1" 2>"$said" | jq .total_size) || true
  if [ -z "$size" ]; then
    reason
    return 22
  fi
  free=$(df -Pk "$home" | awk 'NR == 2 { printf "%.0f", $4 * 1024 }')
  if [ "$size" -ge "$free" ]; then
    echo "$((size / 1048576)) MiB are to be restored, and $((free / 1048576)) MiB are free"
    return 21
  fi
  # The machine that the backup is of may have had labels of SELinux, which nobody may set here.
  restic restore --no-lock --exclude-xattr 'security.*' --target / --include "$home" "$1"
}

health() {
  if [ ! -e "$now/ready" ]; then
    echo "asking for the repository"
    exit 1
  fi
  if cat "$state"/*.failed 2>/dev/null; then exit 1; fi
  if [ -s "$state/last" ]; then cat "$state/last"; else echo "no backup yet"; fi
}

case ${1:-} in
  serve) serve ;;
  run) alone "${2:-0}" noted backup backup ;;
  check) alone "${2:-0}" noted check check ;;
  before-upgrade)
    printf '%s\n' "$2" >"$upgrade"
    # The backup counts here. What failed after it is told as the failure of any other one. After an || no set -e would count in it.
    set +e
    alone 60 noted backup backup upgrade
    failed=$?
    set -e
    if [ "$failed" != 0 ] && [ ! -e "$now/made" ]; then exit "$failed"; fi
    ;;
  upgrade)
    ask
    restic dump --no-lock "$2" "$upgrade"
    ;;
  rollback)
    ask
    restic tag --quiet --retry-lock "$patience" --add upgrading "$2" >/dev/null
    touch "$upgrading"
    ;;
  up)
    settled
    health
    ;;
  health) health ;;
  list)
    ask
    restic snapshots --json --no-lock
    ;;
  restore) restore "$2" ;;
  *)
    sed -n '2,12s/^# //p' "$0" >&2
    exit 2
    ;;
esac
