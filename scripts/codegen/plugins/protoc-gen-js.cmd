@node "%~dp0protoc-gen-js.mjs"
