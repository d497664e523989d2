/// Who did it, as the record names them.
package enum Actor {
  package static let candor = "candor"
  package static let playbook = "playbook"
  package static func account(_ id: Int64) -> String { "account:\(id)" }
}
