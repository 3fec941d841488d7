#!/usr/bin/env bash
# Brings the Debian packages that the demo and the tests run against, where this user may; elsewhere it names what is left out.
set -euo pipefail
declare -A package=([sta]=opensta [yosys]=yosys [tclsh]=tcl [bwrap]=bubblewrap [nvim]=neovim [chromium]=chromium [g++]=g++ [make]=make)
wanted=()
for program in "${!package[@]}"; do command -v "$program" >/dev/null || wanted+=("${package[$program]}"); done
[ -e /usr/share/qflow/tech/osu018/osu018_stdcells.lib ] || wanted+=(qflow-tech-osu018)
[ -d /usr/share/tcltk ] && compgen -G '/usr/share/tcltk/tcllib*' >/dev/null || wanted+=(tcllib)
"${PYTHON:-python3}" -c "import tkinter" 2>/dev/null || wanted+=(python3-tk)
# Emacs has eglot from version 29 on; where it is a package of its own, that is brought too.
emacs --batch --eval "(require 'eglot)" 2>/dev/null || wanted+=(emacs-nox '?exact-name(elpa-eglot)')
[ ${#wanted[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${wanted[*]}"
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "${wanted[@]}" >/dev/null
else
    echo "Not installed, so what runs them is left out: ${wanted[*]} (as root, make installs them)"
fi
