import { expect } from "chai";
import { urlOf } from "../../../../../components/jenkins/controller/url";

describe("the controller's address", () => {
  for (const [bind, address, url] of [
    ["127.0.0.1", "ci.example.org", "http://localhost:8080"],
    ["::1", "ci.example.org", "http://localhost:8080"],
    ["0.0.0.0", "ci.example.org", "http://ci.example.org:8080"],
    ["::", "2001:db8::1", "http://[2001:db8::1]:8080"],
    ["192.0.2.7", "ci.example.org", "http://192.0.2.7:8080"],
  ] as const) {
    it(`is ${url} when published on ${bind}`, () => {
      expect(urlOf(bind, 8080, address)).to.equal(url);
    });
  }
});
