/** These components for Pulumi's other languages: the process that Pulumi starts in this package's folder (PulumiPlugin.yaml). */
import * as pulumi from "@pulumi/pulumi";
import { componentProvider } from "./component-provider";

void pulumi.provider.main(componentProvider(), process.argv.slice(2));
