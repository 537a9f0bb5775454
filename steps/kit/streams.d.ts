// Lets a stream of grpc-js be given where Node's types want a stream, as `pipeline`, `finished` and
// `pipe` do: at run time it is one. grpc-js types its `write` and `end` for messages alone, and Node's
// for text and bytes. As nothing is `never`, no call of either is allowed that was not before.
import "@grpc/grpc-js/build/src/object-stream.js";

declare module "@grpc/grpc-js/build/src/object-stream.js" {
  interface ObjectWritable<T> {
    write(chunk: never): boolean;
    end(chunk: never): this;
  }
}
