/** The first user's password, and the token for reloads of the casc. They are made once, and kept as secrets in the state. */
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Deployment } from "../../docker/deployment";

/** What lets a person and the stack into Jenkins. */
export interface AdminAccount {
  /** For its owner. It never reaches the host. */
  password: pulumi.Output<string>;
  /** For Jenkins: `#jbcrypt:` and a bcrypt hash. [HudsonPrivateSecurityRealmConfigurator] */
  passwordHash: pulumi.Output<string>;
  /** For the stack: it may have the casc reloaded. */
  reloadToken: pulumi.Output<string>;
}

/** Makes the account. */
export function adminAccount({ name, plain }: Deployment): AdminAccount {
  // The password has letters and digits only, so that it needs no quotes in a shell or a URL.
  const admin = new random.RandomPassword(`${name}-admin`, { length: 24, special: false }, plain);
  const token = new random.RandomPassword(`${name}-reload-token`, { length: 40, special: false }, plain);
  return {
    password: pulumi.secret(admin.result),
    passwordHash: pulumi.secret(pulumi.interpolate`#jbcrypt:${admin.bcryptHash}`),
    reloadToken: pulumi.secret(token.result),
  };
}
