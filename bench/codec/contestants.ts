/** A codec that takes part. */
export interface Contestant {
  /** Its name in the JSON, and its file in `codecs/`. */
  name: string;
  label: string;
}

/** Every codec that takes part; JSON, the first, is what the others are compared with. */
export const CONTESTANTS: Contestant[] = [
  { name: "json", label: "JSON" },
  { name: "google-protobuf", label: "google-protobuf" },
  { name: "proto-loader", label: "proto-loader" },
  { name: "protobufjs", label: "protobufjs" },
  { name: "protobuf-es", label: "@bufbuild/protobuf" },
];
