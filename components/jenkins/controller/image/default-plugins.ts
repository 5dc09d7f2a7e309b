/**
 * The plugins that every controller gets, by name: what the package itself needs, and what a pipeline that builds with
 * Docker needs. Which version fits the pinned core is resolved when the image is built; `plugins lock` then writes down
 * what was taken.
 */
export const defaultPlugins = [
  "configuration-as-code", // reads the casc
  "docker-plugin", // the Docker cloud: agents as containers
  "docker-workflow", // docker.image().inside in pipelines
  "workflow-aggregator", // pipelines
  "git",
  "credentials-binding",
  "matrix-auth",
  "timestamper",
  "ws-cleanup",
] as const;
