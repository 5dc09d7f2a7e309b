import { expect } from "chai";
import { pipelineScript } from "../../../../cli/smoke/pipeline";

describe("smoke", () => {
  it("runs this pipeline", () => {
    expect(pipelineScript("docker", "smoke-1", "agent:1")).to.equal(`node('docker') {
  writeFile file: 'Dockerfile', text: 'FROM agent:1\\nUSER root\\nRUN echo made >/made\\n'
  sh 'docker build --quiet --tag smoke-1 .'
  sh 'docker run --rm smoke-1 cat /made'
  docker.image('smoke-1').inside { sh 'test -f Dockerfile' }
  sh 'docker image rm --force smoke-1'
}
`);
  });
});
