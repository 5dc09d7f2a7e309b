import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { generateSchema } from "../../../provider/generate-schema";

interface Property {
  type?: string;
  description?: string;
  secret?: boolean;
}
interface Schema {
  types: Record<string, { description?: string; properties?: Record<string, Property> }>;
  resources: Record<
    string,
    {
      description?: string;
      requiredInputs?: string[];
      inputProperties: Record<string, Property>;
      properties: Record<string, Property>;
    }
  >;
}

const root = path.join(__dirname, "../../..");

describe("the schema for Pulumi's other languages", function () {
  this.timeout(120_000);
  const file = path.join(root, "schema.json");
  let schema: Schema;
  before(() => {
    schema = generateSchema(root) as Schema;
  });
  const resource = (name: string) => schema.resources[`pulumi-jenkins-docker:index:${name}`];
  const type = (name: string) => schema.types[`pulumi-jenkins-docker:index:${name}`];

  it("is the one that is checked in", () => {
    if (process.env.UPDATE_RECORDED === "1") fs.writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
    const fix = "schema.json is not of these sources: UPDATE_RECORDED=1 npm test -- unit writes it";
    expect(JSON.parse(fs.readFileSync(file, "utf8")), fix).to.deep.equal(schema);
  });

  it("has the components, what each needs, and what each gives", () => {
    const names = Object.keys(schema.resources).map((token) => token.split(":").at(-1));
    expect(names.sort()).to.deep.equal([
      "AwsAgentFleet",
      "AwsDockerHost",
      "ExistingDockerHost",
      "Jenkins",
      "LocalDockerHost",
    ]);
    expect(resource("Jenkins")?.requiredInputs).to.deep.equal(["endpoint"]);
    expect(Object.keys(resource("Jenkins")?.properties ?? {})).to.include.members([
      "url",
      "adminPassword",
      "buildEndpoint",
    ]);
    expect(resource("AwsDockerHost")?.requiredInputs).to.deep.equal(["allowedCidrs"]);
    expect(Object.keys(resource("AwsDockerHost")?.properties ?? {})).to.have.members([
      "endpoint",
      "address",
      "instanceId",
      "dataVolumeId",
      "roleName",
      "securityGroupId",
    ]);
    expect(Object.keys(resource("AwsAgentFleet")?.properties ?? {})).to.have.members([
      "fleet",
      "groupName",
      "awsKey",
      "controllerUser",
    ]);
  });

  it("has no plain input of a component as a secret: a generated SDK would hand it over as an output", () => {
    const inputs = Object.values(schema.resources).flatMap(({ inputProperties }) => Object.entries(inputProperties));
    const both = inputs.filter(([, input]) => {
      const { plain, secret } = input as { plain?: boolean; secret?: boolean };
      return plain === true && secret === true;
    });
    expect(both).to.deep.equal([]);
    expect(inputs.length).to.be.greaterThan(20);
  });

  it("describes every component, type and property, without links that nobody can follow", () => {
    const described = { ...schema.resources, ...schema.types };
    for (const [token, { description }] of Object.entries(described)) expect(description, token).to.match(/\w/);
    const all = [
      ...Object.values(schema.resources).flatMap(({ inputProperties }) => Object.entries(inputProperties)),
      ...Object.values(schema.types).flatMap(({ properties }) => Object.entries(properties ?? {})),
    ];
    for (const [key, { description }] of all) expect(description, key).to.match(/\w/);
    expect(JSON.stringify(schema)).not.to.contain("[object Object]");
  });

  it("has defaults for readers of every language, whole numbers, and secrets", () => {
    const { port, memoryMiB, cpus } = resource("Jenkins")?.inputProperties ?? {};
    expect(port?.description).to.match(/\nDefault: 8080; with `https`, 443\.$/);
    expect([port?.type, memoryMiB?.type, cpus?.type]).to.deep.equal(["integer", "integer", "number"]);
    expect(resource("Jenkins")?.properties.adminPassword?.secret).to.equal(true);
    expect(type("Registry")?.properties?.password?.secret).to.equal(true);
    expect(type("AgentFleet")?.properties?.privateKey?.secret).to.equal(true);
    expect(type("AwsKey")?.properties?.secretAccessKey?.secret).to.equal(true);
  });
});
