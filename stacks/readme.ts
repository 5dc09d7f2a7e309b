/** The stack's output `readme`: what whoever opens the stack needs to know. Pure. */

/** What it tells. */
export interface ReadmeFacts {
  stack: string;
  url: string;
  home: string;
  access: string;
}

/** Markdown. */
export function readme({ stack, url, home, access }: ReadmeFacts): string {
  return `# Jenkins of stack ${stack}

- Log in at ${url} as \`admin\`; the password: \`pulumi stack output adminPassword --show-secrets --stack ${stack}\`
- Builds reach Docker by **${access}**. To switch: \`pulumi config set access dind --stack ${stack}\`, then \`pulumi up\`
- Everything Jenkins keeps is in the volume \`${home}\`
`;
}
