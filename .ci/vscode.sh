#!/usr/bin/env bash
# Puts a real VS Code in place, code-server from the npm registry: vscode.sh newest|minimum. Prints the path of its program last.
# Wants Node and npm in the search path. It is kept in the user's cache, where all clones find it; nothing is compiled.
set -euo pipefail
declare -A versions=([newest]=4.139.1 [minimum]=4.93.1)
version=${versions[$1]}
folder=${XDG_CACHE_HOME:-$HOME/.cache}/edascribe/code-server-$version
code_server=$folder/node_modules/code-server
mkdir -p "$folder"
exec 9>"$folder/lock"
flock 9
if [ ! -e "$folder/complete" ]; then
    SECONDS=0
    echo "Installing code-server $version with Node $(node --version)" >&2
    echo '{"private": true}' >"$folder/package.json"
    install() { npm install --prefix "$1" --ignore-scripts --legacy-peer-deps --no-audit --no-fund --loglevel=error "${@:2}" >&2; }
    install "$folder" "code-server@$version"
    # What its own install script does, short of compiling the modules that a terminal needs.
    install "$code_server/lib/vscode" --omit=dev
    install "$code_server/lib/vscode/extensions" --omit=dev
    touch "$folder/complete"
    echo "Installed code-server $version in $SECONDS s" >&2
fi
echo "$code_server/out/node/entry.js"
