#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes damaged PDFs of whole ones: bit flips, cut ends, objects of other files, emptied and repeated
blocks, lengths and numbers that lie, references that lead in rings.

Usage: damage.py [--seed N] [--first N] [--count N] SOURCE-DIR TARGET-DIR

File number n depends on the seed, n and the PDFs in SOURCE-DIR alone, so that any one can be made again with
--first n --count 1. Half of the files are made of what qpdf has unpacked (when it is installed): there damage
meets what is compressed otherwise. Larger PDFs are taken more seldom. TARGET-DIR/damage.tsv says of each file
what was done to which.
"""
import argparse
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

COMMON_SIZE = 200_000  # bytes; a PDF twice as large is taken half as often
OBJECT = re.compile(rb'(?<=[\r\n])\d+ \d+ obj\b.*?endobj', re.DOTALL)
LENGTH = re.compile(rb'(/(?:Length|Length1|Count|First|N|Size|Prev|W|Index|Width|Height|Columns|Colors|Predictor|'
                    rb'BitsPerComponent|BitsPerSample|FirstChar|LastChar|Kids|Rotate)\b[ \[]*)(-?\d+)')
NUMBER = re.compile(rb'(?<=[ \[/])-?\d+(?:\.\d+)?(?=[ \]\r\n>/])')
REFERENCE = re.compile(rb'\b(\d+) (\d+) R\b')
LIES = [b'0', b'-1', b'1', b'65536', b'2147483647', b'2147483648', b'4294967295', b'99999999999999999999',
        b'-2147483648', b'1e308', b'3', b'255']


def flip_bits(data, rng, _others):
    for _ in range(rng.choice([1, 4, 16, 64, 256])):
        place = rng.randrange(len(data))
        data[place] ^= 1 << rng.randrange(8)
    return data


def flip_near(data, rng, _others):
    """Bits of one small stretch: a broken object rather than a file that is broken everywhere."""
    start = rng.randrange(len(data))
    for _ in range(rng.randint(2, 40)):
        place = min(start + rng.randrange(200), len(data) - 1)
        data[place] = rng.randrange(256)
    return data


def cut(data, rng, _others):
    start, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    which = rng.randrange(4)
    if which == 0:
        return data[:end]
    if which == 1:
        return data[start:]
    if which == 2:
        return data[:start] + data[end:]
    return data[:len(data) - rng.randint(1, 2000)]  # the table of objects and what follows


def block(data, rng):
    size = min(rng.choice([16, 128, 512, 4096, 65536]), len(data))
    start = rng.randrange(len(data) - size + 1)
    return start, start + size


def empty(data, rng, _others):
    for _ in range(rng.randint(1, 5)):
        start, end = block(data, rng)
        data[start:end] = bytes([rng.choice([0, 0, 0x20, 0xff])]) * (end - start)
    return data


def repeat(data, rng, _others):
    start, end = block(data, rng)
    place = rng.randrange(len(data) + 1)
    times = rng.choice([1, 2, 20])
    return data[:place] + data[start:end] * times + data[place:]


def objects_of(data):
    return [match.span() for match in OBJECT.finditer(data)]


def splice(data, rng, others):
    """Puts objects of another file in the place of ours, under our numbers."""
    other = rng.choice(others)
    theirs = objects_of(other)
    for _ in range(rng.randint(1, 6)):
        ours = objects_of(data)
        if not ours or not theirs:
            start, end = block(data, rng)
            data[start:end] = other[start:end]
            return data
        start, end = rng.choice(ours)
        from_start, from_end = rng.choice(theirs)
        head = data[start:data.index(b'obj', start) + 3]
        body = other[other.index(b'obj', from_start) + 3:from_end]
        data[start:end] = head + body
    return data


def replace_some(data, rng, pattern, text_of):
    places = [match for match in pattern.finditer(data)]
    for match in sorted(rng.sample(places, min(len(places), rng.randint(1, 8))), key=lambda m: -m.start()):
        data[match.start():match.end()] = text_of(match)
    return data


def lie_of_lengths(data, rng, _others):
    return replace_some(data, rng, LENGTH, lambda match: match[1] + rng.choice(LIES))


def lie_of_numbers(data, rng, _others):
    return replace_some(data, rng, NUMBER, lambda match: rng.choice(LIES))


def misdirect(data, rng, _others):
    numbers = sorted({int(match[1]) for match in REFERENCE.finditer(data)}) or [1]
    return replace_some(data, rng, REFERENCE, lambda match: b'%d %s R' % (rng.choice(numbers), match[2]))


KINDS = {'flips': flip_bits, 'near': flip_near, 'cut': cut, 'empty': empty, 'repeat': repeat, 'splice': splice,
         'lengths': lie_of_lengths, 'numbers': lie_of_numbers, 'rings': misdirect}


def unpacked(path):
    """What qpdf makes of it, nothing compressed; None when it cannot."""
    if shutil.which('qpdf') is None:
        return None
    with tempfile.NamedTemporaryFile() as out:
        done = subprocess.run(['qpdf', '--warning-exit-0', '--qdf', '--object-streams=disable', str(path), out.name],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        data = pathlib.Path(out.name).read_bytes()
        return data if done.returncode == 0 and data else None


class Sources:
    def __init__(self, folder):
        paths = sorted(path for path in folder.rglob('*.pdf') if path.stat().st_size > 0)
        if not paths:
            sys.exit(f'damage.py: no PDFs in {folder}')
        self.names = [path.name for path in paths]
        self.whole = [path.read_bytes() for path in paths]
        self.unpacked = [unpacked(path) for path in paths]
        self.weights = [min(1, COMMON_SIZE / len(loose or data)) for loose, data in zip(self.unpacked, self.whole)]

    def damaged(self, seed, number):
        """name, what was done, bytes"""
        rng = random.Random(f'{seed}/{number}')
        source = rng.choices(range(len(self.names)), self.weights)[0]
        others = [self.unpacked[i] or self.whole[i] for i in rng.sample(range(len(self.names)), min(3, len(self.names)))]
        loose = self.unpacked[source] if rng.random() < 0.5 else None
        data = bytearray(loose or self.whole[source])
        kinds = rng.choices(list(KINDS), k=rng.choice([1, 1, 1, 2, 4]))
        for kind in kinds:
            if len(data) > 0:
                data = bytearray(KINDS[kind](data, rng, others))
        told = '+'.join(kinds) + (' of the unpacked ' if loose else ' of ') + self.names[source]
        return f'{number:06d}-{kinds[0]}.pdf', told, data


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--first', type=int, default=0)
    parser.add_argument('--count', type=int, default=100)
    parser.add_argument('source', type=pathlib.Path)
    parser.add_argument('target', type=pathlib.Path)
    arguments = parser.parse_args()
    arguments.target.mkdir(parents=True, exist_ok=True)
    sources = Sources(arguments.source)
    with (arguments.target / 'damage.tsv').open('a', encoding='utf-8') as record:
        for number in range(arguments.first, arguments.first + arguments.count):
            name, told, data = sources.damaged(arguments.seed, number)
            (arguments.target / name).write_bytes(data)
            record.write(f'{name}\t{told}\n')


if __name__ == '__main__':
    main()
