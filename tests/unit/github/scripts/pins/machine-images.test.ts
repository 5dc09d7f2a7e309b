import { expect } from "chai";
import { dateOf, newerDate } from "../../../../../.github/scripts/pins/machine-images";
import { HostImage } from "../../../../../components/host/aws/aws-args";
import { imageParameter } from "../../../../../components/host/aws/machine-image";

describe("the newer date of a machine image", () => {
  const path = "/aws/service/canonical/ubuntu/server/24.04/stable";
  const of = (date: string, architecture: string) => `${path}/${date}/${architecture}/hvm/ebs-gp3/ami-id`;
  const pinned = [of("20250923", "amd64"), of("20250923", "arm64")];
  const both = (date: string) => [of(date, "amd64"), of(date, "arm64")];

  it("is there of every image that this package pins", () => {
    const dates = Object.values(HostImage).map((image) => dateOf(imageParameter(image, "amd64")));
    expect(dates.map((one) => one.path)).to.deep.equal([path, "/aws/service/debian/release/13"]);
    for (const { date } of dates) expect(date).to.match(/^\d{8}(-\d+)?$/);
  });

  it("is the last one that all architectures have", () => {
    const names = [...pinned, ...both("20251003"), ...both("20251003.1"), of("20251010", "amd64"), ...both("20250801")];
    expect(newerDate(pinned, names)).to.equal("20251003.1");
  });

  it("is none where there is no newer one, and none of `current` or of another disk", () => {
    expect(newerDate(pinned, [...pinned, ...both("20250101"), ...both("current")])).to.equal(undefined);
    expect(
      newerDate(
        pinned,
        [...both("20251003")].map((name) => name.replace("gp3", "gp2")),
      ),
    ).to.equal(undefined);
    expect(newerDate(pinned, [])).to.equal(undefined);
  });

  it("is Debian's, too", () => {
    const debian = [
      "/aws/service/debian/release/13/20250914-2201/amd64",
      "/aws/service/debian/release/13/20250914-2201/arm64",
    ];
    const names = [...debian, ...debian.map((name) => name.replace("20250914-2201", "20251012-2229"))];
    expect(newerDate(debian, names)).to.equal("20251012-2229");
  });
});
