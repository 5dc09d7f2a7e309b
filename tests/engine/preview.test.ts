/** A preview connects to nothing, so that it needs no route to the engine. */
import { expect } from "chai";
import { certificate, key } from "../unit/support/pems";
import { type Config, TestStack } from "./support/stack";

const nowhere: [string, Config][] = [
  ["a socket that is not there", { local: { dockerHost: "unix:///run/there-is-none.sock" } }],
  [
    "an address that nobody has",
    {
      host: "existing",
      existing: {
        dockerHost: "tcp://192.0.2.1:2376", // of RFC 5737: for documentation alone
        caCert: certificate,
        clientCert: certificate,
        clientKey: key,
        socketGid: 1,
      },
    },
  ],
];

describe("a preview", () => {
  for (const [title, host] of nowhere) {
    for (const access of ["dood", "dind"]) {
      it(`of ${access} works with ${title}, and says the same twice`, async () => {
        const stack = await TestStack.create("preview");
        try {
          const first = await stack.preview({ ...host, access });
          const second = await stack.preview();
          expect(first.changes.map(({ op }) => op))
            .to.include("create")
            .and.not.include("delete");
          expect(second.changes).to.have.deep.members(first.changes);
          expect(first.text).to.contain(`builds reach Docker by ${access}, which grants`);
          expect(first.text).to.match(/url *: "http:\/\/localhost:\d+"/);
        } finally {
          await stack.cleanUp();
        }
      });
    }
  }
});
