/** Rules of an engine that is given: its address, keys and socket, as every block of a config has them. */
import { z } from "zod";
import { wholeNumber } from "../components/text/validation";

/** An engine's address and keys, as a config has them. */
export const engineAddress = {
  dockerHost: z.string().optional(),
  caCert: z.string().optional(),
  clientCert: z.string().optional(),
  clientKey: z.string().optional().meta({ secret: true }),
  address: z.string().optional(),
};

/** An engine's own socket, on its machine. */
export const engineSocket = {
  socketPath: z.string().optional(),
  socketGid: wholeNumber(0, 4294967294).optional(),
};
