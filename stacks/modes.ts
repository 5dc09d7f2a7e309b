/** What a stack's config adds to the access modes. A mode that has no line here takes its block as the component does. */
import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { Dind } from "../components/access/dind/args";
import type { Dood } from "../components/access/dood/args";
import type { Access } from "../components/access/modes";
import type { Problem } from "../components/text/problems";
import type { AwsHost, StackConfig } from "./config";
import type { RemoteConfig } from "./remote/remote-config";
import { remoteOfStack } from "./remote/remote-mode";
import type { MachineSettings } from "./shared";

/** The blocks of all modes in a config. */
export interface StackBlocks {
  dood?: Dood;
  dind?: Dind;
  remote?: RemoteConfig;
}

/** A mode whose block in a config is another one than that of the component. */
export interface StackMode {
  /** What the block is, for Pulumi.yaml and docs/config.md. */
  description: string;
  /** Rules of the block. */
  schema: z.ZodObject;
  /** What is wrong between options of the block, or between the block and the host. Pure but for the clock. */
  problems(config: StackConfig): Problem[];
  /** Whether no build runs on the controller's machine. Pure. */
  buildsElsewhere(config: StackConfig): boolean;
  /** The VMs that the stack makes for the mode. Pure. */
  vms(config: StackConfig): AwsHost[];
  /** Whether others can reach the builds' engine, and make keys of their own for it. Pure. */
  hasBuildEndpoint(config: StackConfig): boolean;
  /** The block with the settings that stand at the top of the config. Pure. */
  withShared(block: object, machine: MachineSettings): object;
  /** Makes what the block names. @param controllers addresses of the controller's host, where that is a VM */
  make(config: StackConfig, controllers: pulumi.Input<string>[]): MadeBlock;
  /** The key of the config for a path of the component's block. Pure. */
  configKey(config: StackConfig, path: string): string;
}

/** The block for the component, and lines of the stack's readme. */
export interface MadeBlock {
  block: object;
  notes: pulumi.Output<string>[];
}

/** By the modes' words. */
export const stackModes: Partial<Record<Access, StackMode>> = { remote: remoteOfStack };
