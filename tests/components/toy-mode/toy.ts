/** A mode that nobody needs: builds use an engine that listens on a fixed address, without TLS. access-modes.test.ts adds it to a copy of the sources. */
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { AccessMode } from "../../../components/access/contract";

/** Its options. */
interface Toy {
  port?: number;
}

export const toy: AccessMode<Toy> = {
  name: "toy",
  schema: z.strictObject({ port: z.number().optional() }),
  grants: () => "**nothing at all**",
  sharesEngine: () => false,
  buildsElsewhere: () => false,
  containerAgents: true,
  volumes: [],
  changes: [],
  problems: (block) =>
    block?.port === 1
      ? [{ code: "JD104", path: "toy.port", message: "1 is no port for a toy. Choose another one" }]
      : [],
  needs: () => ({ images: {}, socketGroup: false, root: false }),
  shown: (block) => ({ port: block?.port ?? 2375 }),
  make: (block, { deployment }) => {
    const dockerHost = `tcp://toys.example.org:${String(block?.port ?? 2375)}`;
    return {
      dockerHost,
      endpoint: pulumi.output({ dockerHost }),
      controller: {
        environment: { DOCKER_HOST: dockerHost, TOY_OF: deployment.named("toy") },
        mounts: [],
        groups: [],
        files: [],
        privileged: false,
      },
      agentEngines: [{ uri: dockerHost, socketPath: "/run/toy.sock", socketGroup: "4711" }],
      volumes: [],
      awaits: [],
      grants: "nothing at all",
    };
  },
};
