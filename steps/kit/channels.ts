import { getChannelzHandlers } from "@grpc/grpc-js";

/**
 * How many channels to a server this process has open: grpc-js registers each for channelz, from the
 * stub that makes it until `close`.
 *
 * @param address the server's, as the stub was given it
 */
export async function openChannels(address: string): Promise<number> {
  const { GetTopChannels } = getChannelzHandlers();
  // Without a limit grpc-js (1.14) gives the first hundred.
  const all = { start_channel_id: 0, max_results: Number.MAX_SAFE_INTEGER };
  type Call = Parameters<typeof GetTopChannels>[0];
  const channels = await new Promise<{ data?: { target?: string } | null }[]>((resolve, reject) => {
    GetTopChannels({ request: all } as unknown as Call, (error, answer) =>
      error ? reject(error) : resolve(answer?.channel ?? []),
    );
  });
  return channels.filter(({ data }) => data?.target?.endsWith(address)).length;
}
