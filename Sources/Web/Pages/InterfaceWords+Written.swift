import Letters
import Operations
import Vocabulary

/// Times, numbers and the ways in, as the pages write them.
extension InterfaceWords {
  /// `2014-11-03 10:00 UTC+1`, by the company's clocks.
  func moment(_ time: Timestamp) -> String { zone.text(time) }

  /// `12,345`
  func number(_ number: Int) -> String { Decimal.grouped(number, apart: self["digits_apart"]) }

  func door(_ door: Delivery.Door) -> String {
    switch door {
    case .imap: self["door_imap"]
    case .smtp, .lmtp: self["door_server"]
    case .maildir: self["door_maildir"]
    case .file: self["door_file"]
    case .upload: self["door_upload"]
    case .api: self["door_api"]
    case .check: self["door_check"]
    }
  }
}
