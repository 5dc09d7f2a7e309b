/** The CA of a registry, as every part that makes an engine takes it. */
import type * as pulumi from "@pulumi/pulumi";

/** The CA of a registry whose certificate no public CA signed. */
export interface RegistryCa {
  /** The registry's address, as in the names of its images: `registry.example.org:5000`. */
  address: string;
  /** PEM. */
  caCert: pulumi.Input<string>;
}
