/** All that the package exports, by whatever entry. Programs in Pulumi's other languages have no entries. */
export * from "../index";
export * from "../aws";
