#!/usr/bin/env bash
# Unpacks Debian sid's Python 3.14 with the libraries that it needs into a folder, for a peer that asks for it: python314.sh DIR, then
# DIR/python. Nothing is installed: the packages come from the mirror that apt uses already, and start through their own loader.
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m1 '/debian/\?$')
mkdir -p "$folder"/apt/etc/{preferences.d,apt.conf.d} "$folder"/apt/{lists,archives}/partial
echo "deb $mirror sid main" >"$folder/apt/etc/sources.list"
cat >"$folder/apt/apt.conf" <<END
Dir::Etc "$folder/apt/etc"; Dir::Etc::sourceparts "-"; Dir::Etc::trustedparts "/etc/apt/trusted.gpg.d"; Dir::Cache "$folder/apt";
Dir::State::lists "$folder/apt/lists"; Dir::State::status "/dev/null"; APT::Architecture "$(dpkg --print-architecture)";
APT::Sandbox::User ""; Acquire::Languages "none"; Acquire::Check-Valid-Until "false";
END
export APT_CONFIG=$folder/apt/apt.conf
apt-get -qq update
cd "$folder"
apt-get -qq download python3.14-minimal libpython3.14-minimal libpython3.14-stdlib libc6 libexpat1 zlib1g libssl3t64 libffi8 \
    libbz2-1.0 liblzma5 libzstd1 libuuid1 libsqlite3-0
for package in *.deb; do dpkg -x "$package" tree; done
loader=$(find "$folder/tree/usr" -name 'ld-linux*.so.*' | head -1)
libraries=$(dirname "$(find "$folder/tree/usr" -name libc.so.6 | head -1)")
cat >python <<END
#!/bin/sh
export PYTHONHOME="$folder/tree/usr"
exec "$loader" --library-path "$libraries" "$folder/tree/usr/bin/python3.14" "\$@"
END
chmod +x python
# Its child processes must be started in the same way.
rm -f tree/usr/lib/python3.14/sitecustomize.py
echo "import sys; sys.executable = sys._base_executable = '$folder/python'" >tree/usr/lib/python3.14/sitecustomize.py
./python --version
