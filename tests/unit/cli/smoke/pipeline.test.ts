import { expect } from "chai";
import { pipelineScript, whyNoPipeline } from "../../../../cli/smoke/pipeline";

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

describe("a pipeline through Jenkins", () => {
  /** A Jenkins with these statuses of its API and of its list of plugins. */
  const jenkins = (api: number, list: number, plugins: string[] = []) => ({
    status: (page: string) => Promise.resolve(page === "api/json" ? api : list),
    json: () => Promise.resolve({ plugins: plugins.map((shortName) => ({ shortName })) }),
  });
  const all = ["ec2-fleet", "workflow-job", "workflow-cps"];

  for (const [what, asked, no] of [
    ["runs where all plugins are there", jenkins(200, 200, all), undefined],
    [
      "does not run without the plugin that has the agents",
      jenkins(200, 200, all.slice(1)),
      { reason: "this Jenkins has no ec2-fleet", lacksCloud: true },
    ],
    [
      "does not run without pipelines",
      jenkins(200, 200, all.slice(0, 2)),
      { reason: "this Jenkins has no workflow-cps", lacksCloud: false },
    ],
    [
      "does not run where there are no plugins at all",
      jenkins(200, 404),
      { reason: "this Jenkins has no ec2-fleet, workflow-job, workflow-cps", lacksCloud: true },
    ],
    [
      "does not run where the admin may not see the plugins, of which nothing is known then",
      jenkins(200, 403),
      { reason: "Jenkins does not show its plugins (HTTP 403)", lacksCloud: false },
    ],
    [
      "does not run where the admin is not let in",
      jenkins(401, 200, all),
      {
        reason: "Jenkins does not let the stack's admin in (HTTP 401): set JENKINS_USER and JENKINS_TOKEN",
        lacksCloud: false,
      },
    ],
  ] as const)
    it(what, async () => {
      expect(await whyNoPipeline(asked, "ec2-fleet")).to.deep.equal(no);
    });
});
