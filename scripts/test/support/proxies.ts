/** A proxy that does not answer. */
export const NOWHERE = "http://127.0.0.1:9";

/** An environment without any proxy, whatever this machine has. */
export const NO_PROXY = Object.fromEntries(
  ["grpc_proxy", "https_proxy", "http_proxy", "no_grpc_proxy", "no_proxy"].flatMap((name) => [
    [name, undefined],
    [name.toUpperCase(), undefined],
  ]),
);
