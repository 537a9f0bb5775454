@node "%~dp0protoc-gen-grpc.mjs"
