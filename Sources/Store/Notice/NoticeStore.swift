import Casework
import GRDB
import Operations
import Vocabulary

extension CaseDatabase {
  /// What a running sending had begun to say and had heard; `folder` is the data folder.
  package static func noticeJournals(folder: String) -> NoticeJournals {
    NoticeJournalFile.journals(folder: folder + "/notices")
  }

  package var notices: NoticeLedger {
    let pool = pool
    return NoticeLedger(
      open: { mailing, now throws(StoreTrouble) in
        try await attempt("enroll a notice's recipients") {
          try await pool.write { try NoticeEnrolment.open(mailing, now: now, in: $0) }
        }
      },
      add: { notice, people throws(StoreTrouble) in
        try await attempt("enroll a notice's recipients") {
          try await pool.write { try NoticeEnrolment.add(people, to: notice, in: $0) }
        }
      },
      begin: { notice, release, now throws(StoreTrouble) in
        try await attempt("start a notice") {
          try await pool.write { try NoticeEnrolment.begin(notice, release, now: now, in: $0) }
        }
      },
      notices: { () throws(StoreTrouble) in
        try await attempt("read the notices") { try await pool.read { try NoticeRows.mailings($0) } }
      },
      notice: { notice throws(StoreTrouble) in
        try await attempt("read the notices") { try await pool.read { try NoticeRows.mailings($0, notice).first } }
      },
      texts: { notice throws(StoreTrouble) in
        try await attempt("read a notice's texts") { try await pool.read { try NoticeRows.texts($0, notice) } }
      },
      tally: { notice throws(StoreTrouble) in
        try await attempt("count a notice's recipients") { try await pool.read { try NoticeRows.tally($0, notice) } }
      },
      list: { query throws(StoreTrouble) in
        try await attempt("read a notice's recipients") { try await pool.read { try NoticeRows.list($0, query) } }
      },
      walk: { notice, body throws(StoreTrouble) in
        do { try pool.read { try NoticeRows.walk($0, notice, body) } } catch {
          throw StoreTrouble(error, doing: "read a notice's recipients")
        }
      },
      bigDomains: { notice, over throws(StoreTrouble) in
        try await attempt("read a notice's domains") {
          try await pool.read { database in
            try Row.fetchAll(
              database,
              sql: """
                SELECT place, COUNT(*) AS n FROM notice_recipient WHERE notice = ? GROUP BY place HAVING n > ?
                ORDER BY place
                """, arguments: [notice, over]
            ).map { (place: $0["place"], recipients: $0["n"]) }
          }
        }
      },
      turn: { notice, settled, claim, now throws(StoreTrouble) in
        try await attempt("save what became of a notice's letters") {
          try await pool.write { database in
            for settlement in settled { try NoticeTurn.settle(settlement, now: now, in: database) }
            return try claim.map { try NoticeTurn.take($0, of: notice, now: now, in: database) } ?? []
          }
        }
      },
      nextDue: { notice throws(StoreTrouble) in
        try await attempt("read a notice's recipients") {
          try await pool.read {
            try Int64.fetchOne(
              $0, sql: "SELECT min(next) FROM notice_recipient WHERE notice = ? AND next IS NOT NULL",
              arguments: [notice]
            ).map { Timestamp(seconds: $0) }
          }
        }
      },
      stop: { notice, now throws(StoreTrouble) in
        try await attempt("stop a notice") {
          try await pool.write { try NoticeTurn.stop(notice, now: now, in: $0) }
        }
      },
      resend: { notice, kinds, now throws(StoreTrouble) in
        try await attempt("let a notice's recipients wait again") {
          try await pool.write { try NoticeTurn.resend(notice, kinds, now: now, in: $0) }
        }
      },
      finish: { notice, now throws(StoreTrouble) in
        try await attempt("finish a notice") {
          try await pool.write { try NoticeTurn.finish(notice, now: now, in: $0) }
        }
      })
  }
}
