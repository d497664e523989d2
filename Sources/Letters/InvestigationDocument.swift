import Attribution
import Casework
import Domains
import Forensics
import Mail
import Vocabulary

/// The finding as the document that other programs read: candor.investigation/1, field for field as the contract names them.
package struct InvestigationDocument {
  private let investigation: Investigation
  private let words: SheetWords
  private let people: Redaction

  /// `words`: programs read English, whatever the people who run Candor speak.
  package init(_ investigation: Investigation, in words: SheetWords, redaction: Redaction = .none) {
    self.investigation = investigation
    self.words = words
    people = redaction
  }

  package func json() -> [UInt8] {
    var json = JSONText(indented: true)
    json.object { json in
      json.put("schema", "candor.investigation/1")
      json.put("version", investigation.version)
      json.put("data_version", investigation.dataVersion)
      json.object("organization") { json in
        json.put("name", investigation.organization.name)
        json.array("domains", strings: investigation.organization.domains.map(\.ascii))
      }
      json.array("reports") { json in
        for (index, finding) in investigation.findings.enumerated() {
          report(finding, campaign: investigation.campaignOf[index], &json)
        }
      }
      json.array("campaigns") { json in for campaign in investigation.campaigns { self.campaign(campaign, &json) } }
      attribution(&json)
      exposure(&json)
      json.array("actions") { json in
        for action in investigation.actions {
          json.object { json in
            json.put("id", action.id)
            json.put("title", words.said(action.title))
            json.put("why", people.hide(words.said(action.why)))
            json.time("due", action.due)
          }
        }
      }
      json.array("skipped") { json in
        for skipped in investigation.skipped {
          json.object { json in
            json.put("file", people.hide(skipped.file))
            json.put("line", skipped.line)
            json.put("why", people.hide(skipped.why))
            if skipped.more > 0 { json.put("more", skipped.more) }
          }
        }
      }
      json.put("skipped_count", investigation.skipped.reduce(0) { $0 + 1 + $1.more })
    }
    return json.utf8
  }

  private func report(_ finding: Finding, campaign: String?, _ json: inout JSONText) {
    json.object { json in
      json.put("file", people.hide(finding.file))
      json.put("sha256", finding.digest.hex)
      json.put("reporter", people.show(finding.reporter))
      json.put("carrier", finding.carrier.rawValue)
      json.put("verdict", finding.judgement.verdict.rawValue)
      json.put("confidence", finding.judgement.confidence)
      json.put("campaign", campaign)
      json.time("arrived", finding.arrived)
      if let original = finding.original {
        json.object("original") { json in
          json.put("from", people.keep(original.from, in: finding, of: investigation.organization))
          json.put("from_name", original.fromName.map(people.hide))
          json.put("subject", original.subject.map(people.hide))
          json.time("date", original.date)
          json.put("recipient", people.show(original.recipient))
          if original.recipientAssumed { json.put("recipient_assumed", true) }
          json.put("message_id", original.messageID.map(people.hide))
        }
      } else {
        json.put("original", nil as String?)
      }
      json.put("evidence_grade", finding.grade.rawValue)
      json.array("signals") { json in
        for signal in finding.judgement.signals {
          json.object { json in
            json.put("id", signal.id)
            json.put("weight", signal.weight)
            json.put("detail", people.hide(words.said(signal.detail)))
          }
        }
      }
      json.put("total", finding.judgement.total)
      json.array("defects", strings: finding.defects.map(people.hide))
    }
  }

  private func campaign(_ campaign: Campaign, _ json: inout JSONText) {
    json.object { json in
      json.put("id", campaign.id)
      json.array("reports", strings: campaign.files.map(people.hide))
      json.array("recipients", strings: campaign.recipients.compactMap(people.show))
      json.time("first_seen", campaign.firstSeen)
      json.time("last_seen", campaign.lastSeen)
      json.array("subjects", strings: Array(campaign.subjects.prefix(20)).map(people.hide))
      json.array("lookalike_domains") { json in
        for lookAlike in campaign.lookAlikes {
          json.object { json in
            json.put("domain", lookAlike.accused)
            if let unicode = lookAlike.unicode { json.put("unicode", unicode) }
            json.put("imitates", lookAlike.imitates?.ascii)
            json.array("techniques", strings: lookAlike.techniques.map(\.rawValue))
            json.put("score", lookAlike.score)
          }
        }
      }
      json.array("links") { json in
        for link in campaign.links {
          json.object { json in
            json.put("url", people.hide(link.url.raw))
            json.put("host", link.url.host)
            json.put("count", link.count)
          }
        }
      }
      if let proven = campaign.service {
        json.object("sending_service") { json in
          json.service(proven.service, words, people)
          json.put("independent_reports", proven.independentReports)
          json.put("proven", proven.proven)
        }
      } else {
        json.put("sending_service", nil as String?)
      }
      json.array("claimed_services", strings: campaign.claimedServices)
      json.array("fields_shown", strings: campaign.lureFields.sorted())
    }
  }

  private func attribution(_ json: inout JSONText) {
    let suspicion = investigation.suspicion
    json.object("attribution") { json in
      json.array("stores") { json in
        for suspect in suspicion.stores {
          json.object { json in
            json.put("store", suspect.store)
            json.put("probability", suspect.probability)
            json.put("recipients_held", suspect.recipientsHeld)
            json.put("recipients_seen", suspect.recipientsSeen)
            json.put("test_accounts_hit", suspect.testAccountsHit)
            json.put("test_accounts_silent", suspect.testAccountsSilent)
            json.put("tagged_addresses", suspect.taggedAddresses)
            json.array("for", strings: suspect.reasonsFor.map { words.said($0) })
            json.array("against", strings: suspect.reasonsAgainst.map { words.said($0) })
          }
        }
      }
      json.put("outside_probability", suspicion.outsideProbability)
      if let window = suspicion.leakWindow {
        json.object("leak_window") { json in
          json.put("earliest", window.earliest.description)
          json.put("latest", window.latest.description)
        }
      } else {
        json.put("leak_window", nil as String?)
      }
      json.array("ask_next") { json in
        for question in suspicion.askNext {
          json.object { json in
            json.put("recipient", people.hide(question.recipient))
            json.array("separates", strings: question.separates)
            json.put("bits", question.bits)
          }
        }
      }
    }
  }

  private func exposure(_ json: inout JSONText) {
    guard let exposure = investigation.suspicion.exposure else {
      json.put("exposure", nil as String?)
      return
    }
    json.object("exposure") { json in
      json.array("stores", strings: exposure.stores)
      json.put("customers", exposure.customers)
      json.array("interval") { json in
        json.value(exposure.low)
        json.value(exposure.high)
      }
      json.array("fields", strings: exposure.fields)
    }
  }
}

extension JSONText {
  /// RFC 3339 in UTC, with `"zone": "assumed"` beside it where the source named none; the field `date` gets `zone`, any other `<key>_zone`.
  mutating func time(_ key: String, _ stamp: Timestamp?) {
    put(key, stamp?.rfc3339)
    if stamp?.zoneAssumed == true { put(key == "date" ? "zone" : "\(key)_zone", "assumed") }
  }

  /// The fields of a sending service, inside an object that the caller opened.
  mutating func service(_ service: SendingService, _ words: SheetWords, _ people: Redaction) {
    put("id", service.providerID)
    put("name", service.name)
    put("tier", service.tier.rawValue)
    put("account", service.account.map(people.hide))
    array("abuse_contacts") { json in
      for contact in service.abuseContacts {
        json.object { json in
          json.put("kind", contact.kind.rawValue)
          json.put("value", contact.value)
          json.put("verified", contact.isVerified)
        }
      }
    }
    array("because", strings: service.because.map { people.hide(words.said($0)) })
    array("rides_on", strings: service.ridesOn)
  }
}
