/** Rules about images. */
import type { RemoteImageArgs } from "@pulumi/docker";
import { type ContainerProps } from "./container";
import { check, type Finding, inEach, isNamed, type Options, type Rule } from "./rule";
import { container, remoteImage } from "./types";

const pinned: Rule = {
  name: "images-pinned",
  title: "Images are pinned: by a version, in `prod` by digest",
  reason: "A tag that moves is another program tomorrow, and nobody's change shows it",
  fix: "REPOSITORY:VERSION@sha256:…; `docker buildx imagetools inspect IMAGE` prints the digest",
  level: { prod: "mandatory", other: "advisory" },
  options: {
    digest: { about: "whether a version is not enough", default: { prod: true, other: false } },
    images: { about: "images whose tags never move, e.g. `registry.example.org/*`", default: { prod: [], other: [] } },
  },
  checks: [
    check<RemoteImageArgs>(remoteImage, ({ name, build }, options) =>
      build === undefined
        ? notPinned(name, "is", options)
        : // What is built here is what goes in: the images that the build is told of.
          inEach(Object.keys(build.buildArgs ?? {}), (argument) =>
            argument.endsWith("IMAGE")
              ? notPinned(build.buildArgs?.[argument] ?? "", `is built with ${argument}`, options)
              : [],
          ),
    ),
    check<ContainerProps>(container, ({ image }, options) => notPinned(image, "runs", options)),
  ],
};

/**
 * A version starts with a number, or has one of several parts, or is a commit: 29-dind, v2, release-1.4, main-3f2c1ab. Not
 * latest, lts-jdk21, bookworm. [distribution/reference: reference grammar]
 */
const version = /^v?\d|\d+\.\d+|(?<![0-9a-z])(?=[a-f]*\d)[0-9a-f]{7,}(?![0-9a-z])/;

function notPinned(reference: string, verb: string, { digest, images }: Options): Finding[] {
  // The text is an image's id, as RemoteImage.imageId has it, or a digest.
  if (/(^|@)sha256:[0-9a-f]{12,64}$/.test(reference) || isNamed(reference, images)) return [];
  const tag = /:([^/:@]+)$/.exec(reference)?.[1];
  const moving = tag === undefined || !version.test(tag);
  if (!moving && !digest) return [];
  const what = tag === undefined ? "without a tag" : moving ? "a tag that moves" : "without its digest";
  return [
    {
      found: `${verb} ${reference}, ${what}`,
      fix: digest ? `Pin it: ${reference}@sha256:…` : `Pin it to a version, or by digest: ${reference}@sha256:…`,
    },
  ];
}

/** The rules about images. */
export const imageRules: Rule[] = [pinned];
