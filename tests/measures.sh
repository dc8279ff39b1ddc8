#!/usr/bin/env bash
# What the pages cost a browser: first content, WebAssembly, waits, long tasks. Of the host as it is shipped; prints figures.
set -euo pipefail
cd "$(dirname "$0")/.."

published=$(mktemp -d)
trap 'rm -rf "$published"' EXIT
dotnet publish src/PortTracker.Host --configuration Release --output "$published"
dotnet build --configuration Release tests/PortTracker.EndToEnd
PORTTRACKER_TEST_PUBLISHED=$published dotnet tests/PortTracker.EndToEnd/bin/Release/net10.0/PortTracker.EndToEnd.dll \
  -class PortTracker.EndToEnd.Measures -showLiveOutput
