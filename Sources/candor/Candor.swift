import ArgumentParser

/// The program: its subcommands and nothing else.
@main
struct Candor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "candor",
    abstract: "From the first forwarded fake mail to who sent it, which list leaked, and who must be told.",
    version: programVersion,
    subcommands: [
      Investigate.self, Parse.self, DomainNames.self, Init.self, Receive.self, StoreCommand.self, CaseCommand.self,
      NoticeCommand.self, StatusCommand.self, ExportCommand.self, EraseCommand.self, ExpireCommand.self,
      InviteCommand.self, BackupCommand.self,
      RestoreCommand.self, Verify.self, MakeCheckpoint.self,
      Serve.self,
    ])
}

/// Of the program; the data files have their own.
let programVersion = "0.1.0"
