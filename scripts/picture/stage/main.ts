import { fromBinary, toJsonString } from "@bufbuild/protobuf";
import { NoteSchema } from "../../../gen/web/chat_pb.js";
import { labelBody } from "../../../steps/05-web/page/bytes.ts";
import { contractOf } from "../../../steps/05-web/page/contract.ts";
import type { Stage } from "../stage.ts";

const contract = contractOf([NoteSchema]);
/** gRPC's five bytes before the note. */
const PREFIX = 5;

const stage: Stage = {
  async draw(windows, parcel) {
    await Promise.all(
      ["left", "right"].map((id, index) => {
        const image = byId<HTMLImageElement>(id);
        image.src = windows[index]!;
        return image.decode();
      }),
    );
    byId("call").textContent = parcel?.call ?? "";
    byId("weight").textContent = parcel?.weight ?? "";
    byId("parcel").replaceChildren(...chipsOf(Uint8Array.from(parcel?.body ?? [])));
    byId("parcel").style.transform = `translateX(${100 * (parcel?.at ?? 0)}%)`;
  },
  jsonBytes(body) {
    const note = fromBinary(NoteSchema, Uint8Array.from(body.slice(PREFIX)));
    return new TextEncoder().encode(toJsonString(NoteSchema, note)).length;
  },
};

/** The bytes in the colours of the chat's own page. */
function chipsOf(body: Uint8Array): (Node | string)[] {
  const { segments } = labelBody(body, { contract, message: NoteSchema.typeName });
  return segments.flatMap(({ from, to, kind }) => {
    const chip = document.createElement("span");
    chip.className = `bytes-${kind}`;
    const bytes = Array.from(body.subarray(from, to), (byte) => byte.toString(16).padStart(2, "0"));
    chip.textContent = bytes.join(" ");
    return [chip, " "];
  });
}

function byId<Kind extends HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind;
}

Object.assign(globalThis, { stage });
