import { byId, withText } from "./dom.ts";
import { words } from "./words.ts";

/** Where others open this chat, and the QR code of it as SVG. */
interface Invitation {
  address: string;
  qr: string;
  /** Whether it leads only those to it who are in the same network. */
  isNear: boolean;
}

/** Offers what others scan or type to come in, where the site listens to others. */
export async function offerInvitation(): Promise<void> {
  const answer = await fetch("./invitation.json");
  const invitations = answer.ok ? ((await answer.json()) as Invitation[]) : [];
  if (invitations.length === 0) return;
  byId("invitation-ways").append(...invitations.map(elementOf));
  byId("invitation-near").hidden = !invitations.some(({ isNear }) => isNear);
  const dialog = byId<HTMLDialogElement>("invitation");
  const button = byId<HTMLButtonElement>("invite");
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
  byId("invitation-close").addEventListener("click", () => dialog.close());
  // A click beside it falls on the dialog itself, whose content fills it.
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
}

function elementOf({ address, qr }: Invitation): HTMLElement {
  const way = withText("figure", "way");
  const image = withText("img", "qr");
  image.src = `data:image/svg+xml,${encodeURIComponent(qr)}`;
  image.alt = words.qrOf(address);
  way.append(image, withText("figcaption", "", address));
  return way;
}
