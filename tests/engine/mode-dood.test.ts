/** Builds on the engine that runs the controller. */
import { testsOfMode } from "./support/mode";

testsOfMode({ title: "dood", config: () => ({ access: "dood" }) });
