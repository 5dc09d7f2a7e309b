/** host: aws, from nothing to a build on a VM. */
import { testsFromNothing } from "./support/from-nothing";

describe("host: aws, from nothing", () => {
  const aws = testsFromNothing("aws");
  after(() => aws().stack.cleanUp());
});
