#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serves the current folder over HTTP as a web site would: names without an ending, and with a query.

serve.py PORTFILE: takes any free port and writes its number to PORTFILE."""
import http.server
import sys


class Site(http.server.SimpleHTTPRequestHandler):
    """A folder whose pages may be asked for without ".html"; queries make no difference."""

    def translate_path(self, path):
        plain = path.split("?")[0]
        return super().translate_path(plain + ".html" if plain in ("/kontakt", "/vis") else plain)

    def log_message(self, format, *args):
        pass


with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
    with open(sys.argv[1], "w", encoding="ascii") as port_file:
        print(server.server_address[1], file=port_file)
    server.serve_forever()
