#!/bin/bash
# Puts /var/lib/docker and /var/lib/containerd on a disk that outlives this machine. Waits for the disk, makes a file
# system only on one that has nothing on it, and never touches one with another's.
set -euo pipefail
. /etc/jenkins-docker-host/settings
label=docker-data mount=/var/lib/docker-data

for ((waited = 0; waited < 300; waited++)); do
  [ ! -b "$DATA_DISK" ] || break
  sleep 1
done
[ -b "$DATA_DISK" ] || { echo "the data disk $DATA_DISK is not there after $waited s. Docker will not start without it" && exit 1; }

found=$(wipefs --noheadings --output TYPE,LABEL "$DATA_DISK" | xargs)
case $found in
"") mkfs.ext4 -q -L "$label" "$DATA_DISK" ;;
"ext4 $label") ;;
*) echo "the data disk $DATA_DISK holds $found, not ours: not touched. Give another disk, or empty it: wipefs --all" && exit 1 ;;
esac

if ! mountpoint -q "$mount"; then
  e2fsck -p "$DATA_DISK" || [ $? = 1 ] # 1: errors were corrected
  install -d "$mount"
  uuid=$(blkid -p -s UUID -o value "$DATA_DISK")
  sed -i '\|/var/lib/docker-data|d' /etc/fstab
  cat >>/etc/fstab <<FSTAB
UUID=$uuid $mount ext4 defaults,nofail,x-systemd.device-timeout=300s 0 2
$mount/docker /var/lib/docker none bind,nofail,x-systemd.requires-mounts-for=$mount 0 0
$mount/containerd /var/lib/containerd none bind,nofail,x-systemd.requires-mounts-for=$mount 0 0
FSTAB
  systemctl daemon-reload
  mount "$mount"
fi
resize2fs "$DATA_DISK"
# As the engines leave them. Nobody else looks into Docker's: volumes are in it. [moby: CVE-2021-41091]
for what in docker containerd; do
  [ "$what" = docker ] && mode=0710 || mode=0711
  install -d -m "$mode" "$mount/$what" "/var/lib/$what"
  mountpoint -q "/var/lib/$what" || mount "/var/lib/$what"
done

# Docker's own packages keep images elsewhere than older engines, and userns-remap keeps everything elsewhere: an engine of
# another kind would come up empty, and somebody would think that Jenkins' home is lost.
kind="$ENGINE$USERNS_REMAP" was=$(cat "$mount/engine" 2>/dev/null || true)
case $was in
"" | "$kind") ;;
distribution) [ "$kind" = docker-ce ] ;;
*) false ;;
esac || { echo "the data disk was used by the engine \"$was\": \"$kind\" would not find what is on it. Set that back" && exit 1; }
echo "$kind" >"$mount/engine"
