/** Mistakes in Jenkins' own settings: keys and numbers, plugins, image, home, its addresses. */
import { jenkins, type Mistake } from "../../support/stack-config";

const digest = `jenkins@sha256:${"0".repeat(64)}`;

export const controller: Mistake[] = [
  [{ jenkins: "yes" }, ['JD104 jenkins: "yes" is not a mapping']],
  [jenkins({ plugin: [] }), ['JD103 jenkins.plugin: is not a setting. Did you mean "plugins"?']],
  [jenkins({ memoryMib: 4096 }), ['JD103 jenkins.memoryMib: is not a setting. Did you mean "memoryMiB"?']],
  [jenkins({ memory: 4096 }), ['JD103 jenkins.memory: is not a setting. Did you mean "memoryMiB"?']],
  [{ "jenkins.memoryMiB": "4096" }, ["JD103 jenkins.memoryMiB: is not a setting. Write memoryMiB inside of jenkins."]],
  [jenkins({ port: "8080" }), ['JD104 jenkins.port: "8080" is not a number: a whole number from 1 to 65535']],
  [jenkins({ port: 0 }), ["JD104 jenkins.port: 0 is not allowed: a whole number from 1 to 65535"]],
  [jenkins({ port: 80.5 }), ["JD104 jenkins.port: 80.5 is not allowed: a whole number from 1 to 65535"]],
  [jenkins({ executors: -1 }), ["JD104 jenkins.executors: -1 is not allowed: a whole number from 0 to 1000"]],
  [jenkins({ executors: "two" }), ['JD104 jenkins.executors: "two" is not a number: a whole number from 0 to 1000']],
  [jenkins({ memoryMiB: 2 }), ["JD104 jenkins.memoryMiB: 2 is not allowed: a whole number from 512 to 1048576 (MiB)"]],
  [
    jenkins({ memoryMiB: "2g" }),
    ['JD104 jenkins.memoryMiB: "2g" is not a number: a whole number from 512 to 1048576 (MiB)'],
  ],
  [jenkins({ cpus: 0 }), ["JD104 jenkins.cpus: 0 is not allowed: a number of CPUs from 0.1 to 1024"]],
  [jenkins({ retainHome: "yes" }), ['JD104 jenkins.retainHome: "yes" is not true or false']],
  [jenkins({ plugins: "git" }), ['JD104 jenkins.plugins: "git" is not a list. Write [git]']],
  [
    jenkins({ plugins: [{ git: "5.8.0" }] }),
    ['JD104 jenkins.plugins[0]: {"git":"5.8.0"} is not a string. Write "git:5.8.0"'],
  ],
  [
    jenkins({ plugins: ["git", "git:"] }),
    ['JD301 jenkins.plugins[1]: "git:" is not a plugin: ID or ID:VERSION, e.g. git or git:5.8.0'],
  ],
  [
    jenkins({ plugins: ["git:5.8.0", "job-dsl:1.93", "git:5.7.0"] }),
    ['JD301 jenkins.plugins[2]: "git:5.7.0" stands there as "git:5.8.0", too. Remove one of them'],
  ],
  [
    jenkins({ image: "jenkins/jenkins" }),
    [
      'JD302 jenkins.image: "jenkins/jenkins" is not an image with a tag: REPOSITORY:TAG, e.g. jenkins/jenkins:2.580.2-lts-jdk21',
    ],
  ],
  [
    jenkins({ customImage: digest, plugins: ["git"] }),
    ["JD107 jenkins.plugins: has no effect with customImage, which is used as it is. Remove one of them"],
  ],
  [
    jenkins({ bindAddress: "localhost" }),
    ['JD104 jenkins.bindAddress: "localhost" is not an IP address of the engine\'s machine, e.g. 127.0.0.1 or 0.0.0.0'],
  ],
  [jenkins({ timeZone: "Vienna" }), ['JD104 jenkins.timeZone: "Vienna" is not a time zone, e.g. Europe/Vienna']],
  [jenkins({ timeZone: "europe/vienna" }), ['JD104 jenkins.timeZone: "europe/vienna" is written Europe/Vienna']],
  [
    jenkins({ homeVolume: "/srv/home" }),
    ['JD104 jenkins.homeVolume: "/srv/home" is not the name of a Docker volume. A folder of the host cannot be a home'],
  ],
  [jenkins({ javaOpts: 42 }), ['JD104 jenkins.javaOpts: 42 is not a string. Quote it: "42"']],
  [
    jenkins({ javaOpts: "-Da='x y -Db=1" }),
    [`JD104 jenkins.javaOpts: "-Da='x y -Db=1" has a quote without an end. Close it, or write \\" or \\'`],
  ],
  [
    jenkins({ https: { domain: "localhost" } }),
    ['JD104 jenkins.https.domain: "localhost" is not a domain, e.g. ci.example.org'],
  ],
  [
    jenkins({ https: { domain: "ci.example.org" }, port: 8443 }),
    ["JD107 jenkins.port: has to be 443 with https.domain: ACME comes to that port. Remove it"],
  ],
  [jenkins({ https: true }), ["JD104 jenkins.https: true is not a mapping. Write {} for its defaults"]],
];
