"""Real mail servers of one's own on loopback, as root: Debian's Postfix and Dovecot (dovecot-imapd, dovecot-lmtpd)."""

import os
import pathlib
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time

# A test's thread may block the signals that end a server, and whoever it starts is born with the same mask.
signal.pthread_sigmask(signal.SIG_SETMASK, [])


def free_port():
    """Below the ports that the kernel gives to outgoing connections, where a program that runs beside this one could take it before its server does. Tests/Servers/Wire.swift takes those below 22000."""
    while True:
        port = random.randrange(22_000, 32_000)
        try:
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                with socket.socket(socket.AF_INET, kind) as probe:
                    probe.bind(("127.0.0.1", port))
            return port
        except OSError:
            continue


def listens(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False


def wait_for(port, name):
    for _ in range(400):
        if listens(port):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{name} does not listen on port {port}")


class Server:
    """A folder of its own, started at `with` and gone after it."""

    name = ""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"candor-{self.name}-"))
        self.folder.chmod(0o755)
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Dovecot(Server):
    """Takes mail for anybody by LMTP and shows it by IMAP (any password); each mail is synced as it comes."""

    name = "dovecot"

    @staticmethod
    def is_there():
        return os.geteuid() == 0 and all(os.path.exists(f"/usr/lib/dovecot/{part}") for part in ("imap", "lmtp"))

    def start(self):
        self.lmtp, self.imap = free_port(), free_port()
        folder, nobody = self.folder, pwd.getpwnam("nobody")
        (folder / "mail").mkdir()
        os.chown(folder / "mail", nobody.pw_uid, nobody.pw_gid)
        (folder / "dovecot.conf").write_text(f"""
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
mail_fsync = always
first_valid_uid = 1
first_valid_gid = 1
passdb {{
  driver = static
  args = nopassword=y
}}
userdb {{
  driver = static
  args = uid={nobody.pw_uid} gid={nobody.pw_gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {self.imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {self.lmtp}
  }}
}}
""")
        self.process = subprocess.Popen(["dovecot", "-F", "-c", str(folder / "dovecot.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.lmtp, "Dovecot")
        wait_for(self.imap, "Dovecot")

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


class Postfix(Server):
    """Takes mail from this machine and hands each on by a table: address or `*` -> transport."""

    name = "postfix"

    def __init__(self, domain, routes):
        self.domain, self.routes = domain, routes

    def start(self):
        self.port = free_port()
        folder = self.folder
        for part in ("etc", "spool", "data"):
            (folder / part).mkdir()
        shutil.chown(folder / "data", "postfix")
        table = ", ".join(f"{address}={transport}" for address, transport in self.routes.items())
        (folder / "etc/main.cf").write_text(f"""
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
myhostname = mx.{self.domain}
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
transport_maps = inline:{{ {table} }}
lmtp_host_lookup = native
smtp_host_lookup = native
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 3s
fast_flush_domains =
alias_maps =
alias_database =
message_size_limit = 52428800
smtpd_relay_restrictions = permit_mynetworks, reject
""")
        services = f"""
{self.port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
relay unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""
        (folder / "etc/master.cf").write_text(services.lstrip())
        subprocess.run(["postfix", "-c", str(folder / "etc"), "start"], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.port, "Postfix")

    def stop(self):
        subprocess.run(["postfix", "-c", str(self.folder / "etc"), "stop"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def log(self):
        return (self.folder / "mail.log").read_text()
