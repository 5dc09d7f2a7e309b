/** Builds on an engine in the controller's own container. */
import { testsOfMode } from "./support/mode";
import { innerRegistry } from "./support/registry";

testsOfMode({
  title: "dind, embedded",
  config: () => ({ access: "dind", dind: { placement: "embedded", ...innerRegistry() } }),
  innerEngine: (stack) => stack.named(),
  hasHome: true,
});
