/** Networks by their CIDRs. Pure. */
import * as ipaddr from "ipaddr.js";

/** What no host has as its address: multicast and reserved of IPv4; of IPv6 all that is not public. [RFC 1112; RFC 4291, 2.4] */
const ofNobody = { ipv4: ["111"], ipv6: ["000", "01", "1"] };

/**
 * Whether networks together are every address that a host on the internet can have, by IPv4 or by IPv6.
 * @param cidrs right ones: `203.0.113.0/24`
 * @example coverEverybody(["0.0.0.0/1", "128.0.0.0/1"]) // true
 */
export function coverEverybody(cidrs: readonly string[]): boolean {
  const networks = cidrs.map((cidr) => ipaddr.parseCIDR(cidr));
  return (["ipv4", "ipv6"] as const).some((kind) =>
    covered([
      ...ofNobody[kind],
      ...networks.filter(([address]) => address.kind() === kind).map(([address, length]) => bits(address, length)),
    ]),
  );
}

/** A network's bits, as many as its length: "0" and "1". */
function bits(address: ipaddr.IPv4 | ipaddr.IPv6, length: number): string {
  const all = address.toByteArray().map((byte) => byte.toString(2).padStart(8, "0"));
  return all.join("").slice(0, length);
}

/** Whether the networks cover all that has the same bits before theirs: one is all of it, or they cover both of its halves. */
function covered(networks: string[]): boolean {
  if (networks.includes("")) return true;
  return ["0", "1"].every((bit) => {
    const half = networks.filter((network) => network.startsWith(bit));
    return half.length > 0 && covered(half.map((network) => network.slice(1)));
  });
}
