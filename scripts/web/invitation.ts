import { reachedAt, withPort } from "../ground/address.ts";
import { qrSvg } from "../ground/qr.ts";

/** Where others open a site, and a QR code of it as SVG. */
interface Invitation {
  address: string;
  qr: string;
  /** Whether it leads only those to it who are in a network of this machine's. */
  isNear: boolean;
}

/** How others come to a site: where a proxy shows it, or at this machine's addresses, if at any. */
export function invitationsTo(host: string, port: number, shownAt?: URL): Invitation[] {
  const addresses = shownAt
    ? [shownAt.href]
    : reachedAt(host).map((each) => `http://${withPort(each, port)}/`);
  return addresses.map((address) => ({ address, qr: qrSvg(address), isNear: !shownAt }));
}
