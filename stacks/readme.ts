/** The stack's output `readme`: what whoever opens the stack needs to know. Pure. */

/** What it tells. */
export interface ReadmeFacts {
  stack: string;
  url: string;
  home: string;
  /** The access mode, what it grants to whoever can start a build, and the words of the other modes. */
  access: string;
  grants: string;
  otherModes: string[];
  /** Labels that pipelines ask for. */
  labels: string[];
  /** The official image; none where it is one of the user's own. */
  image?: string;
  /** Whether backups are made. */
  backup: boolean;
  /** More lines, of the host. */
  notes: string[];
}

/** Markdown. */
export function readme({
  stack,
  url,
  home,
  access,
  grants,
  otherModes,
  labels,
  image,
  backup,
  notes,
}: ReadmeFacts): string {
  const [other = "", ...more] = otherModes;
  const local = stack === "local"; // only npm's scripts find the state of stack local
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
    `Builds reach Docker by **${access}**, which grants to whoever can start one: ${grants}`,
    `To switch, to ${[other, ...more].join(" or ")}: ${change}. Home, address and password stay; running builds end`,
    `To upgrade Jenkins: ${upgrade}, then ${local ? "`npm start`" : "`pulumi up`"}. What a change means before it is made: \`npm run -s diff -- --stack ${stack}\``,
    `Everything Jenkins keeps is in the volume \`${home}\`. ${
      backup
        ? `To back it up now: \`npm run backup -- --stack ${stack}\`. What there is: \`npm run backups -- --stack ${stack}\``
        : "No backups are made: `jenkins.backup`"
    }`,
    ...notes,
  ];
  return `# Jenkins of stack ${stack}\n\n${lines.map((line) => `- ${line}\n`).join("")}`;
}
