/** The stack's output `readme`: what whoever opens the stack needs to know. Pure. */

import { Access } from "../components/access/contract";

/** What it tells. */
export interface ReadmeFacts {
  stack: string;
  url: string;
  home: string;
  access: Access;
  /** Labels that pipelines ask for. */
  labels: string[];
  /** The official image; none where it is one of the user's own. */
  image?: string;
  /** More lines, of the host. */
  notes: string[];
}

/** To whoever can start a build. */
const givesAway: Record<Access, string> = {
  dood: "**root on Jenkins' machine**",
  dind: "an engine in a container that is privileged, unless Sysbox runs it: no barrier to a build that wants out",
  remote: "**root on the builds' machine**, and nothing of Jenkins' own",
};

/** Markdown. */
export function readme({ stack, url, home, access, labels, image, notes }: ReadmeFacts): string {
  const [other = "", ...more] = Object.values(Access).filter((one) => one !== access);
  const local = stack === "local"; // its state is where only npm's scripts look
  const pulumi = (words: string) => (local ? `npm run -s pulumi -- ${words}` : `pulumi ${words} --stack ${stack}`);
  const change = local
    ? `\`npm start -- --access ${other}\``
    : `\`${pulumi(`config set access ${other}`)}\`, then \`pulumi up\``;
  const upgrade =
    image === undefined
      ? "another digest in `jenkins.customImage`"
      : `another tag than \`${image}\` in \`jenkins.image\``;
  const lines = [
    `Log in at ${url} as \`admin\`; the password: \`${pulumi("stack output adminPassword --show-secrets")}\``,
    `Builds run on agents: \`node('${labels[0] ?? ""}') { … }\`. That they can use Docker is proved by \`npm run smoke -- --stack ${stack}\``,
    `Builds reach Docker by **${access}**, which gives to whoever can start one: ${givesAway[access]}`,
    `To switch, to ${[other, ...more].join(" or ")}: ${change}. Home, address and password stay; running builds end`,
    `To upgrade Jenkins: ${upgrade}, then ${local ? "`npm start`" : "`pulumi up`"}. What a change means before it is made: \`npm run -s diff -- --stack ${stack}\``,
    `Everything Jenkins keeps is in the volume \`${home}\`. To restore it: a volume with a copy of one, named by \`jenkins.homeVolume\``,
    ...notes,
  ];
  return `# Jenkins of stack ${stack}\n\n${lines.map((line) => `- ${line}\n`).join("")}`;
}
