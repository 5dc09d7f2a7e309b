/** The doc comments of arguments: what a key is, and its default, as the component's users read them. */
import * as fs from "node:fs";
import * as path from "node:path";
import ts from "typescript";

/** A property of an interface. */
export interface Documented {
  description: string;
  default?: string;
  example?: string;
  /** Names of interfaces in its type. */
  refersTo: string[];
}

/** All interfaces of some files, by name and property. */
export function documented(root: string, files: string[]): Map<string, Record<string, Documented>> {
  const interfaces = new Map<string, Record<string, Documented>>();
  for (const file of files) {
    const text = fs.readFileSync(path.join(root, file), "utf8");
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => {
      if (ts.isInterfaceDeclaration(node)) interfaces.set(node.name.text, properties(node));
    });
  }
  return interfaces;
}

function properties(node: ts.InterfaceDeclaration): Record<string, Documented> {
  const members = node.members.filter(ts.isPropertySignature);
  return Object.fromEntries(members.map((member) => [member.name.getText(), commentOf(member)]));
}

function commentOf(member: ts.PropertySignature): Documented {
  const comment = ts.getJSDocCommentsAndTags(member).find(ts.isJSDoc);
  const tag = (name: string) => {
    const found = comment?.tags?.find(({ tagName }) => tagName.text === name);
    return found === undefined ? undefined : inOneLine(ts.getTextOfJSDocComment(found.comment));
  };
  // Generators of SDKs read the description alone, so the default is its last sentence.
  const text = inOneLine(ts.getTextOfJSDocComment(comment?.comment)) ?? "";
  const [description = "", ofText] = text.split(/ ?\bDefault: /);
  return {
    description,
    default: ofText?.replace(/\.$/, ""),
    example: tag("example"),
    refersTo: (member.type?.getText() ?? "").match(/[A-Z]\w*/g) ?? [],
  };
}

function inOneLine(text: string | undefined): string | undefined {
  return text
    ?.replace(/\s+/g, " ")
    .replace(/\{@link (?:\w+\.)?(\w+)\}/g, "`$1`")
    .trim();
}
