# Makes icon.png, which the marketplace shows, of icon.svg. Needs Debian's chromium.
set -eu
cd "$(dirname "$0")"
page=$(mktemp --suffix .html)
trap 'rm -f "$page"' EXIT
printf '<body style="margin:0"><img src="file://%s/icon.svg" width="256" height="256">' "$PWD" > "$page"
chromium --headless --no-sandbox --disable-gpu --default-background-color=00000000 --window-size=256,256 --screenshot="$PWD/icon.png" "file://$page" 2>/dev/null
