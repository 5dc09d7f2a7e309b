/** The health check of the controller's container. Pure. */

/**
 * A shell command. `/health/` needs no login, and answers 503 while Jenkins is unhealthy. [core: HealthAction, since 2.506;
 * jenkinsci/docker#2249] `/health` without the slash is only a redirect. A core without that page answers 404, or 403 to whoever is not
 * logged in. Then `/login` counts. What the command prints is shown while an `up` waits.
 * @param origin where Jenkins listens, inside its container
 */
export function healthCommand(origin = "http://127.0.0.1:8080"): string {
  const ask = (page: string) =>
    `status=$(curl -s -m 5 -o /dev/null -w '%{http_code}' ${origin}${page}) || { echo 'no answer yet'; exit 1; }`;
  return [
    ask("/health/"),
    `case $status in 403|404) ${ask("/login")};; esac`,
    `[ "$status" = 200 ] || { echo "HTTP $status"; exit 1; }`,
  ].join("; ");
}
