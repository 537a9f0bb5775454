// Loaded before each test file, and by what calls servers of this machine. grpc-js, and with
// NODE_USE_ENV_PROXY fetch, send even such a call to the environment's proxy, where it is lost.
// grpc-js knows the whole range by its mask, fetch each address by itself.
const HERE = "127.0.0.0/8,127.0.0.1,localhost,::1";
const { env } = process;

// Beside what somebody has chosen; and once, as test files may share a process.
env.no_proxy = withHere(env.no_proxy || env.NO_PROXY);
// grpc-js prefers it.
if (env.no_grpc_proxy) env.no_grpc_proxy = withHere(env.no_grpc_proxy);

// grpc-js takes no other proxy than one of HTTP, and its complaint would pass for the learner's output.
for (const name of ["grpc_proxy", "https_proxy", "http_proxy"]) {
  if (!/^http:\/\/./i.test(env[name] ?? "")) delete env[name];
}

function withHere(hosts: string | undefined): string {
  return hosts?.endsWith(HERE) ? hosts : [hosts, HERE].filter(Boolean).join();
}
