import { expect } from "chai";
import { newHomeSettings } from "../../../../cli/backup/new-home";
import { CommandError } from "../../../../cli/say";
import { Host } from "../../../../stacks/hosts";

describe("the settings of a stack that gets another home", () => {
  const home = ["jenkins.homeVolume", "restored"];
  const aws = { allowedCidrs: ["203.0.113.0/24"] };

  for (const [what, config, settings] of [
    ["keep the stack's own", { host: Host.local }, [home, ["jenkins.retainHome", "true"]]],
    ["keep what is kept already", { host: Host.existing, jenkins: { retainHome: true } }, [home]],
    ["say nothing of a home that was adopted", { host: Host.local, jenkins: { homeVolume: "theirs" } }, [home]],
    ["leave the home on a disk that is kept", { host: Host.aws, aws: { ...aws, data: { retain: true } } }, [home]],
  ] as [string, Parameters<typeof newHomeSettings>[0], [string, string][]][])
    it(what, () => {
      expect(newHomeSettings(config)("restored")).to.deep.equal(settings);
    });

  it("are none where the stack's own home would go with its disk", () => {
    expect(() => newHomeSettings({ host: Host.aws, aws })).to.throw(CommandError, /Set aws\.data\.retain: true/);
  });
});
