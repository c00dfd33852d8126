#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command and tells what it cost, in one line of JSON on standard output.

Usage: measure.py [--every SECONDS] [--helper NAME] -- COMMAND...

cpu     user and system seconds of the command and all its descendants that were waited for
wall    seconds
self    peak memory of the command itself, MB of 1,000,000 bytes
helper  peak memory of the largest descendant whose name begins with NAME
all     peak of all processes together at one moment
code    its exit code; -N when signal N ended it

Memory is resident memory (VmHWM and RSS of /proc, looked at every 0.05 s): pages that processes
share are counted in each. The command's own output goes to standard error.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import threading
import time


def status_of(pid):
    """name, parent, peak and present resident bytes; None when it is gone."""
    try:
        with open(f'/proc/{pid}/status', encoding='utf-8', errors='replace') as file:
            fields = dict(line.split(':', 1) for line in file if ':' in line)
    except (FileNotFoundError, ProcessLookupError):
        return None

    def size(name):
        number = re.match(r'\s*(\d+) kB', fields.get(name, ''))
        return int(number[1]) * 1024 if number else 0
    return fields['Name'].strip(), int(fields['PPid']), size('VmHWM'), size('VmRSS')


def family(root):
    """pid -> status of root and its descendants."""
    everybody = {int(name): status_of(name) for name in os.listdir('/proc') if name.isdigit()}
    everybody = {pid: status for pid, status in everybody.items() if status}
    members = {root}
    grown = True
    while grown:
        more = {pid for pid, status in everybody.items() if status[1] in members} - members
        members |= more
        grown = bool(more)
    return {pid: everybody[pid] for pid in members if pid in everybody}


def watch(root, helper, every, stop, peaks):
    while not stop.wait(every):
        members = family(root)
        peaks['all'] = max(peaks['all'], sum(status[3] for status in members.values()))
        for pid, (name, _, peak, _) in members.items():
            if pid == root:
                peaks['self'] = max(peaks['self'], peak)
            elif helper and name.startswith(helper[:15]):
                peaks['helper'] = max(peaks['helper'], peak)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--every', type=float, default=0.05)
    parser.add_argument('--helper', default='')
    parser.add_argument('command', nargs='+')
    arguments = parser.parse_args()

    peaks = {'self': 0, 'helper': 0, 'all': 0}
    stop = threading.Event()
    started = time.monotonic()
    process = subprocess.Popen(arguments.command, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    watcher = threading.Thread(target=watch, args=(process.pid, arguments.helper, arguments.every, stop, peaks))
    watcher.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    stop.set()
    watcher.join()
    megabytes = {name: round(peak / 1e6, 1) for name, peak in peaks.items()}
    print(json.dumps({'cpu': round(used.ru_utime + used.ru_stime, 3), 'wall': round(wall, 3), **megabytes,
                      'code': os.waitstatus_to_exitcode(status)}))


if __name__ == '__main__':
    main()
