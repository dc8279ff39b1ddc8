#!/usr/bin/env bash
# Starts SQL Server with the administrator's password out of a secret: it takes it from its environment only.
set -euo pipefail

MSSQL_SA_PASSWORD=$(cat /run/secrets/sa_password)
export MSSQL_SA_PASSWORD
exec /opt/mssql/bin/sqlservr
