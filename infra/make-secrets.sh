#!/usr/bin/env bash
# Makes the passwords of this installation, each of them random. What is there already stays as it is: run it as often as you
# like, and delete a file to have it made anew.
#
# They go to infra/secrets, and .env tells compose so. To keep them elsewhere: PORTTRACKER_SECRETS=/some/where infra/make-secrets.sh
set -euo pipefail
cd "$(dirname "$0")/.."

directory=${PORTTRACKER_SECRETS:-./infra/secrets}

# Compose mounts the files with the mode that they have here, into containers that run as users of their own. So they can be
# read by all, in a directory that nobody but its owner can enter.
umask 077
mkdir -p "$directory"
chmod 700 "$directory"

# Letters of both cases and digits: what SQL Server asks for, and nothing that an address would have to escape.
random_password() {
  local letters
  letters=$(head -c 48 /dev/urandom | base64 | tr -d '+/=\n')
  printf 'Pt1%s' "${letters:0:40}"
}

has() {
  [ -s "$directory/$1" ]
}

# Keeps standard input as the secret of this name: complete, or not at all.
keep() {
  local half
  half=$(mktemp "$directory/.half.XXXXXX")
  cat >"$half"
  chmod 444 "$half"
  mv "$half" "$directory/$1"
  echo "made $directory/$1"
}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

bytes() {
  printf '%b' "$(sed 's/../\\x&/g')"
}

# As RabbitMQ keeps it: base64(salt + sha256(salt + password)), with a salt of four bytes.
rabbitmq_hash() {
  local salt hash
  salt=$(head -c 4 /dev/urandom | od -An -tx1 | tr -d ' \n')
  hash=$({ bytes <<<"$salt"; printf '%s' "$1"; } | sha256)
  bytes <<<"$salt$hash" | base64 | tr -d '\n'
}

connection_string() {
  printf 'Server=sqlserver,1433;Database=PortTracker;User ID=%s;Password=%s;Encrypt=True;TrustServerCertificate=True' \
    "$1" "$(random_password)"
}

# The last is the first administrator's, to be changed at the first sign-in.
for name in sa_password grafana_password Access__Administrator__Password; do
  has "$name" || random_password | keep "$name"
done

# A login a service and the web, and one that owns the tables and migrates them.
for service in access entry inspection clearance throughput board web; do
  has "ConnectionStrings__$service" || connection_string "porttracker_$service" | keep "ConnectionStrings__$service"
done
has migrations || connection_string porttracker_migrations | keep migrations

has RabbitMq__Url || printf 'amqp://porttracker:%s@rabbitmq:5672/porttracker' "$(random_password)" | keep RabbitMq__Url

# The broker gets the hash of the password in that address.
if ! has rabbitmq_definitions.json || [ "$directory/RabbitMq__Url" -nt "$directory/rabbitmq_definitions.json" ]; then
  url=$(cat "$directory/RabbitMq__Url")
  password=${url#amqp://porttracker:}
  password=${password%@*}
  sed "s|@PASSWORD_HASH@|$(rabbitmq_hash "$password")|" infra/rabbitmq/definitions.template.json |
    keep rabbitmq_definitions.json
fi

if [ -z "${PORTTRACKER_SECRETS:-}" ] && ! grep -qs '^PORTTRACKER_SECRETS=' .env; then
  echo "PORTTRACKER_SECRETS=$directory" >>.env
  echo "made .env"
fi
