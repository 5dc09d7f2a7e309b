/** The stack's output `readme`: what whoever opens the stack needs to know. Pure. */

import { Access } from "../components/access/access";

/** What it tells. */
export interface ReadmeFacts {
  stack: string;
  url: string;
  home: string;
  access: string;
  /** More lines, of the host. */
  notes: string[];
}

/** Markdown. */
export function readme({ stack, url, home, access, notes }: ReadmeFacts): string {
  const [other = "", ...more] = Object.values(Access).filter((one) => one !== access);
  const local = stack === "local"; // its state is where only npm's scripts look
  const password = local
    ? "npm run -s pulumi -- stack output adminPassword --show-secrets"
    : `pulumi stack output adminPassword --show-secrets --stack ${stack}`;
  const change = local
    ? `\`npm start -- --access ${other}\``
    : `\`pulumi config set access ${other} --stack ${stack}\`, then \`pulumi up\``;
  return `# Jenkins of stack ${stack}

- Log in at ${url} as \`admin\`; the password: \`${password}\`
- Builds reach Docker by **${access}**. To switch, to ${[other, ...more].join(" or ")}: ${change}
- Everything Jenkins keeps is in the volume \`${home}\`
${notes.map((note) => `- ${note}\n`).join("")}`;
}
