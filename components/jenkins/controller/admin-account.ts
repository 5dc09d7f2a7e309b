/** The first user's password, and the token for reloads: made once, kept as secrets in the state. */
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

/** The password for its owner, and its hash for Jenkins. */
export interface Credentials {
  password: pulumi.Output<string>;
  /** `#jbcrypt:` and a bcrypt hash: all that reaches the host. [HudsonPrivateSecurityRealmConfigurator] */
  hashed: pulumi.Output<string>;
  reloadToken: pulumi.Output<string>;
}

/** Makes what {@link Credentials} says. */
export function credentials(name: string, opts: pulumi.CustomResourceOptions): Credentials {
  // Letters and digits alone, so that it survives every shell and URL.
  const admin = new random.RandomPassword(`${name}-admin`, { length: 24, special: false }, opts);
  const token = new random.RandomPassword(`${name}-reload-token`, { length: 40, special: false }, opts);
  return {
    password: pulumi.secret(admin.result),
    hashed: pulumi.secret(pulumi.interpolate`#jbcrypt:${admin.bcryptHash}`),
    reloadToken: pulumi.secret(token.result),
  };
}
