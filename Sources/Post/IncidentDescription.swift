import Attribution
import Forensics
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// `candor.yaml`: who the company is and which stores held its customers' data. Every key is known, or it is an error with its line.
package struct IncidentDescription {
  package let organization: Organization
  package let stores: [Store]
  package let file: String

  package struct Store {
    package let id: String
    package let name: String
    package let custodian: String
    package let isRetired: Bool
    package let retiredOn: CalendarDate?
    package let fields: [String]
    /// Below the incident folder.
    package let members: String
    package let columns: MembersTable.Columns
    package let testAccounts: [EmailAddress]
    package let line: Int?
  }

  private enum Status: String, CaseIterable { case active, retired }

  package init(file: String, root: String) throws(FileTrouble) {
    self.file = file
    let mapped = try MappedFile(path: file)
    guard mapped.count <= 4 << 20 else { throw FileTrouble(file: file, why: "more than 4 MB: this is no candor.yaml") }
    guard let text = String(validating: mapped.bytes(0..<mapped.count), as: UTF8.self) else {
      throw FileTrouble(file: file, why: "not UTF-8")
    }
    let top = try YAMLValue.document(text, file: file).mapping(["organization", "stores"])
    organization = try Self.organization(top.required("organization"))
    stores = try top.each("stores", Self.store)
    var ids: Set<String> = []
    for store in stores where !ids.insert(store.id).inserted {
      throw FileTrouble(file: file, line: store.line, why: "two stores have the id \"\(store.id)\"")
    }
    for store in stores { try check(store, root: root) }
  }

  private func check(_ store: Store, root: String) throws(FileTrouble) {
    var status = stat()
    let advice = "put the list of its members there, or correct the path under \"members\""
    guard stat(root + "/" + store.members, &status) == 0 else {
      throw FileTrouble(
        file: file, line: store.line,
        why: "store \"\(store.id)\": \(store.members): \(String(cString: strerror(errno))); \(advice)")
    }
  }

  /// Refuses a path that leads out of the folder, by `..` or by a symbolic link.
  static func requireInside(_ root: String, _ name: String) throws(FileTrouble) {
    guard let top = realpath(root, nil) else { throw FileTrouble(file: root, errno: errno) }
    defer { free(top) }
    guard let path = realpath(root + "/" + name, nil) else { throw FileTrouble(file: name, errno: errno) }
    defer { free(path) }
    guard String(cString: path).hasPrefix(String(cString: top) + "/") else {
      throw FileTrouble(file: name, why: "leads out of the incident folder; copy the file into it")
    }
  }

  static func organization(_ value: YAMLValue) throws(FileTrouble) -> Organization {
    let map = try value.mapping(["name", "domains", "website", "languages", "senders", "intake", "trusted_receivers"])
    let domains = try map.each("domains", domain)
    guard !domains.isEmpty else { throw value.trouble("\"domains\" must name at least one domain of the organization") }
    return Organization(
      name: try map.string("name"), domains: domains, website: try map["website"]?.string(),
      languages: try map.each("languages") { value throws(FileTrouble) in
        try value.parsed("language tag such as en or pt-br") { Language($0) }
      },
      senders: try map.strings("senders"), intake: try map.each("intake", address),
      trustedReceivers: try map.each("trusted_receivers", domain))
  }

  private static func store(_ value: YAMLValue) throws(FileTrouble) -> Store {
    let map = try value.mapping([
      "id", "name", "custodian", "status", "retired_on", "fields", "members", "columns", "test_accounts",
    ])
    let id = try map.string("id")
    let columns = try map["columns"]?.mapping(["email", "created", "removed"])
    let status = try map["status"]?.choice(Status.self) ?? .active
    return Store(
      id: id, name: try map["name"]?.string() ?? id, custodian: try map["custodian"]?.string() ?? "",
      isRetired: status == .retired,
      retiredOn: try map["retired_on"]?.parsed("date such as 2013-06-30") { CalendarDate($0) },
      fields: try map.strings("fields"), members: try map.string("members"),
      columns: MembersTable.Columns(
        email: try columns?["email"]?.string(), created: try columns?["created"]?.string(),
        removed: try columns?["removed"]?.string()),
      testAccounts: try map.each("test_accounts", address), line: value.line)
  }

  private static func domain(_ value: YAMLValue) throws(FileTrouble) -> DomainName {
    try value.parsed("domain name such as harborledger.com") { DomainSpelling.ascii($0) }
  }

  private static func address(_ value: YAMLValue) throws(FileTrouble) -> EmailAddress {
    try value.parsed("e-mail address") { EmailAddress($0) }
  }
}
