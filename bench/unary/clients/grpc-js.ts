// The stub that codegen makes.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ChannelCredentials, credentials } from "@grpc/grpc-js";
import type { Connect } from "../client.ts";

interface Note {
  setName(name: string): Note;
  setMessage(message: string): Note;
}

interface Generated {
  Note: new () => Note;
  Empty: new () => object;
  ChatServerClient: new (
    address: string,
    credentials: ChannelCredentials,
    options: object,
  ) => { sendNote(note: Note, done: (error: Error | null, answer?: object) => void): void };
}

export const connect: Connect = async (port, tree) => {
  const load = (file: string) => import(pathToFileURL(join(tree, "gen", file)).href);
  const { ChatServerClient } = (await load("chat_grpc_pb.js")) as Generated;
  const { Note, Empty } = (await load("chat_pb.js")) as Generated;
  // Unlike other clients, grpc-js asks the environment for a proxy even on the way to this machine.
  const options = { "grpc.enable_http_proxy": 0 };
  const stub = new ChatServerClient(`127.0.0.1:${port}`, credentials.createInsecure(), options);
  return {
    send: ({ name, message }) =>
      new Promise((resolve, reject) => {
        stub.sendNote(new Note().setName(name).setMessage(message), (error, answer) => {
          if (error) reject(error);
          else if (answer instanceof Empty) resolve();
          else reject(new Error("the answer is not Empty"));
        });
      }),
  };
};
