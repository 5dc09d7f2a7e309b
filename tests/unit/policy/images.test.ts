import { container, remoteImage } from "../../../policy/types";
import { type Case, describeRule, type FailingCase, unknown } from "../support/describe-rule";

const digest = `@sha256:${"0123456789abcdef".repeat(4)}`;
const other = { environment: "other" } as const;
const taken = [
  "docker:29-dind",
  "caddy:2",
  "registry.example.org:5000/team/app:v1.4.2",
  "alpine:3.22",
  "app:release-1.4",
  "app:main-3f2c1ab",
  `nginx${digest}`,
];
const moving = [
  "docker:dind",
  "jenkins/jenkins:lts-jdk21",
  "debian:bookworm",
  "app:latest",
  "app:added",
  "app:decade",
  "app:defaced",
];

describeRule(
  "images-pinned",
  [
    ...taken.map((name): Case => [name, { type: remoteImage, props: { name } }, other]),
    ["a digest in prod", { type: remoteImage, props: { name: `docker:29-dind${digest}` } }],
    [
      "a version in prod, by config",
      { type: remoteImage, props: { name: "docker:29-dind" } },
      { config: { digest: false } },
    ],
    [
      "a registry that a config trusts",
      { type: remoteImage, props: { name: "registry.example.org/team/app:latest" } },
      { config: { images: ["registry.example.org/*"] } },
    ],
    ["an image's id", { type: container, props: { image: digest.slice(1) } }],
    ["an image that is not known yet", { type: container, props: { image: unknown } }],
    [
      "one that is built here from pinned ones",
      {
        type: remoteImage,
        props: {
          name: "app:latest",
          build: { context: ".", buildArgs: { BASE_IMAGE: `debian${digest}`, PLUGINS: "git" } },
        },
      },
    ],
  ],
  [
    ...moving.map((name): FailingCase => [
      `it: is ${name}, a tag that moves. Pin it to a version, or by digest: ${name}@sha256:…`,
      name,
      { type: remoteImage, props: { name } },
      other,
    ]),
    [
      "it: is registry.example.org:5000/app, without a tag. Pin it to a version, or by digest: registry.example.org:5000/app@sha256:…",
      "no tag, behind a registry's port",
      { type: remoteImage, props: { name: "registry.example.org:5000/app" } },
      other,
    ],
    [
      "it: runs nginx:1.29, without its digest. Pin it: nginx:1.29@sha256:…",
      "a version in prod",
      { type: container, props: { image: "nginx:1.29" } },
    ],
    [
      "it: is built with BASE_IMAGE debian:13, without its digest. Pin it: debian:13@sha256:…",
      "what an image is built upon, in prod",
      {
        type: remoteImage,
        props: { name: "app:1", build: { context: ".", buildArgs: { BASE_IMAGE: "debian:13", OTHER_IMAGE: unknown } } },
      },
    ],
  ],
);
