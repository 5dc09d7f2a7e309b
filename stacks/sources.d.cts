/** Where `npm run build` writes down what it compiled. */
export const compiledFrom: string;
/** The hash of the names and contents of all that the program is made of. */
export function sourcesHash(root: string): string;
