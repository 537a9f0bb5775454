import type { NetworkInterfaceInfo } from "node:os";
import { describe, expect, test } from "vitest";
import { nearOf, outside, reachedAt, readAddress, readHost, withPort } from "../ground/address.ts";

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

describe("an address to listen on", () => {
  test.each(["127.0.0.1", "localhost", "::1", "[::1]", "0.0.0.0", "192.168.1.5", "2001:DB8::5"])(
    "%s",
    (given) => {
      expect(readHost(given, OWN)).toBe(given.toLowerCase().replace(/[[\]]/g, ""));
    },
  );

  test.each(["fe80::1", "fe80::1%eth0", "192.168.1.6", "0x7f000001", "224.0.0.1", ""])(
    "is not: %j",
    (given) => {
      expect(() => readHost(given, OWN)).toThrow(
        /These are: 127\.0\.0\.1, 0\.0\.0\.0, ::, 192\.168\.1\.5, 2001:db8::5$/,
      );
    },
  );
});

describe("the address of a server", () => {
  test.each([
    ["127.0.0.1:1", "127.0.0.1:1"],
    ["chat.example.com:65535", "chat.example.com:65535"],
    ["１２７.0.0.1：80", "127.0.0.1:80"],
    ["[::1]:80", "[::1]:80"],
    ["[fe80::1%eth0]:80", "[fe80::1%eth0]:80"],
  ])("%s", (given, address) => {
    expect(readAddress(given)).toBe(address);
  });

  test.each([
    ["127.0.0.1"],
    ["127.0.0.1:0"],
    ["127.0.0.1:65536"],
    ["127.0.0.1:80x"],
    [":80"],
    ["::1:80"],
    ["http://127.0.0.1:80"],
    ["unix:/tmp/socket:80"],
    ["dns:///localhost:80"],
    ["[]:80"],
  ])("is not: %s", (given) => {
    expect(() => readAddress(given)).toThrow("--address 127.0.0.1:50051");
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
