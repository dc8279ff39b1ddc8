#!/usr/bin/env bash
# The long form of the chaos test: at least 5,000 vehicles at full speed, everything broken three times in turn.
set -euo pipefail
cd "$(dirname "$0")/.."

dotnet build --configuration Release tests/PortTracker.EndToEnd
PORTTRACKER_TEST_VEHICLES=${PORTTRACKER_TEST_VEHICLES:-5000} PORTTRACKER_TEST_ROUNDS=${PORTTRACKER_TEST_ROUNDS:-3} \
  dotnet tests/PortTracker.EndToEnd/bin/Release/net10.0/PortTracker.EndToEnd.dll \
  -class PortTracker.EndToEnd.ChaosTests -showLiveOutput
