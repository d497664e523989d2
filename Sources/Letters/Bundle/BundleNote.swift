import Evidence
import Vocabulary

/// What a person reads first who is given a bundle (`README.txt`): what it is, who may have it, how to check it, what is not in it.
package struct BundleNote {
  /// Something that is not in the bundle.
  package struct Omission: Sendable, Hashable {
    package let what: String
    package let why: String

    package init(_ what: String, because why: String) {
      self.what = what
      self.why = why
    }

    package var text: String { "\(what): \(why)" }
  }

  package let organization: String
  package let title: String
  package let level: TrafficLight
  package let time: Timestamp
  package let key: NoteKey
  package let omissions: [Omission]

  package init(
    organization: String, title: String, level: TrafficLight, time: Timestamp, key: NoteKey, omissions: [Omission]
  ) {
    self.organization = organization
    self.title = title
    self.level = level
    self.time = time
    self.key = key
    self.omissions = omissions
  }

  package var text: String {
    let left = omissions.isEmpty ? "Nothing." : omissions.map { "- \($0.text)" }.joined(separator: "\n")
    return """
      \(level.rawValue)
      \(level.meaning)

      \(PlainText.clean(title, width: 300))
      Exported by \(PlainText.clean(organization, width: 200)) at \(time.rfc3339).

      What is in it

      log.jsonl          the company's record, an entry a line. An entry that has nothing to do with the case, or may
                         not be passed on at this level, shows its number and digest alone.
      checkpoint.txt     what the whole record was at that moment, signed; checkpoints/ are older ones
      case.json          the case
      stix.json          what others can know the attacker by, as STIX 2.1
      misp.json          the same as a MISP event
      originals/         the mails as they came (TLP:RED only)
      personal.jsonl     what entries say of people (TLP:RED only); the log holds salted digests of it
      investigation.json everything that was found, with customers' addresses (TLP:RED only)
      manifest.txt       SHA-256 and size of every file; signature.txt is over it

      What was left out

      \(left)

      How to check it

      candor verify --bundle THIS --key '\(key.text)'
      or, without Candor: scripts/verify_bundle.py THIS --key '\(key.text)'
      Ask \(PlainText.clean(organization, width: 200)) for the key by another way than this bundle: whoever can change the bundle
      can change the key in it.

      """
  }
}

extension TrafficLight {
  /// In short what FIRST's Traffic Light Protocol 2.0 says.
  package var meaning: String {
    switch self {
    case .clear: "May be passed on without limit."
    case .green: "May be passed on within the community, and not published."
    case .amber: "For your organization and its clients, on a need-to-know basis."
    case .amberStrict: "For your organization alone, on a need-to-know basis."
    case .red:
      "For the person whom it was given to, and for nobody else. It holds customers' mail, names and addresses."
    }
  }
}
