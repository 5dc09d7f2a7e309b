#!/bin/sh
# Backups of Jenkins' home by restic, in a container of restic's image: backup.sh COMMAND
#   serve        asks for the repository, makes it where there never was one, and then backs up by the schedule
#   run          backs up now, and removes what is not kept any longer
#   before-upgrade JSON   the same, and keeps it until the next upgrade, with what JSON says of the Jenkins that the home is of
#   upgrade ID   prints what was said of it
#   rollback     notes that the next up goes back to the last upgrade's backup
#   up           notes that an up went well; then the same as health
#   check        reads a part of the repository again
#   health       whether the last of each went well
#   list         the snapshots, as JSON
#   restore ID   puts a snapshot into the home, which has to be empty
# Settings are variables, and files in /run/backup (backup-container.ts). It ends with restic's status, or with one of its own (failure.ts).
# shellcheck disable=SC2317 # commands are called by words
set -eu
home=/var/jenkins_home
settings=/run/backup
# It lasts as long as the container. What is in `now` lasts from one start of it to the next.
state=/var/lib/backup
# The Jenkins before an upgrade.
upgrade=$state/upgrade.json
# It is there while the last upgrade has not gone well yet. Tags say so in the repository, since this container may be replaced.
upgrading=$state/upgrading
# It is there once that upgrade has gone well.
well=$state/went-well
now=$state/now
# A volume, which stays when this container is replaced: the addresses of all repositories that have answered, one a line.
known=$state/known/repositories
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
  # Without the last two, a connection that is cut without a word would hold a backup for ever.
  printf '%s\n' 'IdentityFile ~/.ssh/key' 'UserKnownHostsFile ~/.ssh/known' 'StrictHostKeyChecking yes' 'BatchMode yes' \
    'ServerAliveInterval 30' 'ServerAliveCountMax 4' >~/.ssh/config
fi

# Of jq: bytes for a person.
size='def size: if . < 1048576 then "\(. / 1024 | ceil) KiB" else "\(. / 104857.6 | ceil / 10) MiB" end;'

# Why restic failed: the line that says so is not always its last one, and may be JSON.
reason() {
  { grep '^Fatal' "$said" || jq -Rr 'fromjson? | select(.message_type == "exit_error") | .message' "$said" | grep . || cat "$said"; } | tail -n 1
}

# Runs restic for what it prints: on failure that is why. What it says beside its result, such as that it tries again, is no part of that.
of_restic() {
  failed=0
  restic "$@" 2>"$said" || failed=$?
  if [ "$failed" != 0 ]; then reason; fi
  return "$failed"
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

# Whether this repository has answered before.
answered_before() { grep -qxF -- "$REPOSITORY" "$known" 2>/dev/null; }

serve() {
  rm -rf "${now:?}"/*
  found=0
  ask >"$now/why" || found=$?
  # A repository that was there may be on a disk that is not mounted now.
  if [ "$found" = 10 ] && ! answered_before; then
    echo "there is no repository yet: making one"
    date -u +%FT%RZ >"$state/new"
    restic init >"$said" 2>&1 || {
      found=$?
      reason
      exit "$found"
    }
  elif [ "$found" != 0 ]; then
    case $found$REPOSITORY in
      10/*) echo "$(cat "$now/why"). It was there before: is its disk mounted?" ;;
      10*) echo "$(cat "$now/why"). It was there before" ;;
      *) cat "$now/why" ;;
    esac
    exit "$found"
  fi
  answered_before || printf '%s\n' "$REPOSITORY" >>"$known"
  touch "$state/was-there"
  remember
  touch "$now/ready"
  crond -f -l 8 -L /dev/stderr -c "$settings/schedule" &
  # The shell is the container's first process, which a signal reaches only by a trap. restic takes its lock away when it is told to end.
  trap 'kill $!; while killall -q -TERM restic; do sleep 1; done; exit 0' TERM INT
  wait $!
}

own_snapshots() { restic snapshots --json --no-lock --tag "$OWNER"; }

# Notes the last backup: when it was made, and how much is in it. A snapshot that got another tag has another id, and its first one as `original`.
# Notes also whether there is an upgrade that has not gone well yet. The backup before an upgrade has the tag `upgrading`, and those that are made
# once it has gone well have `settled`. No tag is taken away for that: a repository may refuse it.
remember() {
  own_snapshots >"$now/snapshots"
  jq -r 'max_by(.time) // empty | "\(.time[0:16])Z \((.original // .id)[0:8]) \(.summary.total_bytes_processed // 0)"' "$now/snapshots" >"$state/last"
  open=$(jq 'def newest($tag): [.[] | select(.tags | index($tag)) | .time] | max // ""; newest("upgrading") > newest("settled")' "$now/snapshots")
  if [ "$open" = true ] && [ ! -e "$well" ]; then touch "$upgrading"; fi
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

# alone TRIES WHAT COMMAND: one at a time. One by the schedule waits for another one, so that none is left out.
alone() {
  tries=$1
  waits=$1
  what=$2
  shift 2
  until mkdir "$now/running" 2>/dev/null; do
    holder=$(cat "$now/running/pid" 2>/dev/null || true)
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -rf "$now/running" # of one that was killed
      continue
    fi
    if [ "$tries" = 0 ]; then
      echo "another backup or check is running"
      # Nobody reads what one by the schedule says.
      if [ "$waits" != 0 ]; then
        echo "no $what was made at $(date -u +%FT%RZ): another one has been running since $(began)" >"$state/$what.failed"
      fi
      exit 24
    fi
    tries=$((tries - 1))
    sleep 30
  done
  echo $$ >"$now/running/pid"
  trap 'rm -rf "$now/running"' EXIT
  "$@"
}

# When the one that is running began.
began() { date -u -r "$now/running" +%FT%RZ; }

# The lock of one that was killed. restic itself waits for it, however old it is. [restic: internal/restic/lock.go, checkForOtherLocks]
unlock() { restic unlock --quiet; }

# backup [upgrade]: the one before an upgrade has tags. While an upgrade has not gone well yet, the one before it stays the one to go back to.
backup() {
  rm -f "$now/made"
  ask
  unlock
  before=${1:-}
  if [ -e "$upgrading" ]; then
    before=
    set --
  elif [ -n "$before" ]; then
    set -- --tag before-upgrade --tag upgrading "$upgrade"
  else
    set -- --tag settled
  fi
  if [ "$(own_snapshots | jq length)" = 0 ]; then
    others=$(restic snapshots --json --no-lock | jq -r '[.[] | .tags[0]? // "somebody else"] | unique | join(", ")')
    if [ -n "$others" ]; then
      echo "the repository has backups of $others, and none of $OWNER"
      return 20
    fi
  fi
  {
    made=0
    restic backup --json --retry-lock "$patience" --host "$OWNER" --tag "$OWNER" --group-by host --exclude-file "$settings/exclude" "$@" "$home" 2>&1 || made=$?
    echo "$made" >"$now/status.restic"
  } | tee "$said" | progress
  made=$(cat "$now/status.restic")
  # What builds delete while it is read is no failure.
  unread=$(jq -Rr 'fromjson? | select(.message_type == "error") | "\(.item): \(.error.message)"' "$said" | grep -v 'no such file or directory' || true)
  if [ "$made" != 0 ] && { [ "$made" != 3 ] || [ -n "$unread" ]; }; then
    echo "${unread:-$(jq -Rr '(fromjson? | .message?) // .' "$said" | tail -n 1)}"
    return "$made"
  fi
  jq -Rr "$size"'
    fromjson? | select(.message_type == "summary")
    | "snapshot \(.snapshot_id[0:8]): \(.total_bytes_processed | size) in \(.total_files_processed) files, \(.data_added | size) of it new, in \(.total_duration | ceil) s"' "$said"
  jq -Rr 'fromjson? | select(.message_type == "summary") | .snapshot_id' "$said" >"$now/made"
  if [ -n "$before" ]; then rm -f "$well"; fi
  remember
  forgotten=0
  forget "$before" >"$said" 2>&1 || forgotten=$?
  if [ "$forgotten" != 0 ]; then
    echo "the backup is made, and older ones could not be removed: $(reason)"
    return "$forgotten"
  fi
}

# What restic says meanwhile, for a person: how far it is, or that it waits.
progress() {
  jq --unbuffered -Rr "$size"'
    (fromjson? // null) as $line
    | if $line == null then select(startswith("repo already locked"))
      elif $line.message_type == "status" and ($line.seconds_elapsed // 0) > 9
      then "\($line.percent_done * 100 | floor) %, \($line.bytes_done // 0 | size) of \($line.total_bytes // 0 | size)"
      else empty end'
}

# After a backup, a check that failed is made again: else it would be told until the next Sunday.
backup_then_check() {
  set +e
  noted backup backup
  result=$?
  if [ "$result" = 0 ] && [ -e "$state/check.failed" ]; then
    noted check check
    result=$?
    if [ "$result" != 0 ]; then echo "the backup is made. The check of the repository failed: $(tail -n 1 "$now/check.log")"; fi
  fi
  set -e
  return "$result"
}

# forget [upgrade]: removes what is not kept any longer. Of those before an upgrade, the newest is kept. Without KEEP nothing is removed.
forget() {
  if [ -z "$KEEP" ]; then return 0; fi
  if [ -n "$1" ]; then
    others=$(tagged before-upgrade | grep -vxF "$(cat "$now/made")" || true)
    # shellcheck disable=SC2086 # words
    [ -z "$others" ] || restic tag --quiet --retry-lock "$patience" --remove before-upgrade $others || return
  fi
  # shellcheck disable=SC2086 # words
  restic forget --quiet --retry-lock "$patience" --tag "$OWNER" --group-by '' --keep-tag before-upgrade $KEEP --prune
}

# up: the upgrade has gone well, if there was one.
settled() {
  if [ ! -e "$upgrading" ]; then return 0; fi
  touch "$well"
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
  bytes=$(restic stats --json --no-lock --mode restore-size "$1" 2>"$said" | jq .total_size) || true
  if [ -z "$bytes" ]; then
    why=$(reason)
    case $why in *'find snapshot'* | *'no matching ID'*)
      echo "$why"
      return 22
      ;;
    esac
    echo "whether there is room is not known: $why"
    bytes=0
  fi
  free=$(df -Pk "$home" | awk 'NR == 2 { printf "%.0f", $4 * 1024 }')
  if [ "$bytes" -ge "$free" ]; then
    echo "$((bytes / 1048576)) MiB are to be restored, and $((free / 1048576)) MiB are free"
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
  if [ -d "$now/running" ] && [ $(($(date +%s) - $(date -r "$now/running" +%s))) -gt 86400 ]; then
    echo "a backup or a check has been running since $(began)"
    exit 1
  fi
  if cat "$state"/*.failed 2>/dev/null; then exit 1; fi
  if [ -s "$state/last" ]; then
    cat "$state/last"
  elif [ -e "$state/new" ]; then
    echo "no backup yet, in a repository that was made at $(cat "$state/new")"
  else
    echo "no backup yet"
  fi
}

case ${1:-} in
  serve) serve ;;
  run) alone "${2:-0}" backup backup_then_check ;;
  check) alone "${2:-0}" check noted check check ;;
  before-upgrade)
    printf '%s\n' "$2" >"$upgrade"
    # The backup counts here. What failed after it is told as the failure of any other one. After an || no set -e would count in it.
    set +e
    alone 60 backup noted backup backup upgrade
    failed=$?
    set -e
    if [ "$failed" != 0 ] && [ ! -e "$now/made" ]; then exit "$failed"; fi
    ;;
  upgrade)
    ask
    of_restic dump --no-lock "$2" "$upgrade"
    ;;
  rollback)
    rm -f "$well"
    touch "$upgrading"
    ;;
  up)
    settled
    health
    ;;
  health) health ;;
  list)
    ask
    of_restic snapshots --json --no-lock
    ;;
  restore) restore "$2" ;;
  *)
    sed -n '2,12s/^# //p' "$0" >&2
    exit 2
    ;;
esac
