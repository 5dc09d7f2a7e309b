/** An engine that has to be made ready for agents. */
import type { AgentImage } from "./agent-image";

/** What an engine is to have, and how the controller reaches it. */
export interface EngineForAgents {
  uri: string;
  certificates?: string;
  /** The image that it has to make; none where the stack makes it, or no template uses it. */
  image?: AgentImage;
  /** Where the controller has the image's id for Jenkins, and for the next `up`. */
  imageFile: string;
  imageRecord: string;
  /** The volume that the `config.json` goes to. */
  dockerConfig: string;
  /** Whether the stack has one. The file in the controller does not tell: one that the stack lost may not be gone yet. */
  hasDockerConfig: boolean;
  /** An image that is there or can be pulled, and has a shell. */
  filler: string;
}
