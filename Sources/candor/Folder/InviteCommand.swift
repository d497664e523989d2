import ArgumentParser
import Casework
import Forensics
import Foundation
import Operations
import Store
import Vocabulary
import Web

/// `candor invite`.
struct InviteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite", abstract: "Make a link by which somebody gets an account of the pages, once.",
    discussion: """
      For whoever has lost the only administrator's password: the link makes a new one, who can then remove the old account. \
      `candor serve` may go on running; the record keeps that a link was made here.
      """)

  @OptionGroup var data: DataOption
  @Option(help: "viewer, responder, approver or admin.") var role = "admin"

  func run() async {
    let settings = data.settings()
    guard let role = Role(rawValue: role) else {
      Console.fail("--role: \"\(role)\" is none of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let database = data.database(migrating: false)
    let ports = AccountPorts(
      register: AccountRegister(database), hashing: PasswordHashing(), organization: settings.organization.name,
      now: Console.now,
      note: { event in
        var transaction = LedgerTransaction(now: Console.now())
        transaction.entries = [LedgerEntry(event.recorded, actor: Actor.command)]
        do throws(StoreTrouble) { _ = try await database.ledger.append(transaction) } catch { Console.fail(error) }
      })
    do {
      let place: Place
      if let link = try await Joining.setUpLink(ports) {
        if role != .admin { Console.warn("nobody has an account yet: this link makes the first one, an administrator") }
        place = .setUp(.value(link.text))
      } else if let admin = try await ports.register.people().first(where: { $0.role == .admin }) {
        let origin = Origin(address: "", agent: "candor invite")
        place = .join(.value(try await Membership(ports, by: admin, from: origin).invite(role).text))
      } else {
        Console.fail("the last administrator was removed just now; run this again")
      }
      let home = settings.web.publicHome
      Console.write(
        "Open this once, where the pages are\(home == nil ? " (put what `candor serve` calls its address in front)" : ""):\n  \(home ?? "")\(place.path)\n"
          .utf8)
    } catch let trouble as StoreTrouble { Console.fail(trouble) } catch { Console.fail("\(error)") }
  }
}
