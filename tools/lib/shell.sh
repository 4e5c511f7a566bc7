# Shell functions of the tools: `. "$(dirname "$0")/lib/shell.sh"`. Bash, with set -euo pipefail.

# A server takes no configuration that others may write, and some machines let the group write to what is made.
umask 022

tools_library=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# fail STATUS TEXT: ends with a line on standard error.
fail() {
  echo "$2" >&2
  exit "$1"
}

# part NAME COMMAND…: runs a part of the work and says how long it took, whether or not it succeeded.
part() {
  local name=$1 start=$SECONDS status=0
  shift
  echo "== $name"
  # Not "|| status=$?": that would switch off -e inside a function that is called as a part.
  set +e
  (set -e; "$@")
  status=$?
  set -e
  echo "== $name: $((SECONDS - start)) s$([ "$status" = 0 ] || echo ", failed with status $status")"
  return "$status"
}

# packages GROUP…: the names of the packages of these groups, "build" or "run".
packages() {
  local group
  for group in "$@"; do
    sed -n "s/^$group  *//p" "$tools_library/packages"
  done
}

# missing_packages GROUP…: those of them that are not installed.
missing_packages() {
  local package
  for package in $(packages "$@"); do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

# ensure_packages [--no-install] GROUP…: installs what is missing, as root or by "sudo -n".
#
# Where that is not possible, or not wanted, it prints the one line that does it and exits 69 (EX_UNAVAILABLE).
# No service is started: see install_packages.
ensure_packages() {
  local may_install=yes
  if [ "${1:-}" = --no-install ]; then
    may_install=no
    shift
  fi
  command -v dpkg-query >/dev/null || fail 69 "This is not a Debian system; needed: $(packages "$@" | xargs)"
  local missing
  missing=$(missing_packages "$@" | xargs)
  [ -n "$missing" ] || return 0
  local as_root
  if [ "$(id -u)" = 0 ]; then
    as_root=env
  elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
  else
    may_install=no
  fi
  [ "$may_install" = yes ] || fail 69 "Needed, as root: apt-get update && apt-get install --no-install-recommends $missing"
  echo "Installing $missing: a minute or two."
  # shellcheck disable=SC2086 # both are lists of words
  install_packages "$as_root" $missing
}

# install_packages AS_ROOT PACKAGE…: apt-get, with every service start denied meanwhile.
#
# pcscd would otherwise be started for the whole system (policy-rc.d, Debian policy-rc.d-spec; 101 is "not
# allowed"). The package lists are fetched only where the installation fails without.
install_packages() {
  local as_root=$1 policy=/usr/sbin/policy-rc.d status=0
  shift
  # In a shell of its own, whose end takes the denial away again, also when somebody interrupts it.
  (
    if [ ! -e "$policy" ]; then
      # shellcheck disable=SC2064
      trap "$as_root rm -f $policy" EXIT
      # shellcheck disable=SC2016,SC2086
      $as_root sh -c 'printf "#!/bin/sh\nexit 101\n" > "$0" && chmod 755 "$0"' "$policy" || exit
    fi
    # shellcheck disable=SC2086
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "$@" 2>/dev/null ||
      { $as_root apt-get update -qq &&
        $as_root DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "$@"; }
  ) >/dev/null || status=$?
  [ "$status" = 0 ] || fail 69 "apt-get could not install: $*"
}

# ensure_python_packages [--no-install]: the packages of tools/lib/python-packages, in .build/python.
#
# Without a way to PyPI the work goes on: the tests that need them are skipped, and say so.
ensure_python_packages() {
  local place=.build/python wanted=$tools_library/python-packages
  ! cmp --silent "$wanted" "$place/installed" || return 0
  if [ "${1:-}" = --no-install ]; then
    echo "Missing in $place: $(grep -v '^#' "$wanted" | xargs). What needs them is skipped."
    return 0
  fi
  echo "Installing $(grep -v '^#' "$wanted" | xargs) into $place."
  rm -rf "$place"
  if /usr/bin/python3 -m venv "$place" &&
    "$place/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"; then
    cp "$wanted" "$place/installed"
  else
    rm -rf "$place"
    echo "PyPI could not be reached. What needs these packages is skipped."
  fi
}

# require_swift: the toolchain, which no Debian package brings.
require_swift() {
  command -v swift >/dev/null || fail 69 "The Swift 6.3 toolchain is needed: https://www.swift.org/install/linux/"
}

# traits: the flags with which everything that is tested is built: other ones would compile all of it again. The lean
# root has no traits.
traits() { [ "${CPSAUTH_LEAN:-}" = 1 ] || echo --enable-all-traits; }

# build_package ARGUMENT…: "swift build".
#
# With random hashing every second plan would compile everything again: see the traits in Package.swift.
# shellcheck disable=SC2046 # one word, or none
build_package() { SWIFT_DETERMINISTIC_HASHING=1 swift build --quiet $(traits) "$@"; }

# run_tests LOG ARGUMENT…: "swift test" of what is built, its whole report in LOG.
#
# It says how every single case went: kept for the case of a failure, else only the sum is shown, and the tables
# of measurements.
run_tests() {
  local log=$1 status=0
  shift
  # shellcheck disable=SC2046 # one word, or none
  swift test --skip-build --disable-xctest $(traits) "$@" > "$log" 2>&1 || status=$?
  if [ "$status" = 0 ]; then
    grep -E '^\||Test run with|skipped' "$log" || true
  else
    grep -vE '^◇|^✔|started\.$' "$log" || true
    echo "The whole report: $log"
  fi
  return "$status"
}
