@node "%~dp0protoc-gen-ts.mjs"
