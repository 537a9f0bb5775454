@node "%~dp0protoc-gen-es.mjs"
