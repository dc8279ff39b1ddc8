#!/usr/bin/env bash
# Makes the database, and for each service a schema and a login that can do no more than read and write in it. It can run any
# number of times: what is there stays, and logins get the passwords that the secrets have now.
set -euo pipefail
cd "$(dirname "$0")"

# What follows a key in the connection string of a secret.
value() {
  sed -n "s/.*$2=\([^;]*\).*/\1/p" "/run/secrets/$1"
}

Login=$(value migrations 'User ID') Password=$(value migrations Password) bash sql.sh -i database.sql

for service in entry inspection clearance throughput board; do
  secret=ConnectionStrings__$service
  Service=$service Login=$(value "$secret" 'User ID') Password=$(value "$secret" Password) Owner=$(value migrations 'User ID') \
    bash sql.sh -d PortTracker -i service.sql
done
