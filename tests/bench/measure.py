#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command and tells what it cost, in one line of JSON on standard output.

Usage: measure.py [--every SECONDS] [--helper NAME] [--timeout SECONDS] -- COMMAND...

cpu     user and system seconds of the command and all its descendants that were waited for
wall    seconds
self    peak memory of the command itself, MB of 1,000,000 bytes
helper  peak memory of the largest descendant whose name begins with NAME
all     peak of all processes together at one moment
code    its exit code; -N when signal N ended it; 124 when the time was up and it was killed

Memory is resident memory (VmHWM and RSS of /proc, looked at every 0.05 s): pages that processes
share are counted in each. The command's own output goes to standard error.
"""
import argparse
import glob
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time


def status_of(pid):
    """name, peak and present resident bytes; None when it is gone."""
    try:
        with open(f'/proc/{pid}/status', encoding='utf-8', errors='replace') as file:
            fields = dict(line.split(':', 1) for line in file if ':' in line)
    except (FileNotFoundError, ProcessLookupError):
        return None

    def size(name):
        number = re.match(r'\s*(\d+) kB', fields.get(name, ''))
        return int(number[1]) * 1024 if number else 0
    return fields['Name'].strip(), size('VmHWM'), size('VmRSS')


def children_of(pid):
    found = []
    for path in glob.glob(f'/proc/{pid}/task/*/children'):
        try:
            with open(path, encoding='ascii') as file:
                found += map(int, file.read().split())
        except (FileNotFoundError, ProcessLookupError):
            pass
    return found


def family(root):
    """pid -> status of root and its descendants."""
    members, waiting = {}, [root]
    while waiting:
        pid = waiting.pop()
        status = status_of(pid)
        if status and pid not in members:
            members[pid] = status
            waiting += children_of(pid)
    return members


def watch(root, helper, every, stop, peaks):
    while not stop.wait(every):
        members = family(root)
        peaks['all'] = max(peaks['all'], sum(status[2] for status in members.values()))
        for pid, (name, peak, _) in members.items():
            if pid == root:
                peaks['self'] = max(peaks['self'], peak)
            elif helper and name.startswith(helper[:15]):
                peaks['helper'] = max(peaks['helper'], peak)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--every', type=float, default=0.05)
    parser.add_argument('--helper', default='')
    parser.add_argument('--timeout', type=float, default=None)
    parser.add_argument('command', nargs='+')
    arguments = parser.parse_args()

    peaks = {'self': 0, 'helper': 0, 'all': 0}
    stop = threading.Event()
    started = time.monotonic()
    process = subprocess.Popen(arguments.command, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    watcher = threading.Thread(target=watch, args=(process.pid, arguments.helper, arguments.every, stop, peaks))
    watcher.start()
    late = threading.Event()
    alarm = threading.Timer(arguments.timeout or 0, lambda: (late.set(), os.kill(process.pid, signal.SIGKILL)))
    if arguments.timeout:
        alarm.start()
    _, status, used = os.wait4(process.pid, 0)
    alarm.cancel()
    wall = time.monotonic() - started
    stop.set()
    watcher.join()
    megabytes = {name: round(peak / 1e6, 1) for name, peak in peaks.items()}
    print(json.dumps({'cpu': round(used.ru_utime + used.ru_stime, 3), 'wall': round(wall, 3), **megabytes,
                      'code': 124 if late.is_set() else os.waitstatus_to_exitcode(status)}))


if __name__ == '__main__':
    main()
