#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A scorer and an analyser on this machine that do what they should, and everything they should
not. The path of a request says which; the first line on standard output is the port. As a module:

    with FakeScorer() as server:
        server.url('/judge'); server.requests
"""

import json
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SCORES = {'CE': 6.8, 'CU': 8.18, 'PC': 5.29, 'PQ': 8.07}
KEY = 'sesame'


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *arguments):
        pass

    def answer(self, status, body, kind='application/json', headers=()):
        data = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def cut(self):
        """The connection breaks as it does when a machine goes away."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b'\1\0\0\0\0\0\0\0')
        self.connection.close()
        self.close_connection = True

    def do_GET(self):
        self.answer(405, '{"error": "post it"}')

    def do_POST(self):
        length = int(self.headers.get('Content-Length') or 0)
        if self.path == '/drop-early':
            self.rfile.read(min(length, 1000))
            return self.cut()
        body = self.rfile.read(length)
        with self.server.lock:
            self.server.requests.append({'path': self.path, 'headers': dict(self.headers), 'body': body})
            count = sum(request['path'] == self.path for request in self.server.requests)
        getattr(self, 'do' + self.path.split('?')[0].replace('/', '_').replace('-', '_'), self.do_nothing)(body, count)

    def do_nothing(self, body, count):
        self.answer(404, '{"detail": "Not Found"}')

    def do_judge(self, body, count):
        kind = self.headers.get('Content-Type', '')
        if not kind.startswith('multipart/form-data') or b'name="file"' not in body or b'RIFF' not in body:
            return self.answer(422, '{"detail": "the part file is missing"}')
        self.answer(200, json.dumps({'scores': SCORES}))

    def do_slow(self, body, count):
        self.server.stopped.wait(60)
        self.cut()

    def do_cold(self, body, count):
        self.server.stopped.wait(1.0)
        self.do_judge(body, count)

    def do_trickle(self, body, count):
        self.send_response(200)
        self.send_header('Content-Length', '1000')
        self.end_headers()
        try:
            for _ in range(600):
                self.wfile.write(b' ')
                self.wfile.flush()
                if self.server.stopped.wait(0.1):
                    break
        except OSError:
            pass
        self.cut()

    def do_drop(self, body, count):
        self.send_response(200)
        self.send_header('Content-Length', '1000')
        self.end_headers()
        self.wfile.write(b'{"scores": {"CE": 6')
        self.wfile.flush()
        self.cut()

    def do_drop_once(self, body, count):
        self.cut() if count == 1 else self.do_judge(body, count)

    def do_busy_once(self, body, count):
        if count == 1:
            return self.answer(429, '{"error": "one at a time"}', headers=[('Retry-After', '1')])
        self.do_judge(body, count)

    def do_busy_twice(self, body, count):
        if count < 3:
            return self.answer([502, 504][count - 1], 'Bad Gateway', 'text/plain')
        self.do_judge(body, count)

    def do_busy(self, body, count):
        self.answer(503, '{"error": "warming up"}')

    def do_busy_long(self, body, count):
        self.answer(429, '{"error": "come back tomorrow"}', headers=[('Retry-After', '86400')])

    def do_broken(self, body, count):
        self.answer(500, '{"detail": "CUDA out of memory"}')

    def do_broken_page(self, body, count):
        self.answer(500, '<html><head><title>Oops</title></head><body><h1>Internal\n Server Error</h1></body></html>',
                    'text/html')

    def do_page(self, body, count):
        self.answer(200, '<!DOCTYPE html><html><body>Welcome</body></html>', 'text/html')

    def do_torn(self, body, count):
        self.answer(200, '{"scores": {"CE": 6.8,')

    def do_list(self, body, count):
        self.answer(200, '[6.8, 8.18, 5.29, 8.07]')

    def do_empty(self, body, count):
        self.answer(200, '')

    def do_no_scores(self, body, count):
        self.answer(200, '{"result": 7}')

    def do_missing(self, body, count):
        self.answer(200, json.dumps({'scores': {'CE': 6.8, 'CU': 8.18, 'PC': 5.29}}))

    def do_strings(self, body, count):
        self.answer(200, json.dumps({'scores': {name: str(value) for name, value in SCORES.items()}}))

    def do_nan(self, body, count):
        self.answer(200, '{"scores": {"CE": NaN, "CU": 8, "PC": 5, "PQ": 8}}')

    def do_huge(self, body, count):
        self.answer(200, json.dumps({'scores': dict(SCORES, CE=1e30)}))

    def do_garbage(self, body, count):
        try:
            self.answer(200, b'\xa7garbage' * (30 * 1024 * 1024 // 9), 'application/octet-stream')
        except OSError:
            self.close_connection = True

    def do_moved(self, body, count):
        self.answer(307, '', headers=[('Location', '/judge')])

    def do_locked(self, body, count):
        if self.headers.get('Authorization') != f'Bearer {KEY}':
            return self.answer(401, '{"error": "who are you?"}')
        self.do_judge(body, count)

    def do_analyze(self, body, count):
        for kind, answer in ((b'key', {'key': 'F', 'scale': 'minor', 'confidence': 0.8, 'all_keys': []}),
                             (b'frequency_clash', {'bands': [{'name': 'sub', 'clash_score': 0.5}]})):
            if b'name="analysis_type"\r\n\r\n' + kind in body:
                return self.answer(200, json.dumps(answer))
        self.answer(200, '{"error": "unknown analysis_type"}')


class FakeScorer:
    def __enter__(self):
        self.server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.server.daemon_threads = True
        self.server.lock = threading.Lock()
        self.server.stopped = threading.Event()
        self.server.requests = []
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exception):
        self.server.stopped.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def requests(self):
        return self.server.requests

    @property
    def port(self):
        return self.server.server_address[1]

    def url(self, path):
        return f'http://127.0.0.1:{self.port}{path}'


def main():
    with FakeScorer() as server:
        print(server.port, flush=True)
        # Whoever started it closes its standard input when done.
        sys.stdin.read()


if __name__ == '__main__':
    main()
