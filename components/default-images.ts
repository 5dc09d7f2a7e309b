/** The images that are used unless others are named. They are pinned, and only a release changes them. */
export const defaultImages = {
  /** The official image that the controller's is built upon. */
  jenkins: "jenkins/jenkins:2.580.2-lts-jdk21",
  /** The official image that the agents' is built upon. */
  agent: "jenkins/agent:3355.v388858a_47b_33-1-jdk21",
  /** Docker engines in containers. */
  engine: "docker:29-dind",
  /** The same engines, run by an ordinary user. */
  rootlessEngine: "docker:29-dind-rootless",
  /** The Docker CLI and buildx, which controller and agents get. */
  cli: "docker:29-cli",
  /** The web server in front of the controller. */
  caddy: "caddy:2",
  /** What backs up Jenkins' home. */
  restic: "restic/restic:0.18.1",
};
