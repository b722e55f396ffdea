#!/bin/sh
# What a bare machine lacks: a virtual environment (setup.sh venv PYTHON FOLDER), a browser (setup.sh browser FOLDER).
# As root on Debian the packages are installed; elsewhere one line says what to do.
set -eu

debian_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

venv() {
    python=$1 folder=$2
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        echo "setup: $python is older than Python 3.11; install a newer one and run: make PYTHON=python3.11" >&2
        exit 1
    }
    "$python" -c 'import ensurepip, venv' 2>/dev/null || debian_install python3-venv || {
        echo "setup: $python cannot make virtual environments; install python3-venv (apt-get install python3-venv)" >&2
        exit 1
    }
    "$python" -m venv --clear "$folder"
}

browser() {
    folder=$1
    "$folder/bin/python" -m tests.browser && return
    echo "setup: installing Chromium and what its driver needs" >&2
    debian_install chromium libatomic1 || "$folder/bin/python" -m playwright install chromium >&2 || true
    "$folder/bin/python" -m tests.browser && return
    echo "setup: no Chromium that runs; install it (apt-get install chromium libatomic1) or name one in the variable CHROMIUM" >&2
    exit 1
}

"$@"
