/** A line of the log that stands with a component. */
import * as pulumi from "@pulumi/pulumi";

/** Says a line of a component, once Pulumi knows the component: an earlier line would stand with the stack. */
export function sayOnceRegistered(component: pulumi.Resource, line: string): void {
  component.urn.apply(() => void pulumi.log.info(line, component));
}
