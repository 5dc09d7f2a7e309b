/** Builds on an engine in a sidecar. */
import { testsOfMode } from "./support/mode";
import { innerRegistry } from "./support/registry";

testsOfMode({
  title: "dind",
  config: () => ({ access: "dind", dind: innerRegistry() }),
  innerEngine: (stack) => stack.named("dind"),
  hasHome: true,
});
