#!/usr/bin/env bash
# sqlcmd as the administrator. The password goes by the environment, where no list of processes shows it.
set -euo pipefail

SQLCMDPASSWORD=$(cat /run/secrets/sa_password)
export SQLCMDPASSWORD
# -b: an error ends it; -C: the server's certificate is its own; -I: quoted identifiers, which indexes with filters need.
exec /opt/mssql-tools18/bin/sqlcmd -S "${SQLSERVER:-localhost}" -U sa -C -b -I -l 5 "$@"
