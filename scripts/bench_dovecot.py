"""Dovecot's LMTP on loopback with a Maildir that is synced at each mail: the peer of intake-per-second."""

import grp
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import tempfile
import time


def rate(deliver, count):
    """Mails a second that `deliver(port, recipient)` hands over; None where Dovecot's LMTP is not installed."""
    if not (shutil.which("dovecot") and os.path.exists("/usr/lib/dovecot/lmtp")):
        return None
    base = pathlib.Path(tempfile.mkdtemp(prefix="candor-dovecot-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    user, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    if user == "root":
        user, group = "nobody", "nogroup"
        os.chmod(base, 0o755)
        (base / "mail").mkdir()
        shutil.chown(base / "mail", user, group)
    owner = pwd.getpwnam(user)
    (base / "dovecot.conf").write_text(
        f"""
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
protocols = lmtp
listen = 127.0.0.1
ssl = no
mail_location = maildir:{base}/mail/%u
mail_fsync = always
first_valid_uid = 1
first_valid_gid = 1
mail_uid = {owner.pw_uid}
mail_gid = {owner.pw_gid}
userdb {{
  driver = static
  args = uid={owner.pw_uid} gid={owner.pw_gid} home={base}/mail/%u
}}
passdb {{
  driver = static
  args = nopassword=y
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {port}
  }}
}}
"""
    )
    process = subprocess.Popen(["dovecot", "-F", "-c", str(base / "dovecot.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        return count / deliver(port, "report")
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(base, ignore_errors=True)
