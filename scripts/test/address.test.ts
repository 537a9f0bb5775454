import type { NetworkInterfaceInfo } from "node:os";
import { describe, expect, test } from "vitest";
import { nearOf, outside, reachedAt, withPort } from "../ground/address.ts";

function own(family: "IPv4" | "IPv6", address: string): NetworkInterfaceInfo {
  return { family, address, internal: false } as NetworkInterfaceInfo;
}

const OWN = [own("IPv4", "192.168.1.5"), own("IPv6", "2001:db8::5"), own("IPv6", "fe80::1")];

describe("where others reach what listens on an address", () => {
  test.each([
    ["127.0.0.1", []],
    ["localhost", []],
    ["::1", []],
    ["0.0.0.0", ["192.168.1.5"]],
    ["::", ["192.168.1.5", "2001:db8::5"]],
    ["192.168.1.5", ["192.168.1.5"]],
    ["2001:db8::5", ["2001:db8::5"]],
  ])("on %s", (host, addresses) => {
    expect(reachedAt(host, OWN)).toEqual(addresses);
  });

  test("a network within the machine comes last: it is rarely the one that others are in", () => {
    const [wifi, bridge] = [own("IPv4", "192.168.1.5"), own("IPv4", "172.17.0.1")];
    const loopback = { ...own("IPv4", "127.0.0.1"), internal: true };
    expect(outside({ lo: [loopback], docker0: [bridge], wlan0: [wifi] })).toEqual([wifi, bridge]);
  });

  test("nowhere, where there is no network", () => {
    expect(reachedAt("0.0.0.0", [])).toEqual([]);
  });
});

test("this machine reaches at loopback what listens on every address", () => {
  expect(["0.0.0.0", "::", "192.168.1.5"].map(nearOf)).toEqual([
    "127.0.0.1",
    "127.0.0.1",
    "192.168.1.5",
  ]);
});

test("an IPv6 address stands in brackets before its port", () => {
  expect(withPort("2001:db8::5", 80)).toBe("[2001:db8::5]:80");
});
