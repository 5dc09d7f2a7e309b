import { expect } from "chai";
import { renderAwsCredentials } from "../../../../../components/jenkins/fleets/fleet-files";

describe("the file with the key of the AWS API", () => {
  it("is as AWS' SDK reads it", () => {
    expect(renderAwsCredentials({ accessKeyId: "AKIA", secretAccessKey: "s/e+cret" })).to.equal(
      "[default]\naws_access_key_id = AKIA\naws_secret_access_key = s/e+cret\n",
    );
  });
});
