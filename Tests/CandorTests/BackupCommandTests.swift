import Foundation
import Testing

/// `backup` of a folder that others work with, and `restore` of what anybody may hand over.
@Suite(.serialized) struct BackupCommandTests {
  private func backup(_ scratch: Scratch) throws -> String {
    let file = scratch.path + "/b.tar"
    let made = try Program.run(["backup", "--data", scratch.path + "/data", "--to", file])
    #expect(made.status == 0 && made.text.contains("sound"), "\(made.errors)")
    return file
  }

  private func restore(_ file: String, to folder: String) throws -> Program.Run {
    try Program.run(["restore", file, "--data", folder])
  }

  private func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `what was saved comes back whole, for its owner alone, with its letters held`() throws {
    let scratch = try Scratch.openCase(mails: 3)
    let (data, back) = (scratch.path + "/data", scratch.path + "/back")
    #expect(
      try Program.run(["store", "import", "app", scratch.path + "/app.csv", "--yes", "--data", data]).status == 0)
    try Data("secret\n".utf8).write(to: URL(filePath: data + "/imap-password"))
    let file = try backup(scratch)
    #expect(try permissions(file) == 0o600)
    #expect(try Program.shell("tar tf \"$1\"", [file]).lines.contains("stores/app/1.csv"))
    let restored = try restore(file, to: back + "/")
    #expect(restored.status == 0 && restored.text.contains("3 letters wait for a decision"), "\(restored.errors)")
    for name in ["candor.sqlite", "candor.yaml", "record.key", "imap-password", "stores/app/1.csv"] {
      #expect(try permissions(back + "/" + name) == 0o600, "\(name)")
    }
    for name in ["", "/stores", "/stores/app"] { #expect(try permissions(back + name) == 0o700, "\(name)") }
    for (command, text) in [(["case", "list"], "reports 3"), (["store", "list"], "2 members"), (["verify"], "sound")] {
      let run = try Program.run(command + ["--data", back])
      #expect(run.status == 0 && run.text.contains(text), "\(command) \(run.text) \(run.errors)")
    }
    let more = try Program.run(["receive", scratch.path + "/mails", "--data", back])
    #expect(more.status == 0 && more.text.contains("known already, report 3"))
    let again = try restore(file, to: back)
    #expect(again.status == 2 && again.errors.contains("not empty"))
    try FileManager.default.createDirectory(atPath: scratch.path + "/empty", withIntermediateDirectories: true)
    #expect(try restore(file, to: scratch.path + "/empty").status == 0)
    let twice = try Program.run(["backup", "--data", data, "--to", file])
    #expect(twice.status == 2 && twice.errors.contains("is there already"))
  }

  @Test func `names of one letter are names`() throws {
    let scratch = try Scratch.openCase(mails: 3)
    let steps = """
      cd "$1" && "$CANDOR" backup --data data --to b && "$CANDOR" restore b --data R && "$CANDOR" verify --data R \
        && "$CANDOR" export 1 --data R --to e
      """
    let run = try Program.shell(steps, [scratch.path])
    #expect(run.status == 0 && run.text.contains("sound"), "\(run.errors)")
  }

  @Test func `saved again and again while reports and lists come and go, each copy is whole`() async throws {
    let scratch = try Scratch.dataFolder(mails: 60)
    let line = """
      C="$CANDOR" D="$1/data"
      ( for mail in "$1"/mails/*; do "$C" receive "$mail" --data "$D" >/dev/null; done; : >"$1/done" ) &
      ( n=0; until [ -e "$1/done" ]; do
          "$C" store import app "$1/app.csv" --yes --data "$D" >/dev/null 2>&1 && n=$((n + 1))
          "$C" store undo app $n --data "$D" >/dev/null 2>&1
        done ) &
      n=0
      until [ -e "$1/done" ]; do
        n=$((n + 1))
        "$C" backup --data "$D" --to "$1/b$n.tar" >/dev/null || exit 3
        "$C" restore "$1/b$n.tar" --data "$1/r$n" >/dev/null || exit 4
        "$C" verify --data "$1/r$n" || exit 5
        "$C" receive "$1/mails/1.eml" --data "$1/r$n" >/dev/null || exit 6
      done
      wait
      "$C" verify --data "$D" && ls "$1" && echo "made $n"
      """
    let run = try await Program.shellApart(line, [scratch.path])
    #expect(run.status == 0, "\(run.status) \(run.errors)")
    // The last is of the folder itself, which no restore has written to.
    let entries = run.lines.filter { $0.contains(" entries, sound.") }.compactMap { Int($0.prefix { $0 != " " }) }
      .dropLast()
    #expect(entries.count >= 3 && Array(entries) == entries.sorted() && Set(entries).count >= 3, "\(entries)")
    #expect(!run.text.contains(".part") && !run.text.contains(".snapshot"))
  }

  @Test func `killed at any moment, it leaves no half copy under its name`() async throws {
    let scratch = try Scratch.openCase(mails: 20)
    let file = try backup(scratch)
    let line = """
      for round in {1..25}; do
        "$CANDOR" backup --data "$1/data" --to "$1/k.tar" >/dev/null 2>&1 & sleep 0.0$((RANDOM % 10))$((RANDOM % 10)); kill -9 $! 2>/dev/null; wait $! 2>/dev/null
        if [ -e "$1/k.tar" ]; then "$CANDOR" restore "$1/k.tar" --data "$1/k$round" >/dev/null || exit 3; rm "$1/k.tar"; fi
        "$CANDOR" restore "$2" --data "$1/t" >/dev/null 2>&1 & sleep 0.0$((RANDOM % 10))$((RANDOM % 10)); kill -9 $! 2>/dev/null; wait $! 2>/dev/null
        if [ -e "$1/t" ]; then "$CANDOR" verify --data "$1/t" >/dev/null || exit 4; rm -r "$1/t"; fi
      done
      "$CANDOR" backup --data "$1/data" --to "$1/k.tar" >/dev/null && "$CANDOR" restore "$1/k.tar" --data "$1/t" && ls "$1"
      """
    let run = try await Program.shellApart(line, [scratch.path, file])
    #expect(run.status == 0 && run.text.contains("sound"), "\(run.status) \(run.errors)")
    #expect(!run.text.contains(".part") && !run.text.contains(".snapshot"))
  }

  /// Each line makes `$2` of the backup `$1`, or of nothing.
  @Test(arguments: [
    ("head -c 3000 \"$1\" >\"$2\"", "cut off"), ("head -c -600 \"$1\" >\"$2\"", "cut off"), (": >\"$2\"", "ends in"),
    ("head -c 5000 /dev/urandom >\"$2\"", "no tar archive"), ("gzip -c \"$1\" >\"$2\"", "no tar archive"),
    ("cp \"$1\" \"$2\"; printf x >>\"$2\"", "behind its end"), ("mkfifo \"$2\"", "not a regular file"),
    ("cp \"$1\" \"$2\"; printf evil | dd of=\"$2\" bs=1 seek=20000 conv=notrunc status=none", "was changed"),
    ("mkdir x; ln -s /etc x/stores; tar cf \"$2\" -C x stores", "no regular file"),
    ("mkdir x; tar cf \"$2\" x", "no regular file"),
    ("touch x; tar cPf \"$2\" --transform s,x,../../evil, x", "leads elsewhere"),
    ("touch x; tar cPf \"$2\" --transform s,x,/tmp/evil, x", "leads elsewhere"),
    ("touch x; tar cf \"$2\" x", "no backup"),
    (
      "mkdir y; tar xf \"$1\" -C y; cd y; tar cf \"$2\" candor-backup.txt candor.yaml record.key candor.sqlite",
      "list of files is missing"
    ),
    (
      "mkdir y; tar xf \"$1\" -C y; cd y; tar cf \"$2\" candor-backup.txt candor.yaml record.key manifest.txt",
      "that its list names is missing"
    ),
    (
      "mkdir y; tar xf \"$1\" -C y; cd y; cp candor.yaml .bashrc; tar cf \"$2\" candor-backup.txt .bashrc manifest.txt",
      "does not belong"
    ),
    (
      "mkdir y; tar xf \"$1\" -C y; cd y; echo >>candor.yaml; tar cf \"$2\" candor-backup.txt candor.yaml record.key candor.sqlite manifest.txt",
      "not the file that its list names"
    ),
    (
      "mkdir y; tar xf \"$1\" -C y; cd y; tar cf \"$2\" --hard-dereference candor-backup.txt candor.yaml candor.yaml manifest.txt",
      "twice"
    ),
    ("truncate -s 100G \"$2\"", "behind its end"),
    ("mkdir x; truncate -s 20G x/huge; tar cf - -C x huge | head -c 4096 >\"$2\"", "cut off"),
  ])
  func `what is no whole backup is refused in words, and nothing is left`(line: String, why: String) throws {
    let scratch = try Scratch.openCase(mails: 1)
    let file = try backup(scratch)
    let work = try Scratch()
    let other = work.path + "/other.tar"
    _ = try Program.shell(line, [file, other], in: work.path)
    let run = try restore(other, to: work.path + "/back")
    #expect(run.status == 2 && run.errors.contains(why), "\(run.errors)")
    #expect(try !FileManager.default.contentsOfDirectory(atPath: work.path).contains { $0.hasPrefix("back") })
    #expect(!FileManager.default.fileExists(atPath: work.path + "/../../evil"))
  }

  @Test func `a record that is not sound is saved and restored, and said not to be`() throws {
    let scratch = try Scratch.openCase(mails: 1)
    let database = URL(filePath: scratch.path + "/data/candor.sqlite")
    var bytes = try Data(contentsOf: database)
    let found = try #require(bytes.range(of: Data("\"door\":\"file\"".utf8)))
    bytes.replaceSubrange(found, with: Data("\"door\":\"imap\"".utf8))
    try bytes.write(to: database)
    let file = scratch.path + "/b.tar"
    let made = try Program.run(["backup", "--data", scratch.path + "/data", "--to", file])
    #expect(made.status == 1 && made.errors.contains("the first bad entry is 2"), "\(made.errors)")
    let restored = try restore(file, to: scratch.path + "/back")
    #expect(restored.status == 1 && restored.errors.contains("the first bad entry is 2"))
    #expect(FileManager.default.fileExists(atPath: scratch.path + "/back/candor.yaml"))
  }
}
