import { hostname } from "node:os";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";

/**
 * Where a cloud editor shows what listens on a port of its machine. Codespaces, Gitpod and CodeSandbox
 * each have a proxy for it, and tell its address in the environment.
 *
 * @returns undefined elsewhere
 */
export function editorUrl(
  port: number,
  env: NodeJS.ProcessEnv = process.env,
  machine = hostname(),
): URL | undefined {
  const { CODESPACE_NAME, GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: domain = "app.github.dev" } =
    env;
  const { GITPOD_WORKSPACE_URL, CSB_BASE_PREVIEW_HOST } = env;
  const name = CODESPACE_NAME
    ? `${CODESPACE_NAME}-${port}.${domain}`
    : GITPOD_WORKSPACE_URL
      ? `${port}-${GITPOD_WORKSPACE_URL.replace("https://", "")}`
      : CSB_BASE_PREVIEW_HOST && `${machine}-${port}.${CSB_BASE_PREVIEW_HOST}`;
  return name && URL.canParse(`https://${name}`) ? new URL(`https://${name}`) : undefined;
}

/**
 * Reads the address at which a proxy shows a site.
 *
 * @throws Stop for what is no address of a whole site
 */
export function readUrl(given: string): URL {
  if (!URL.canParse(given)) throw new Stop(messages.web.badUrl(given));
  const url = new URL(given);
  const isSite = /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
  if (!isSite) throw new Stop(messages.web.badUrl(given));
  return url;
}
