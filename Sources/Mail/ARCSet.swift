import Vocabulary

/// What one forwarder added (RFC 8617 section 4): the results it saw, its signature over the message, and its seal
/// over all sets so far.
package struct ARCSet: Sendable, Hashable {
  package enum ChainStatus: String, Sendable, Hashable { case none, pass, fail }

  /// 1 to 50.
  package let instance: Int
  package let results: AuthenticationResults
  /// Who sealed.
  package let domain: DomainName
  package let selector: String
  /// `cv=`: what the sealer found of the sets before.
  package let status: ChainStatus
  /// `t=` of the seal, seconds since 1970.
  package let sealed: Int64?

  let seal: DKIMSignature
  let messageSignature: DKIMSignature
  let fields: Fields

  struct Fields: Sendable, Hashable {
    let results: HeaderField
    let messageSignature: HeaderField
    let seal: HeaderField
  }
}

/// Why sets of ARC fields are no chain (RFC 8617 section 5.2).
package enum ARCFault: String, Error, Sendable, Hashable {
  case missingInstance = "missing-instance"
  /// None, or not 1 to 50.
  case badInstance = "bad-instance"
  case duplicateField = "duplicate-field"
  case missingField = "missing-field"
  case badSeal = "bad-seal"
  case badMessageSignature = "bad-message-signature"
  case badStatus = "bad-chain-status"
}

extension ARCSet {
  static let most = 50

  private static let keys = ["arc-authentication-results", "arc-message-signature", "arc-seal"]

  /// The sets of a message, from instance 1 up; empty where there is no ARC field at all.
  static func all(of header: HeaderBlock) throws(ARCFault) -> [ARCSet] {
    var found: [[Int: HeaderField]] = [[:], [:], [:]]
    for field in header.fields {
      guard field.nameRange.count >= 8, let kind = keys.firstIndex(where: { header.isNamed(field, $0) }) else {
        continue
      }
      let instance = try instance(of: field, in: header)
      guard found[kind].updateValue(field, forKey: instance) == nil else { throw .duplicateField }
    }
    guard let newest = found.flatMap(\.keys).max() else { return [] }
    var sets: [ARCSet] = []
    for instance in 1...newest {
      guard let results = found[0][instance], let signature = found[1][instance], let seal = found[2][instance] else {
        throw found.contains { $0[instance] != nil } ? .missingField : .missingInstance
      }
      sets.append(
        try ARCSet(instance, Fields(results: results, messageSignature: signature, seal: seal), of: header))
    }
    return sets
  }

  private static func instance(of field: HeaderField, in header: HeaderBlock) throws(ARCFault) -> Int {
    let value = header.bytes[field.valueRange]
    let instance: Int? =
      if header.isNamed(field, keys[0]) {
        AuthenticationResults(field, of: header).instance
      } else {
        TagList(value).number("i", digits: 2).map { Int($0) }
      }
    guard let instance, (1...most).contains(instance) else { throw .badInstance }
    return instance
  }

  private init(_ instance: Int, _ fields: Fields, of header: HeaderBlock) throws(ARCFault) {
    self.instance = instance
    self.fields = fields
    results = AuthenticationResults(fields.results, of: header)
    let tags = TagList(header.bytes[fields.seal.valueRange])
    do throws(DKIMSignature.Fault) {
      seal = try DKIMSignature(seal: tags)
    } catch {
      throw .badSeal
    }
    do throws(DKIMSignature.Fault) {
      messageSignature = try DKIMSignature(
        TagList(header.bytes[fields.messageSignature.valueRange]), kind: .arcMessage)
    } catch {
      throw .badMessageSignature
    }
    guard let status = tags.text("cv").flatMap({ ChainStatus(rawValue: $0.lowercased()) }),
      (instance == 1) == (status == .none)
    else { throw .badStatus }
    self.status = status
    (domain, selector, sealed) = (seal.domain, seal.selector, seal.signed)
  }
}
