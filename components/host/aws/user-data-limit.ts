/** The one limit of EC2 that settings can exceed. Pure. */
import { UserError } from "../../text/user-error";
import { userDataLimit } from "../bootstrap/user-data";

/** A text that EC2 takes. Pure. @throws UserError where it is too long */
export function checkedUserData(where: string, text: string): string {
  const bytes = Buffer.byteLength(text);
  if (bytes <= userDataLimit) return text;
  const fix = "Name fewer registryMirrors, addressPools or CAs (caBundle, registryCas)";
  const message = `has ${String(bytes)} bytes with these settings, and EC2 takes ${String(userDataLimit)}. ${fix}`;
  throw new UserError(where, [{ code: "JD208", path: "user-data", message }]);
}
