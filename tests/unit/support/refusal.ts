/** What is said where something is refused. */

/** The lines of the problems that an action throws, below the first, which says where they are. */
export const said = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    return (error as Error).message.split("\n").slice(1);
  }
  throw new Error("this was to fail, and did not");
};
