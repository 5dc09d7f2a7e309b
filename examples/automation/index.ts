/**
 * One Jenkins a team, from a list. Each team has a stack of its own. After `pulumi login`, with PULUMI_CONFIG_PASSPHRASE set:
 * `npm install && npm run build`, then `node index.js preview`, `up` or `destroy`.
 */
import { InlineProgramArgs, LocalWorkspace } from "@pulumi/pulumi/automation";
import { Jenkins, LocalDockerHost } from "pulumi-jenkins-docker";

const firstPort = Number(process.env.FIRST_PORT ?? 8081);
const teams = ["payments", "search"];

async function main(action = "preview"): Promise<void> {
  for (const [index, team] of teams.entries()) {
    const args: InlineProgramArgs = {
      stackName: team,
      projectName: "jenkins-automation",
      program: async () => {
        const { endpoint } = new LocalDockerHost("local");
        const { url } = new Jenkins(team, { endpoint, access: "dood", port: firstPort + index });
        return { url };
      },
    };
    const stack = await LocalWorkspace.createOrSelectStack(args);
    const onOutput = (text: string) => void process.stdout.write(text);
    if (action === "up") {
      const { outputs } = await stack.up({ onOutput });
      console.log(`${team}: ${String(outputs.url?.value)}`);
    } else if (action === "destroy") await stack.destroy({ onOutput });
    else await stack.preview({ onOutput });
  }
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(String(error));
  process.exit(1);
});
