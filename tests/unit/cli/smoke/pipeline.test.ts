import { expect } from "chai";
import { pipelineScript } from "../../../../cli/smoke/pipeline";

describe("smoke", () => {
  it("runs this pipeline", () => {
    expect(pipelineScript("docker", "smoke-1", "agent:1")).to.equal(`node('docker') {
  sh 'docker tag agent:1 smoke-1-base'
  writeFile file: 'Dockerfile', text: 'FROM smoke-1-base\\nUSER root\\nRUN echo made >/made\\n'
  sh 'docker build --quiet --tag smoke-1 .'
  sh 'docker run --rm smoke-1 cat /made'
  docker.image('smoke-1').inside { sh 'test -f Dockerfile' }
  sh 'docker image rm --force smoke-1 smoke-1-base'
}
`);
  });
});
