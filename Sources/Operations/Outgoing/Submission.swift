import Letters

/// The door out: hands a letter to the company's own mail server.
package struct Submission: Sendable {
  package enum Outcome: Sendable, Hashable {
    /// The server took it; what it answered.
    case accepted(String)
    /// It will not take it, ever; its answer.
    case refused(String)
    /// Later may help, and surely nothing was taken.
    case later(String)
    /// The same, and it is nothing about this letter: the server is not there, or does not let us in.
    case unreached(String)
    /// The connection broke after the text was on its way: it may have been taken.
    case uncertain(String)
  }

  package let send: @Sendable (ClearedLetter) async -> Outcome

  package init(send: @escaping @Sendable (ClearedLetter) async -> Outcome) { self.send = send }
}
