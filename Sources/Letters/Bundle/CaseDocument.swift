import Attribution
import Casework
import Domains
import Evidence
import Forensics
import Vocabulary

/// A case as other programs read it (`case.json` of a bundle). Below TLP:RED nothing is in it that a customer could be known by.
package struct CaseDocument {
  /// One report of the case, as the record and its lists have it.
  package struct Report: Sendable {
    package let number: Int64
    package let received: Timestamp
    /// SHA-256 of the sealed mail, in hexadecimal.
    package let artifact: String
    package let size: Int
    package let verdict: Verdict?
    package let reporter: EmailAddress?
    package let recipient: EmailAddress?
    package let subject: String?
    package let isDeleted: Bool

    package init(
      number: Int64, received: Timestamp, artifact: String, size: Int, verdict: Verdict?, reporter: EmailAddress?,
      recipient: EmailAddress?, subject: String?, isDeleted: Bool
    ) {
      self.number = number
      self.received = received
      self.artifact = artifact
      self.size = size
      self.verdict = verdict
      self.reporter = reporter
      self.recipient = recipient
      self.subject = subject
      self.isDeleted = isDeleted
    }
  }

  private let known: Case
  private let reports: [Report]
  private let investigation: Investigation
  private let level: TrafficLight

  package init(_ known: Case, reports: [Report], investigation: Investigation, level: TrafficLight) {
    self.known = known
    self.reports = reports
    self.investigation = investigation
    self.level = level
  }

  package var json: [UInt8] {
    var json = JSONText(indented: true)
    json.object { json in
      json.put("schema", "candor.case/1")
      json.put("tlp", level.rawValue)
      json.object("organization") { json in
        json.put("name", investigation.organization.name)
        json.array("domains", strings: investigation.organization.domains.map(\.ascii))
      }
      json.put("id", Int(known.id))
      json.put("title", known.title)
      json.put("state", known.state.rawValue)
      json.put("opened", known.opened.rfc3339)
      json.put("closed", known.closed?.rfc3339)
      json.array("reports") { json in for report in reports { self.report(report, &json) } }
      json.array("campaigns") { json in for campaign in investigation.campaigns { self.campaign(campaign, &json) } }
      if level >= .amber { suspicion(&json) }
      if level == .red { decisions(&json) }
    }
    return json.utf8
  }

  private func report(_ report: Report, _ json: inout JSONText) {
    json.object { json in
      json.put("number", Int(report.number))
      json.put("received", report.received.rfc3339)
      json.put("sha256", report.artifact)
      json.put("size", report.size)
      json.put("verdict", report.verdict?.rawValue)
      json.put("deleted", report.isDeleted)
      guard level == .red else { return }
      json.put("reporter", report.reporter?.text)
      json.put("recipient", report.recipient?.text)
      json.put("subject", report.subject)
    }
  }

  private func campaign(_ campaign: Campaign, _ json: inout JSONText) {
    json.object { json in
      json.put("id", campaign.id)
      json.put("reports", campaign.members.count)
      json.put("recipients", campaign.recipients.count)
      json.put("first_seen", campaign.firstSeen?.rfc3339)
      json.put("last_seen", campaign.lastSeen?.rfc3339)
      json.array("subjects", strings: level == .red ? campaign.subjects : sharedSubjects(of: campaign))
      // As strict as the indicators that say the same.
      guard level >= .green else { return }
      json.array("lookalike_domains", strings: campaign.lookAlikes.map(\.accused))
      if let proven = campaign.service {
        json.object("sending_service") { json in
          json.put("id", proven.service.providerID)
          json.put("name", proven.service.name)
          json.put("proven", proven.proven)
        }
      } else {
        json.put("sending_service", nil as String?)
      }
    }
  }

  /// Those that at least two people were sent word for word: others may be made for one of them, with the name in it.
  private func sharedSubjects(of campaign: Campaign) -> [String] {
    var people: [String: Set<EmailAddress>] = [:]
    for index in campaign.members where investigation.findings.indices.contains(index) {
      guard let original = investigation.findings[index].original, let subject = original.subject,
        let recipient = original.recipient
      else { continue }
      people[subject, default: []].insert(recipient.untagged)
    }
    return campaign.subjects.filter { people[$0]?.count ?? 0 > 1 && !$0.contains("@") }
  }

  private func suspicion(_ json: inout JSONText) {
    json.array("suspected_stores") { json in
      for suspect in investigation.suspicion.stores {
        json.object { json in
          json.put("store", suspect.store)
          json.put("probability", suspect.probability)
        }
      }
    }
    guard let exposure = investigation.suspicion.exposure else { return json.put("exposed_customers", nil as Int?) }
    json.put("exposed_customers", exposure.customers)
    json.array("exposed_fields", strings: exposure.fields)
  }

  private func decisions(_ json: inout JSONText) {
    json.array("steps_done") { json in
      for (step, settled) in known.settled.sorted(by: { $0.key < $1.key }) {
        json.object { json in
          json.put("step", step)
          json.put("by", settled.actor)
          json.put("at", settled.time.rfc3339)
          json.put("note", settled.note)
        }
      }
    }
    json.array("answers") { json in
      for (person, answer) in known.answers.sorted(by: { $0.key.text < $1.key.text }) {
        json.object { json in
          json.put("person", person.text)
          json.put("got_it", answer.gotIt)
          json.put("at", answer.time.rfc3339)
        }
      }
    }
  }
}
