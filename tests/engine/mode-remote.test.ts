/** Builds on a second engine, which plays another machine. */
import { testsOfMode } from "./support/mode";
import { innerRegistry } from "./support/registry";

testsOfMode({
  title: "remote, the other machine a container",
  config: { access: "remote", remote: { container: { port: 12376, ...innerRegistry() } } },
  innerEngine: (stack) => stack.named("builds"),
});
