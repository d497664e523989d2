import Signing

extension StagedMail {
  /// With a signature of `domain` over From, To, Subject and the body.
  func signed(by domain: String) -> StagedMail {
    with {
      $0.below =
        SignedMail.field(
          domain, fields: [("from", from ?? ""), ("to", to ?? ""), ("subject", subject)], body: html ?? body) + below
    }
  }
}
