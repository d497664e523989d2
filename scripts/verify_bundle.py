#!/usr/bin/env python3
"""Checks a bundle that `candor export` wrote, without Candor.

    scripts/verify_bundle.py FOLDER|FILE.tar [--key NAME+ID+BASE64]

Python 3 and its standard library are enough; Ed25519 signatures are checked where the package `cryptography` is there.
Ask for the log's key by another way than the bundle: who can change the bundle could sign it anew. Without --key the
one in the bundle is taken, and that is said.

It checks that every file is the one the manifest lists (SHA-256 and size) and no other is there, that signature.txt is
over that manifest, that the log's entries are numbered and chained without a gap, that personal.jsonl holds what the
entries committed to, that the log names the SHA-256 of every file in originals/, and that the Merkle root (RFC 9162
section 2.1) over the entries is the one in every checkpoint.
Exit status 0: nothing is wrong. 1: something is. 2: it could not be looked at.
"""

import argparse
import base64
import hashlib
import json
import os
import re
import struct
import sys
import tarfile


SHA256 = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def sha256(data):
    return hashlib.sha256(data).digest()


class Folder:
    def __init__(self, place):
        self.place = place
        self.paths = []
        for parent, _, names in os.walk(place):
            for name in names:
                self.paths.append(os.path.relpath(os.path.join(parent, name), place).replace(os.sep, "/"))

    def read(self, path):
        with open(os.path.join(self.place, *path.split("/")), "rb") as file:
            return file.read()


class Archive:
    """A tar file; nothing of it is written to disk."""

    def __init__(self, place):
        self.tar = tarfile.open(place, "r:")
        self.paths = [member.name for member in self.tar]
        if len(set(self.paths)) != len(self.paths):
            raise ValueError("a file stands in it twice")

    def read(self, path):
        try:
            file = self.tar.extractfile(path)
        except KeyError as error:
            raise FileNotFoundError(path) from error
        if file is None:
            raise FileNotFoundError(path)
        return file.read()


def read(bundle, path):
    return bundle.read(path)


def canonical(entry):
    """The bytes that an entry is hashed over: each field after its length in 8 bytes."""
    body = base64.b64decode(entry["body64"]) if "body64" in entry else entry["body"].encode()
    commitment = bytes.fromhex(entry["commitment"]) if entry["commitment"] is not None else b""
    fields = [
        struct.pack(">q", entry["number"]),
        struct.pack(">q", entry["time"]),
        entry["actor"].encode(),
        entry["kind"].encode(),
        entry["subject"].encode(),
        body,
        commitment,
        bytes.fromhex(entry["previous"]),
    ]
    return b"candor-log/1\n" + b"".join(struct.pack(">Q", len(field)) + field for field in fields)


def root(leaves):
    """RFC 9162 section 2.1.1, level by level: a node without a neighbour goes up as it is."""
    if not leaves:
        return sha256(b"")
    level = list(leaves)
    while len(level) > 1:
        pairs = [sha256(b"\x01" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0]


def check_manifest(folder, wrong):
    lines = read(folder, "manifest.txt").decode().split("\n")
    if lines[0] != "candor-bundle/1" or lines[-1] != "":
        wrong.append("manifest.txt: is no manifest of a bundle")
        return []
    listed = []
    for line in lines[1:-1]:
        digest, size, path = line.split(" ", 2)
        if path.startswith("/") or ".." in path.split("/") or "\\" in path:
            wrong.append(f"manifest.txt: {path!r} leads out of the bundle")
            continue
        listed.append(path)
        try:
            data = read(folder, path)
        except OSError:
            wrong.append(f"{path}: is missing")
            continue
        if len(data) != int(size):
            wrong.append(f"{path}: has {len(data)} bytes, not {size}")
        elif sha256(data).hex() != digest:
            wrong.append(f"{path}: was changed: its SHA-256 is another")
    for path in sorted(folder.paths):
        if path not in ("manifest.txt", "signature.txt") and path not in listed:
            wrong.append(f"{path}: is not in the manifest")
    return listed


def check_signature(folder, key, wrong):
    try:
        text, signatures = note(read(folder, "signature.txt"))
    except OSError:
        wrong.append("signature.txt: is missing: nobody vouches for the list of files")
        return
    signed(text, signatures, key, wrong, "signature.txt")
    lines = text.split("\n")
    if lines[1:] != ["candor-bundle/1", sha256(read(folder, "manifest.txt")).hex(), ""]:
        wrong.append("signature.txt: was made over another manifest: a file was changed, put in or taken out")


def check_personal(folder, listed, wrong):
    """What was committed to, by entry: salt and body."""
    if "personal.jsonl" not in listed:
        return {}
    found = {}
    for number, line in enumerate(read(folder, "personal.jsonl").split(b"\n")[:-1], 1):
        try:
            kept = json.loads(line)
            found[kept["number"]] = bytes.fromhex(kept["salt"]) + kept["body"].encode()
        except (ValueError, KeyError, TypeError, AttributeError):
            wrong.append(f"personal.jsonl: line {number} is no personal data of an entry")
            break
    return found


def check_log(folder, personal, wrong):
    """The leaf hashes, and every SHA-256 that the entries name. An entry that is withheld shows its leaf hash itself."""
    leaves = []
    personal = dict(personal)
    named = set()
    previous = bytes(32)
    lines = read(folder, "log.jsonl").split(b"\n")
    if lines[-1] != b"":
        wrong.append(f"log.jsonl: line {len(lines)} is no entry of a log")
    for number, line in enumerate(lines[:-1], 1):
        try:
            entry = json.loads(line)
            withheld = set(entry) == {"number", "previous", "digest"}
            leaf = bytes.fromhex(entry["digest"]) if withheld else sha256(b"\x00" + canonical(entry))
        except (ValueError, KeyError, TypeError, AttributeError, struct.error):
            wrong.append(f"log.jsonl: line {number} is no entry of a log")
            break
        if entry["number"] != number:
            wrong.append(f"log.jsonl: entry {entry['number']} stands where entry {number} belongs")
            break
        if bytes.fromhex(entry["previous"]) != previous:
            wrong.append(f"log.jsonl: entry {max(number - 1, 1)} or {number} was changed: the chain breaks between them")
            break
        previous = leaf
        leaves.append(leaf)
        if withheld:
            continue
        named.update(SHA256.findall(entry.get("body", "") + " " + entry["subject"]))
        kept = personal.pop(number, None)
        if kept is not None and sha256(kept).hex() != entry["commitment"]:
            wrong.append(f"log.jsonl: entry {number} holds other personal data than those that it committed to")
    for number in sorted(personal):
        wrong.append(f"personal.jsonl: holds personal data of entry {number}, which the log does not show")
    return leaves, named


def check_originals(folder, listed, named, wrong):
    for path in listed:
        if path.startswith("originals/") and path in folder.paths:
            if sha256(read(folder, path)).hex() not in named:
                wrong.append(f"{path}: was changed or put in: the log names no such SHA-256")


def note(data):
    """The text of a signed note, and its signature lines."""
    text, gap, signatures = data.decode().rpartition("\n\n")
    if not gap:
        raise ValueError("a signed note has no signature")
    return text + "\n", signatures.split("\n")


def signed(note_text, lines, key, wrong, path):
    """True, False, or None where it cannot be known here."""
    if key is None:
        return None
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return None
    name, key_id, encoded = key.split("+", 2)
    public = base64.b64decode(encoded)[1:]
    for line in lines:
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014" or parts[1] != name:
            continue
        data = base64.b64decode(parts[2])
        if data[:4].hex() != key_id:
            continue
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(data[4:], note_text.encode())
            return True
        except InvalidSignature:
            wrong.append(f"{path}: carries a signature that does not verify")
            return False
    wrong.append(f"{path}: is not signed by the key {key}")
    return False


def check_checkpoint(folder, path, leaves, key, wrong):
    text, signatures = note(read(folder, path))
    lines = text.split("\n")
    size, expected = int(lines[1]), base64.b64decode(lines[2], validate=True)
    standing = signed(text, signatures, key, wrong, path)
    if size > len(leaves):
        wrong.append(f"{path}: was made over {size} entries, the log has {len(leaves)} that can be read")
    elif root(leaves[:size]) != expected:
        wrong.append(f"{path}: the first {size} entries are not those that it was made over")
    said = {True: "signature verified", False: "signature WRONG", None: "signature not checked"}[standing]
    print(f"{path}: {size} entries, root {expected.hex()}, {said}")


def main():
    parser = argparse.ArgumentParser(description="Checks a bundle that `candor export` wrote.")
    parser.add_argument("place", help="the bundle's folder or .tar")
    parser.add_argument("--key", help="the log's verifier key, name+id+base64")
    options = parser.parse_args()
    wrong = []
    try:
        folder = Folder(options.place) if os.path.isdir(options.place) else Archive(options.place)
        key = options.key
        if key is None and "key.txt" in folder.paths:
            key = read(folder, "key.txt").decode().strip()
            print(f"taking the key that lies in the bundle; ask its maker whether theirs is {key}")
        listed = check_manifest(folder, wrong)
        check_signature(folder, key, wrong)
        leaves, named = check_log(folder, check_personal(folder, listed, wrong), wrong)
        check_originals(folder, listed, named, wrong)
        print(f"files: {len(listed)}, entries: {len(leaves)}, root {root(leaves).hex()}")
        checkpoints = [path for path in listed if path == "checkpoint.txt" or path.startswith("checkpoints/")]
        if not checkpoints:
            wrong.append("checkpoint.txt: is missing: nothing vouches for the log's end")
        for path in checkpoints:
            check_checkpoint(folder, path, leaves, key, wrong)
    except (OSError, ValueError, IndexError, tarfile.TarError) as error:
        print(f"cannot be checked: {error}", file=sys.stderr)
        return 2
    for line in wrong:
        print(f"WRONG  {line}")
    print("Nothing is wrong with this bundle." if not wrong else f"{len(wrong)} things are wrong with this bundle.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
