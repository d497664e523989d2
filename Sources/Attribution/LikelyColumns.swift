/// Which column of an export probably holds what, by the names that programs give them: a guess that a person is shown.
///
/// Names as shops, newsletter services and hand-made lists in English, Spanish and Hungarian use them.
extension MembersTable.Columns {
  private static let emailParts = ["mail", "correo"]
  private static let created: Set<String> = [
    "created", "createdat", "createdon", "creationdate", "datecreated", "since", "membersince", "customersince",
    "signedup",
    "signedupat", "signup", "signupdate", "joined", "joinedat", "joindate", "datejoined", "registered", "registeredat",
    "registrationdate", "subscribed", "subscribedat", "subscriptiondate", "optintime", "added", "addedat", "dateadded",
    "firstseen", "alta", "fechaalta", "fechadealta", "fecharegistro", "fechaderegistro", "creado", "registrado",
    "letrehozva", "regisztracio", "regisztralt", "regisztraciodatuma", "feliratkozas", "feliratkozott",
  ]
  private static let removed: Set<String> = [
    "removed", "removedat", "deleted", "deletedat", "deletedon", "datedeleted", "deletiondate", "cancelled", "canceled",
    "cancelledat", "canceledat", "unsubscribed", "unsubscribedat", "unsubtime", "unsubscribetime", "left", "leftat",
    "closed",
    "closedat", "lastday", "baja", "fechabaja", "fechadebaja", "eliminado", "borrado", "torolve", "torolt",
    "leiratkozas",
    "leiratkozott",
  ]

  /// The columns that nobody named, taken from the file's names where exactly one of these is likely.
  package func guessed(from names: [String]) -> Self {
    let plain = names.map(Self.plain)
    func one(_ isLikely: (String) -> Bool) -> String? {
      let found = names.indices.filter { isLikely(plain[$0]) }
      return found.count == 1 ? names[found[0]] : nil
    }
    var guess = self
    if email == nil, !names.contains(where: { $0.lowercased() == "email" }) {
      guess.email = one { name in Self.emailParts.contains { name.contains($0) } }
    }
    if created == nil { guess.created = one(Self.created.contains) }
    if removed == nil { guess.removed = one(Self.removed.contains) }
    return guess
  }

  /// `Fecha de alta` -> `fechadealta`: small letters without marks, blanks and signs.
  private static func plain(_ name: String) -> String {
    let marks: [Character: Character] = [
      "á": "a", "é": "e", "í": "i", "ó": "o", "ö": "o", "ő": "o", "ú": "u", "ü": "u", "ű": "u", "ñ": "n",
    ]
    return String(name.lowercased().compactMap { marks[$0] ?? ($0.isLetter && $0.isASCII ? $0 : nil) })
  }
}
