import Attribution

/// `Data/attribution/priors.yaml`: what the attribution assumes before any evidence.
enum PriorsFile {
  static func load(_ path: String) throws(FileTrouble) -> Priors {
    let map = try YAMLValue.document(try KnowledgeFolder.text(path), file: path).mapping([
      "hypotheses", "strangers", "delivered", "universe", "test_account_elsewhere", "tagged_elsewhere", "missing_field",
      "missing_fields", "credibility",
    ])
    let hypotheses = try map.required("hypotheses").mapping(["outside", "single", "pair"])
    var priors = Priors()
    priors.outside = try probability(hypotheses.required("outside"))
    priors.single = try probability(hypotheses.required("single"))
    priors.pair = try probability(hypotheses.required("pair"))
    guard (priors.outside + priors.single + priors.pair - 1).magnitude < 1e-9 else {
      throw hypotheses.whole.trouble("outside, single and pair must add up to 1")
    }
    priors.strangers = try beta(map.required("strangers"))
    priors.delivered = try beta(map.required("delivered"))
    priors.universe = try map.required("universe").double()
    priors.testAccountElsewhere = try probability(map.required("test_account_elsewhere"))
    priors.taggedElsewhere = try probability(map.required("tagged_elsewhere"))
    priors.missingField = try probability(map.required("missing_field"))
    let fields = try map.required("missing_fields").mapping([
      "name", "first_name", "company", "phone", "postal_address", "plan", "card_last4",
    ])
    priors.missingFields = [:]
    for field in ["name", "first_name", "company", "phone", "postal_address", "plan", "card_last4"] {
      if let value = fields[field] { priors.missingFields[field] = try probability(value) }
    }
    priors.credibility = try probability(map.required("credibility"))
    return priors
  }

  private static func probability(_ value: YAMLValue) throws(FileTrouble) -> Double {
    let number = try value.double()
    guard number > 0, number < 1 else { throw value.trouble("a probability between 0 and 1 is wanted") }
    return number
  }

  private static func beta(_ value: YAMLValue) throws(FileTrouble) -> Priors.Beta {
    let map = try value.mapping(["alpha", "beta"])
    return Priors.Beta(try map.required("alpha").double(), try map.required("beta").double())
  }
}
