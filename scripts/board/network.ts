import { BlockList, isIPv4 } from "node:net";
import type { NetworkInterfaceInfo } from "node:os";

/**
 * Whether an address is in a network that this machine is in, and so needs no way through another.
 *
 * @param own this machine's network devices, as `os.networkInterfaces()` gives them
 */
export function isOnNetwork(
  address: string,
  own: Record<string, NetworkInterfaceInfo[] | undefined>,
): boolean {
  if (!isIPv4(address)) return false;
  const networks = new BlockList();
  for (const { cidr, family, internal } of Object.values(own).flatMap((each) => each ?? [])) {
    const [network, prefix] = cidr?.split("/") ?? [];
    if (network && family === "IPv4" && !internal)
      networks.addSubnet(network, Number(prefix), "ipv4");
  }
  return networks.check(address, "ipv4");
}
