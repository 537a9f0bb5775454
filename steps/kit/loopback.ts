// Loaded before each test file, and by the chat. grpc-js sends even a call to this machine to the
// proxy that http_proxy names, where it is lost; this exempts the machine, unless somebody chose.
process.env.no_grpc_proxy ??= "127.0.0.1,localhost";
