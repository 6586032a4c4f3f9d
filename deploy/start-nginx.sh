#!/bin/sh
# Start nginx before the processes named in SERVERS ("host:port host:port ..."), on PORT (8080), writing to FOLDER (/tmp/nginx).
#
# A visitor comes back to the process that answered before, which a cookie names. If that one is gone, another takes over, and
# its answer changes the cookie. New visitors go where the fewest are.
set -eu
FOLDER=${FOLDER:-/tmp/nginx}
mkdir -p "$FOLDER"
sed "s/listen 8080;/listen ${PORT:-8080};/" "$(dirname "$0")/nginx.conf" >"$FOLDER/nginx.conf"

addresses=
for server in $SERVERS; do
  found=$(getent ahostsv4 "${server%:*}" 2>/dev/null || getent hosts "${server%:*}") ||
    { echo "There is no host ${server%:*}." >&2; exit 1; }
  addresses="$addresses $(echo "$found" | awk 'NR == 1 { print $1 }'):${server##*:}"
done

line() { # of an upstream; after one failed attempt, no other for five seconds
  echo "    server $1 max_fails=1 fail_timeout=5s${2:-};"
}
{
  echo "upstream any_server {"
  echo "    zone any_server 64k;"  # what is known of the processes, for all of nginx's own
  echo "    least_conn;"
  for address in $addresses; do line "$address"; done
  echo "}"
  number=0
  for address in $addresses; do
    number=$((number + 1))
    echo "upstream server_$number {"
    echo "    zone server_$number 64k;"
    line "$address"
    for other in $addresses; do [ "$other" = "$address" ] || line "$other" " backup"; done
    echo "}"
  done
  echo 'map $cookie_digitapp_server $chosen {'
  echo "    default any_server;"
  for each in $(seq $number); do echo "    $each server_$each;"; done
  echo "}"
  echo 'map $upstream_addr $answered_by {'  # all that were tried, the last one answered
  echo '    default "";'
  number=0
  for address in $addresses; do
    number=$((number + 1))
    echo "    \"~(^|[ ,])$(echo "$address" | sed 's/[.]/[.]/g')\$\" $number;"
  done
  echo "}"
} >"$FOLDER/servers.conf"

exec nginx -p "$FOLDER" -c "$FOLDER/nginx.conf" -e stderr -g "daemon off; pid $FOLDER/nginx.pid;"
