/** Builds on an engine in a sidecar that an ordinary user runs. */
import { testsOfMode } from "./support/mode";
import { innerRegistry } from "./support/registry";

testsOfMode({
  title: "dind, rootless",
  config: () => ({ access: "dind", dind: { ...innerRegistry(), isolation: "rootless" } }),
  innerEngine: (stack) => stack.named("dind"),
  hasHome: true,
});
