#!/usr/bin/env bash
# Makes the database, and for each service a schema and a login that can do no more than read and write in it, and look up who
# may come in. It can run any number of times: what is there stays, and logins get the passwords that the secrets have now.
set -euo pipefail
cd "$(dirname "$0")"
umask 077

# What follows a key in the connection string of a secret.
value() {
  sed -n "s/.*$2=\([^;]*\).*/\1/p" "/run/secrets/$1"
}

# Runs a script in the name and with the password of a secret's login. Those go by a file in memory, where no list of
# processes shows them.
run() {
  local script=$1 secret=$2 service=${3:-}
  {
    echo ":setvar Service \"$service\""
    echo ":setvar Owner \"$(value migrations 'User ID')\""
    echo ":setvar Login \"$(value "$secret" 'User ID')\""
    echo ":setvar Password \"$(value "$secret" Password)\""
    cat "$script"
  } >/tmp/run.sql
  bash sql.sh -i /tmp/run.sql
}

run database.sql migrations
for service in access entry inspection clearance throughput board; do
  run login.sql "ConnectionStrings__$service"
  run service.sql "ConnectionStrings__$service" "$service"
done
# The web has no tables of its own.
run login.sql ConnectionStrings__web
rm /tmp/run.sql
