/** Builds on a second engine, which plays another machine. */
import { testsOfMode } from "./support/mode";
import { innerRegistry } from "./support/registry";

testsOfMode({
  title: "remote, the other machine a container",
  config: (port) => ({ access: "remote", remote: { container: { port, ...innerRegistry() } } }),
  innerEngine: (stack) => stack.named("builds"),
});
